import { describe, expect, onTestFinished, test } from 'vitest';
import type { StoredRunSummary } from '../../src/contract/runs.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { auditToEnd, connectTo, EVERYTHING, makeCustomer, watchUntil } from './customer.ts';
import { callsOf, SMALL_PAGES } from './open-engine.ts';
import { startEngine, TRANSPORTS, type Client } from './transports.ts';

const WORLD = { donors: 200, gifts: 1200, seed: 7, plant: 'none' as const, quirks: SMALL_PAGES };
const workspace = 'Customer';
const inUse = { code: 'FAILURE', data: { kind: 'in_use', failureClass: 'configuration' } };

// Two programs on one data folder: a second engine audits, and the one behind each transport looks at it.
describe.each(TRANSPORTS)('an audit of another program, seen through %s', (_name, reach) => {
  test('is told with its program and its waits, and nothing can be changed meanwhile', async () => {
    const sandbox = await startSandbox(WORLD);
    onTestFinished(() => sandbox.close());
    const reached = await reach();
    onTestFinished(() => reached.close());
    const { client, dataFolder } = reached;
    await makeCustomer(client, workspace, sandbox);
    const finished = (await auditToEnd(client, workspace)).at(-1)?.runId ?? '';
    await client.workspaces.changeSettings({ workspace, patch: { raiseRps: 12, crmRps: 12 } });

    const other = await openOther(dataFolder);
    await connectTo(other.client, workspace, sandbox);
    await other.client.connection.confirmSameOrganization({ workspace });
    await watchUntil(
      other.client,
      workspace,
      (status) => callsOf(status) >= 8,
      () => other.client.runs.start({ workspace, scope: EVERYTHING }),
    );

    const [going, before] = await client.runs.list({ workspace });
    expect(going).toMatchObject({
      state: 'running',
      stop: null,
      elsewhere: { program: 'Tieout', pid: process.pid },
    });
    expect(before).toMatchObject({ runId: finished, state: 'finished', elsewhere: null });
    const [listed] = await client.workspaces.list();
    expect(listed?.lastRun).toMatchObject({ runId: going?.runId, state: 'running' });
    const [there] = await other.client.runs.list({ workspace });
    expect(there).toMatchObject({ runId: going?.runId, state: 'running', elsewhere: null });

    await expect(client.runs.rerun({ workspace, runId: finished })).rejects.toMatchObject(inUse);
    const removal = client.workspaces.remove({ workspace, confirm: workspace });
    await expect(removal).rejects.toMatchObject(inUse);
    await expect(removal).rejects.toThrow(/Tieout \(process \d+\) is at it/);
    // Refused before anything of it was gone.
    const { tokens } = await client.workspaces.get({ workspace });
    expect([tokens.raise.state, tokens.crm.state]).toEqual(['kept', 'kept']);
    for (const act of [
      () => client.runs.start({ workspace, scope: EVERYTHING }),
      () => client.runs.resume({ workspace }),
    ]) {
      const told = await watchUntil(client, workspace, ({ state }) => state === 'failed', act);
      expect(told.at(-1)).toMatchObject({ runId: null, failure: { kind: 'in_use' } });
      expect(told.at(-1)?.failure?.sentence).toMatch(/is being audited by Tieout \(process \d+/);
    }

    // The backstop by hand comes to no try then, and says why.
    await client.schedule.runNow({ workspace });
    const schedule = () => client.schedule.get({ workspace });
    await expect
      .poll(async () => (await schedule()).asked)
      .toMatchObject({ kind: 'failed', failure: { kind: 'in_use' } });
    expect((await schedule()).backstops).toEqual([]);

    sandbox.setFaults('crm:*:429(30)x*');
    const isWaiting = (run: StoredRunSummary): boolean =>
      run.elsewhere?.paces?.crm.kind.startsWith('waiting_') === true;
    await expect.poll(async () => isWaiting(await newest(client)), { timeout: 10_000 }).toBe(true);
    await other.client.runs.cancel({ workspace });
    await expect.poll(async () => (await newest(client)).state).toBe('interrupted');
    expect(await newest(client)).toMatchObject({ elsewhere: null, stop: { kind: 'cancelled' } });
  });
});

async function newest(client: Client): Promise<StoredRunSummary> {
  const [run] = await client.runs.list({ workspace });
  if (run === undefined) throw new Error('There is no run.');
  return run;
}

/** Another program on the same data folder. */
async function openOther(dataFolder: string): Promise<Engine> {
  const engine = await startEngine(dataFolder);
  onTestFinished(() => engine.close());
  await engine.client.keys.choose({ backend: 'memory' });
  return engine;
}
