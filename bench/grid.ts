import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FindingQuery, FindingSort, SortColumn } from '../src/core/model/finding-query.ts';
import { addRun, saveResult } from '../src/core/staging/runs.ts';
import { openWorkspaceFile } from '../src/core/staging/workspace-file.ts';
import { facetCounts } from '../src/core/views/count-kinds.ts';
import { openFindingsView } from '../src/core/views/findings-view.ts';
import { makeRun } from '../test/support/report-factory.ts';
import { gridFindings } from './grid-findings.ts';
import { peakMb } from './support/cost.ts';

// The grid over as many findings of one run (bars at 1,000,000: a view opens in 3 s, a block of 200 rows is there in 50 ms
// wherever it stands). `block` is the longest time in which nothing else in the process got its turn.
const count = Number(process.argv[2] ?? 1_000_000);
const ROWS = 200;
const by = (column: SortColumn, isDescending = false) => ({ column, isDescending });
const MIXES: readonly (readonly [name: string, query: FindingQuery, sort: FindingSort])[] = [
  ['all', {}, []],
  ['all by amount', {}, [by('amountMinor', true)]],
  ['all by Raise id', {}, [by('raiseId')]],
  ['all by CRM+ id', {}, [by('crmId', true)]],
  ['all by campaign', {}, [by('campaignName')]],
  ['all by date', {}, [by('date', true)]],
  [
    'all by cause, campaign, amount',
    {},
    [by('cause'), by('campaignName', true), by('amountMinor')],
  ],
  [
    'to be acted on, by severity, amount',
    { actionable: true },
    [by('severity', true), by('amountMinor', true)],
  ],
  [
    'from 100.00, by first seen, amount',
    { amountFromMinor: 10_000 },
    [by('firstSeenUtc'), by('amountMinor', true)],
  ],
  [
    'one year, by state, date',
    { fromDay: '2023-01-01', toDay: '2023-12-31' },
    [by('state', true), by('date')],
  ],
  ['"1234" by date', { search: '1234' }, [by('date', true)]],
  ['"été" by amount', { search: 'été' }, [by('amountMinor', true)]],
];

const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
const db = openWorkspaceFile(join(folder, 'workspace.sqlite'));
try {
  const run = makeRun();
  const source = { db, run: run.id };
  addRun(db, { ...run, request: '{}' });
  const figures: Record<string, number> = { findings: count };
  const savingMs = performance.now();
  saveResult(db, run, [], [], gridFindings(count));
  figures['saveSeconds'] = (performance.now() - savingMs) / 1000;
  const everyBlock: number[] = [];
  const most = { openSeconds: 0, blockMs: 0, facetSeconds: 0 };
  for (const [name, query, sort] of MIXES) {
    const opened = await watched(() => openFindingsView(source, query, sort));
    const facets = await watched(() => facetCounts(source, query));
    const view = opened.value;
    for (const start of startsIn(view.total)) {
      const startedMs = performance.now();
      view.rows(start, start + ROWS);
      everyBlock.push(performance.now() - startedMs);
    }
    view.close();
    figures[`${name}: rows`] = view.total;
    figures[`${name}: openSeconds`] = opened.seconds;
    most.openSeconds = Math.max(most.openSeconds, opened.seconds);
    most.facetSeconds = Math.max(most.facetSeconds, facets.seconds);
    most.blockMs = Math.max(most.blockMs, opened.blockMs, facets.blockMs);
  }
  everyBlock.sort((a, b) => a - b);
  const share = (part: number): number => everyBlock[Math.ceil(everyBlock.length * part) - 1] ?? 0;
  console.log(
    JSON.stringify({
      ...figures,
      longestOpenSeconds: most.openSeconds,
      longestFacetSeconds: most.facetSeconds,
      longestBlockMs: most.blockMs,
      rowsP50Ms: share(0.5),
      rowsP95Ms: share(0.95),
      rowsMaxMs: share(1),
      peakMb: peakMb(),
    }),
  );
} finally {
  db.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The first, the middle and the last block, and twenty anywhere, always the same. */
function startsIn(total: number): number[] {
  const last = Math.max(0, total - ROWS);
  const anywhere = Array.from({ length: 20 }, (_, at) => (at * 7_368_787) % (last + 1));
  return [0, Math.floor(last / 2), last, ...anywhere];
}

/** Runs work and measures it, and the longest time in which nothing else got its turn. */
async function watched<T>(
  work: () => Promise<T>,
): Promise<{ value: T; seconds: number; blockMs: number }> {
  const startedMs = performance.now();
  const watch = { isOn: true, blockMs: 0 };
  const watching = (async () => {
    for (let lastMs = startedMs; watch.isOn;) {
      await setImmediate();
      const nowMs = performance.now();
      watch.blockMs = Math.max(watch.blockMs, nowMs - lastMs);
      lastMs = nowMs;
    }
  })();
  const value = await work();
  const seconds = (performance.now() - startedMs) / 1000;
  watch.isOn = false;
  await watching;
  return { value, seconds, blockMs: watch.blockMs };
}
