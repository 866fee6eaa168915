import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditor, DEFAULT_REQUEST } from '../src/core/auditor.ts';
import { evaluate } from '../src/core/audit/evaluate.ts';
import { settledOptions } from '../src/core/audit/settle.ts';
import { readStoredRequest } from '../src/core/model/request.ts';
import { runThrough, type Steps } from '../src/core/model/steps.ts';
import { CaptureFile } from '../src/core/staging/capture-file.ts';
import { sandboxProcess } from './support/sandbox-process.ts';
import { peakMb } from './support/cost.ts';

// What the tie-out, donors' years and the measured lag take beside classifying (bar: the first two 15 % of it). First argument: gifts.
const GIFTS = Number(process.argv[2] ?? 200_000);
const kept = process.argv[3];

const dataFolder = kept ?? mkdtempSync(join(tmpdir(), 'tieout-analysis-'));
const auditor = createAuditor({ dataFolder, version: 'bench' });
try {
  if (kept === undefined) await auditInto();
  const [run] = auditor.runs('analysis');
  if (run === undefined) throw new Error('no run');
  const { capturePath } = auditor.provisionalOrder('analysis', run.id);
  const capture = CaptureFile.open(capturePath);
  try {
    const options = settledOptions(
      capture,
      readStoredRequest(run.request),
      Date.parse(run.asOfUtc),
    );
    if (options === null) throw new Error('nothing was read');
    const [evaluation, classifyMs] = timed(() => runThrough(evaluate(capture, options)));
    const beforeMb = process.memoryUsage.rss() / 1024 ** 2;
    const [, tieOutMs] = timed(() => through(evaluation.tieOut));
    const [years, donorYearsMs] = timed(() => through(evaluation.donorYears));
    const [, lagMs] = timed(() => through(evaluation.lag));
    console.log(
      JSON.stringify({
        gifts: GIFTS,
        classifyMs,
        tieOutMs,
        donorYearsMs,
        lagMs,
        share: (tieOutMs + donorYearsMs) / classifyMs,
        addedMb: process.memoryUsage.rss() / 1024 ** 2 - beforeMb,
        donorYears: years?.compared ?? 0,
        peakMb: peakMb(),
      }),
    );
  } finally {
    capture.close();
  }
} finally {
  auditor.close();
  if (kept === undefined) rmSync(dataFolder, { recursive: true, force: true });
}

async function auditInto(): Promise<void> {
  const sandbox = await sandboxProcess(GIFTS);
  try {
    await auditor.audit(auditor.connect(sandbox.access), {
      workspace: 'analysis',
      request: DEFAULT_REQUEST,
    });
  } finally {
    sandbox.end();
  }
}

function timed<T>(work: () => T): [T, number] {
  const startedMs = performance.now();
  return [work(), performance.now() - startedMs];
}

function through<T>(work: (() => Steps<T>) | null): T | null {
  return work === null ? null : runThrough(work());
}
