import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RunStatus } from '../../src/contract/runs.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { StartLook } from '../../src/engine/provisional-looks.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';
import {
  auditToEnd,
  endOf,
  EVERYTHING,
  isEnd,
  lastOf,
  makeCustomer,
  watchUntil,
} from './customer.ts';
import { openCustomer } from './open-engine.ts';
import { makeDataFolder } from './temp-data.ts';
import type { Client } from './transports.ts';

// Some 120 calls before anything waits, with differences in them: the first look is after sixty.
const quirks = { raisePageCap: 25, crmPageCap: 25 };
const WORLD = { donors: 250, gifts: 1000, seed: 61, quirks };

describe('findings before the end', () => {
  test('can be opened while the run goes on, and are gone when it has ended', async () => {
    const customer = await openCustomer(onTestFinished, WORLD, 20);
    const { client, workspace, sandbox, reached } = customer;
    const hasLooked = ({ provisional }: RunStatus): boolean => (provisional?.findings ?? 0) > 0;
    const told = await watchUntil(
      client,
      workspace,
      (status) => hasLooked(status) || isEnd(status),
      () => client.runs.start({ workspace, scope: EVERYTHING }),
    );
    const status = told.at(-1);
    expect(status).toMatchObject({ state: 'running' });
    const runId = status?.runId ?? '';
    const input = { workspace, runId, query: {}, sort: [] };
    const view = await lastOf(await client.findings.open(input));
    if (view.kind !== 'ready') throw new Error('The view did not get ready.');
    expect(view).toMatchObject({ isProvisional: true });
    expect(view.total).toBeGreaterThanOrEqual(status?.provisional?.findings ?? Infinity);
    const { viewId } = view;
    const [row] = await client.findings.block({ workspace, viewId, start: 0, end: 1 });
    const position = row?.position ?? -1;
    const { finding, sides } = await client.findings.sides({ workspace, runId, position });
    expect([finding.id, sides?.raise?.id]).toEqual([row?.id, row?.raiseId]);
    const exported = client.exports.write({ workspace, runId, viewId, format: 'json' });
    await expect(exported).rejects.toMatchObject({ code: 'FAILURE', data: { kind: 'usage' } });
    await client.findings.close({ workspace, viewId });
    const end = await endOf(client, workspace);
    expect(end).toMatchObject({ state: 'finished', provisional: null });
    const { run } = await client.runs.report({ workspace, runId });
    expect(run.digest).toBe((await auditOnce(sandbox)).report.run.digest);
    expect(await lastOf(await client.findings.open(input))).toMatchObject({ isProvisional: false });
    expect(runFiles(reached.dataFolder, workspace)).toEqual([`${runId}.sqlite`]);
  });

  test('leave nothing behind when the run is cancelled in the middle of a look', async () => {
    // A look that takes a million rows' time, with its copy lying there.
    const looking: Worker[] = [];
    const { client, dataFolder } = await engineThatLooks((order) => {
      const copy = "require('node:fs').writeFileSync(workerData.findingsPath + '.rows', '')";
      const source = `const { workerData } = require('node:worker_threads'); ${copy}; setTimeout(() => {}, 1e6)`;
      const worker = new Worker(source, { eval: true, workerData: order });
      looking.push(worker);
      return worker;
    });
    await client.runs.start({ workspace: 'Customer', scope: EVERYTHING });
    const hasCopy = (): boolean =>
      runFiles(dataFolder, 'Customer').some((name) => name.includes('provisional'));
    await expect.poll(hasCopy, { interval: 5, timeout: 10_000 }).toBe(true);
    await client.runs.cancel({ workspace: 'Customer' });
    expect((await endOf(client, 'Customer')).provisional).toBe(null);
    expect(hasCopy()).toBe(false);
    expect(looking.map(({ threadId }) => threadId)).toEqual([-1]);
  });

  test.each([
    [
      'cannot be begun',
      () => {
        throw new Error('no more threads');
      },
    ],
    ['dies at once', () => new Worker('throw new Error("dead")', { eval: true })],
  ])('are no condition: a look that %s costs nothing but the look', async (_what, startLook) => {
    const { client } = await engineThatLooks(startLook);
    const told = await auditToEnd(client, 'Customer');
    expect(told.at(-1)).toMatchObject({ state: 'finished', failure: null });
  });
});

/** An engine with a customer, whose host begins looks in its own way. */
async function engineThatLooks(
  startLook: StartLook,
): Promise<{ readonly client: Client; readonly dataFolder: string }> {
  const folder = makeDataFolder();
  onTestFinished(() => folder.remove());
  const options = { dataFolder: folder.path, version: 'test', window: null, hasKeyring: false };
  const engine = await createEngine({ ...options, startLook });
  onTestFinished(() => engine.close());
  const sandbox = await startSandbox({ ...WORLD, plant: 'none' });
  onTestFinished(() => sandbox.close());
  await engine.client.keys.choose({ backend: 'memory' });
  await makeCustomer(engine.client, 'Customer', sandbox, { raiseRps: 60, crmRps: 60 });
  return { client: engine.client, dataFolder: folder.path };
}

/** What lies beside the workspace file; a journal that SQLite has open counts with its database. */
function runFiles(dataFolder: string, workspace: string): string[] {
  return readdirSync(join(dataFolder, 'workspaces', workspace, 'runs')).filter(
    (name) => !/^[\w-]+\.sqlite-(wal|shm)$/.test(name),
  );
}
