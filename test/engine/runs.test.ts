import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { auditOnce } from '../support/audit-once.ts';
import { auditToEnd, connectTo, EVERYTHING, isEnd, watchUntil } from './customer.ts';
import { callsOf, openCustomer, SMALL_PAGES } from './open-engine.ts';
import { startEngine } from './transports.ts';

const WORLD = { donors: 200, gifts: 1200, seed: 7, quirks: SMALL_PAGES };
const QUIET = { ...WORLD, plant: 'none' as const };
const usage = { code: 'FAILURE', data: { kind: 'usage', failureClass: 'configuration' } };

// Side by side: most of their time is pauses and the wait before suspects are asked for again.
describe.concurrent('an audit', () => {
  test('goes on alone: a second start, a resume and a removal are refused', async (context) => {
    const { client, workspace } = await openCustomer(context.onTestFinished, QUIET, 100);
    const told = await watchUntil(client, workspace, isEnd, async () => {
      const both = await Promise.allSettled([
        client.runs.start({ workspace, scope: EVERYTHING }),
        client.runs.start({ workspace, scope: EVERYTHING }),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      await expect(client.runs.resume({ workspace })).rejects.toMatchObject(usage);
      const removal = client.workspaces.remove({ workspace, confirm: workspace });
      await expect(removal).rejects.toMatchObject(usage);
    });
    expect(told.at(-1)).toMatchObject({ state: 'finished', failure: null });
    expect(await client.runs.list({ workspace })).toHaveLength(1);
    await expect(client.runs.cancel({ workspace })).rejects.toMatchObject(usage);
  });

  test('that is paused asks nobody, and goes on when told', async (context) => {
    const customer = await openCustomer(context.onTestFinished, QUIET, 25);
    const { client, workspace, sandbox } = customer;
    await watchUntil(
      client,
      workspace,
      (status) => callsOf(status) >= 10,
      () => client.runs.start({ workspace, scope: EVERYTHING }),
    );
    expect(await client.runs.pause({ workspace })).toMatchObject({ state: 'paused' });
    await sleep(150); // what was under way ends
    const paused = sandbox.calls();
    await sleep(700);
    expect(sandbox.calls()).toEqual(paused);
    const end = await watchUntil(client, workspace, isEnd, async () => {
      expect(await client.runs.unpause({ workspace })).toMatchObject({ state: 'running' });
    });
    expect(end.at(-1)).toMatchObject({ state: 'finished', failure: null });
    expect(sandbox.calls().raise).toBeGreaterThan(paused.raise);
  });

  test('that is cancelled stops within two seconds and goes on to the same digest', async (context) => {
    const { client, workspace, sandbox } = await openCustomer(context.onTestFinished, WORLD, 60);
    const { digest } = (await auditOnce(sandbox)).report.run;
    const start = () => client.runs.start({ workspace, scope: EVERYTHING });
    const cancel = async (): Promise<number> => {
      const asked = performance.now();
      const [last] = (
        await watchUntil(client, workspace, isEnd, () => client.runs.cancel({ workspace }))
      ).slice(-1);
      expect(last).toMatchObject({ state: 'interrupted', failure: null, secondsLeft: null });
      return performance.now() - asked;
    };
    await watchUntil(client, workspace, (status) => callsOf(status) >= 20, start);
    expect(await cancel()).toBeLessThan(2000);
    // Once more where suspects wait for being asked again.
    await watchUntil(
      client,
      workspace,
      (status) => status.phase === 'confirm',
      () => client.runs.resume({ workspace }),
    );
    expect(await cancel()).toBeLessThan(2000);
    const [run] = await client.runs.list({ workspace });
    expect(run).toMatchObject({ state: 'interrupted', findings: null });
    const told = await watchUntil(client, workspace, isEnd, () =>
      client.runs.resume({ workspace }),
    );
    expect(told.at(-1)).toMatchObject({ state: 'finished', runId: run?.runId });
    const report = await client.runs.report({ workspace, runId: run?.runId ?? '' });
    expect(report.run.digest).toBe(digest);
    const { calls } = report.run;
    expect(calls.raise + calls.crm).toBe(callsOf(told.at(-1) ?? never()));
  });

  test('whose engine is closed goes on in the next one', async (context) => {
    const { client, workspace, sandbox, reached } = await openCustomer(
      context.onTestFinished,
      QUIET,
      40,
    );
    const engine = await startEngine(reached.dataFolder);
    context.onTestFinished(() => engine.close());
    await watchUntil(
      client,
      workspace,
      (status) => callsOf(status) >= 15,
      () => client.runs.start({ workspace, scope: EVERYTHING }),
    );
    await reached.endEngine();
    const [run] = await engine.client.runs.list({ workspace });
    expect(run).toMatchObject({ state: 'interrupted' });
    await engine.client.keys.choose({ backend: 'memory' });
    await connectTo(engine.client, workspace, sandbox);
    // The tokens were given anew: whose they are is asked anew.
    await expect(engine.client.runs.resume({ workspace })).rejects.toMatchObject(usage);
    await engine.client.connection.confirmSameOrganization({ workspace });
    const told = await watchUntil(engine.client, workspace, isEnd, () =>
      engine.client.runs.resume({ workspace }),
    );
    expect(told.at(-1)).toMatchObject({ state: 'finished', runId: run?.runId });
    const report = await engine.client.runs.report({ workspace, runId: run?.runId ?? '' });
    expect(report.run.digest).toBe((await auditOnce(sandbox)).report.run.digest);
  });

  test.for(['raise', 'crm'] as const)(
    'whose %s token is refused says so and can be gone on with',
    async (product, context) => {
      const world = { ...QUIET, faults: `${product}:gift:401@3x*` };
      const { client, workspace } = await openCustomer(context.onTestFinished, world, 200);
      const told = await auditToEnd(client, workspace);
      const last = told.at(-1);
      expect(last).toMatchObject({ state: 'needs_sign_in', secondsLeft: null, provisional: null });
      expect(last?.failure).toMatchObject({
        kind: 'sign_in_refused',
        failureClass: 'configuration',
      });
      expect(last?.failure?.sentence).toContain(product === 'raise' ? 'Raise' : 'CRM+');
      const [run] = await client.runs.list({ workspace });
      expect(run?.state).toBe('interrupted');
    },
  );
});

function never(): never {
  throw new Error('Nothing was told.');
}
