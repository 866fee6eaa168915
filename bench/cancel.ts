import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditor, DEFAULT_REQUEST } from '../src/core/auditor.ts';
import type { Phase } from '../src/core/model/progress.ts';
import { sandboxProcess } from './support/sandbox-process.ts';
import { peakMb } from './support/cost.ts';

// How long an audit takes to stop once it was cancelled, a moment after each of its stages began (bar: 2 s). First argument: gifts.
const GIFTS = Number(process.argv[2] ?? 200_000);
const STAGES: readonly Phase[] = ['connect', 'capture', 'match', 'classify', 'confirm', 'save'];
const MOMENT_MS = 300;

const sandbox = await sandboxProcess(GIFTS);
const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-cancel-'));
const auditor = createAuditor({ dataFolder, version: 'bench' });
const figures: Record<string, number> = { gifts: GIFTS };
try {
  let isBegun = false;
  for (const stage of STAGES) {
    const stop = new AbortController();
    let askedMs = 0;
    const ending = await auditor
      .audit(auditor.connect(sandbox.access), {
        workspace: 'cancel',
        request: DEFAULT_REQUEST,
        resume: isBegun,
        signal: stop.signal,
        onProgress: (fact) => {
          if (fact.kind !== 'phase' || fact.phase !== stage || askedMs > 0) return;
          askedMs = performance.now() + MOMENT_MS;
          setTimeout(() => {
            askedMs = performance.now();
            stop.abort();
          }, MOMENT_MS);
        },
      })
      .then(
        () => 'finished',
        () => 'stopped',
      );
    // A stage that was over before it could be cancelled has nothing to measure.
    if (ending === 'stopped') figures[`${stage}Ms`] = performance.now() - askedMs;
    isBegun = true;
    if (ending === 'finished') break;
  }
  console.log(JSON.stringify({ ...figures, peakMb: peakMb() }));
} finally {
  auditor.close();
  sandbox.end();
  rmSync(dataFolder, { recursive: true, force: true });
}
