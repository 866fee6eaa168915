import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../src/contract/contract.ts';
import { workspaceSettings } from '../src/contract/settings.ts';
import { createAuditor } from '../src/core/auditor.ts';
import { addRun, saveResult } from '../src/core/staging/runs.ts';
import { openWorkspace } from '../src/core/staging/workspaces.ts';
import type { EngineOrder } from '../src/web/engine-worker.ts';
import { makeRun } from '../test/support/report-factory.ts';
import { gridFindings } from './grid-findings.ts';
import { peakMb } from './support/cost.ts';

// The grid at the contract: blocks of 200 rows over a message port, from the engine in its own thread (bar at 1,000,000
// findings: p95 < 50 ms once the view is open, a change of filter or sort ≤ 3 s).
const count = Number(process.argv[2] ?? 1_000_000);
const BLOCKS = 200;
const ROWS = 200;
const WORKSPACE = 'bench';

const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
const runId = makeFindings();
const worker = new Worker(new URL('../src/web/engine-worker.ts', import.meta.url), {
  workerData: { dataFolder, version: 'bench' },
});
try {
  await new Promise((ready) => worker.once('message', ready));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ kind: 'connect', port: port2 } satisfies EngineOrder, [port2]);
  const engine: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port1 }));
  port1.start();
  const openedMs = performance.now();
  const { viewId, total } = await openView(engine);
  const openSeconds = (performance.now() - openedMs) / 1000;
  const times: number[] = [];
  for (let block = 0; block < BLOCKS; block += 1) {
    // Spread over the whole list, never the next one: no cache helps.
    const start = Math.floor((total * ((block * 7919) % BLOCKS)) / BLOCKS);
    const startedMs = performance.now();
    await engine.findings.block({ workspace: WORKSPACE, viewId, start, end: start + ROWS });
    times.push(performance.now() - startedMs);
  }
  times.sort((one, other) => one - other);
  const share = (part: number): number => times[Math.ceil(BLOCKS * part) - 1] ?? 0;
  console.log(
    JSON.stringify({
      findings: count,
      openSeconds: round(openSeconds),
      p50Ms: round(share(0.5)),
      p95Ms: round(share(0.95)),
      maxMs: round(share(1)),
      peakMb: peakMb(),
    }),
  );
  port1.close();
} finally {
  await worker.terminate();
  rmSync(dataFolder, { recursive: true, force: true });
}

function makeFindings(): string {
  const auditor = createAuditor({ dataFolder, version: 'bench' });
  auditor.customers.create(WORKSPACE, workspaceSettings.parse({}));
  auditor.close();
  const { db } = openWorkspace(dataFolder, WORKSPACE);
  const run = makeRun();
  addRun(db, { ...run, request: '{}' });
  saveResult(db, run, [], [], gridFindings(count));
  db.close();
  return run.id;
}

async function openView(
  engine: ContractRouterClient<Contract>,
): Promise<{ viewId: string; total: number }> {
  const sort = [{ column: 'amountMinor' as const, isDescending: true }];
  const events = await engine.findings.open({ workspace: WORKSPACE, runId, query: {}, sort });
  for await (const event of events) if (event.kind === 'ready') return event;
  throw new Error('The view did not open.');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
