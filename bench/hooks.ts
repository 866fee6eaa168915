import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { countWaiting } from '../src/core/staging/live/deliveries.ts';
import { openLiveFile } from '../src/core/staging/live/live-file.ts';
import { everyRow } from '../src/core/staging/live/live-rows.ts';
import { percentile, planLoad, sendAll, startChild } from '../test/monitor/hook-load.ts';
import { peakMb } from './support/cost.ts';

// Events of both products in random order, 10 % of them twice, 1 % forged, over concurrent connections; killed in the middle, and
// what was not answered sent again: one row a gift, nothing lost, forged ones refused.
const EVENTS = Number(process.argv[2] ?? 100_000);
const CONNECTIONS = Number(process.argv[3] ?? 16);
const folder = mkdtempSync(join(tmpdir(), 'tieout-hooks-'));
try {
  const load = planLoad(EVENTS / 2, 42);
  const half = Math.floor(load.length / 2);
  const first = await startChild(folder);
  const before = await sendAll(first.port, load.slice(0, half), CONNECTIONS, (count) => {
    if (count === Math.floor(half * 0.9)) first.child.kill('SIGKILL');
  });
  const second = await startChild(folder);
  const rest = [...before.unanswered, ...load.slice(half)];
  const after = await sendAll(second.port, rest, CONNECTIONS);
  const answered = performance.now();
  const db = openLiveFile(folder);
  while (countWaiting(db) > 0) await sleep(100);
  const applySeconds = (performance.now() - answered) / 1000;
  second.child.kill('SIGTERM');
  const [cpuMs] = (await once(second.child.stdout ?? second.child, 'data')) as [Buffer];
  await once(second.child, 'exit');
  const stored = new Set(
    db
      .prepare<unknown[]>('SELECT CAST(body AS TEXT) FROM delivery WHERE body IS NOT NULL')
      .pluck()
      .all(),
  );
  const accepted = [...before.accepted, ...after.accepted];
  const rows = [...everyRow(db)];
  db.close();
  console.log(
    JSON.stringify({
      events: load.length,
      eventsPerSecond: Math.round(rest.length / after.seconds),
      listenerCpuMsPerEvent: Number(cpuMs.toString()) / rest.length,
      p50Ms: percentile(after.answerMs, 0.5),
      p99Ms: percentile(after.answerMs, 0.99),
      mostMs: percentile(after.answerMs, 1),
      applySecondsAfterLast: applySeconds,
      killedUnanswered: before.unanswered.length,
      lost: accepted.filter(({ body }) => !stored.has(body)).length,
      rows: rows.length,
      rowsOfBoth: rows.filter(({ arrival }) => arrival === 'both').length,
      forgedAccepted: accepted.filter(({ isForged }) => isForged).length,
      forgedRefused: [...before.refused, ...after.refused].filter(({ isForged }) => isForged)
        .length,
      honestRefused: [...before.refused, ...after.refused].filter(({ isForged }) => !isForged)
        .length,
      peakMb: peakMb(),
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
