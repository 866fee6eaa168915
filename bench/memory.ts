import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditor, DEFAULT_REQUEST } from '../src/core/auditor.ts';
import { sandboxProcess } from './support/sandbox-process.ts';

// Memory of an audit's reading (bar: at 200,000 gifts no more than at 50,000 and 30 MB) and the largest write-ahead log (bar:
// 64 MB). First argument: gifts.
const GIFTS = Number(process.argv[2] ?? 200_000);
const EARLY_SHARE = 0.25;
const MB = 1_048_576;
const WATCH_EVERY_MS = 50;

const sandbox = await sandboxProcess(GIFTS);
const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-memory-'));
const auditor = createAuditor({ dataFolder, version: 'bench' });
try {
  const seen = { early: 0, end: 0, peak: 0, wal: 0 };
  const watch = setInterval(() => {
    seen.peak = Math.max(seen.peak, process.memoryUsage.rss());
    seen.wal = Math.max(seen.wal, ...walsIn(dataFolder));
  }, WATCH_EVERY_MS);
  const startedMs = performance.now();
  let readMs = 0;
  const report = await auditor.audit(auditor.connect(sandbox.access), {
    workspace: 'memory',
    request: DEFAULT_REQUEST,
    onProgress: (fact) => {
      if (fact.kind === 'phase' && fact.phase === 'match') {
        seen.end = process.memoryUsage.rss();
        readMs = performance.now() - startedMs;
      }
      if (fact.kind !== 'stream' || fact.stream !== 'crm.gifts') return;
      if (seen.early === 0 && fact.read >= GIFTS * EARLY_SHARE)
        seen.early = process.memoryUsage.rss();
    },
  });
  clearInterval(watch);
  console.log(
    JSON.stringify({
      gifts: GIFTS,
      earlyMb: seen.early / MB,
      readMb: seen.end / MB,
      growthMb: (seen.end - seen.early) / MB,
      peakMb: seen.peak / MB,
      walMb: seen.wal / MB,
      readSeconds: readMs / 1000,
      seconds: (performance.now() - startedMs) / 1000,
      findings: report.summary.reduce(
        (sum, { state, count }) => sum + (state === 'consistent' ? 0 : count),
        0,
      ),
    }),
  );
} finally {
  auditor.close();
  sandbox.end();
  rmSync(dataFolder, { recursive: true, force: true });
}

function walsIn(folder: string): number[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('-wal'))
    .map(
      (entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0,
    );
}
