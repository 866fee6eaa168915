import { spawnSync } from 'node:child_process';
import { evaluate } from '../../src/core/audit/evaluate.ts';
import { runThrough } from '../../src/core/model/steps.ts';
import { keepYoungSpaceSmall } from '../../src/core/facade/young-space.ts';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { prepareForMatching } from '../../src/core/staging/prepare-for-matching.ts';
import { optionsOf } from '../support/captured-gifts.ts';
import { peakMb } from '../support/cost.ts';

export interface Judged {
  /** Indexes built. */
  readonly prepareSeconds: number;
  /** Conventions learned, suspects found, every gift judged. */
  readonly giftsSeconds: number;
  /** The same with donors. */
  readonly judgeSeconds: number;
  readonly tieOutSeconds: number;
  readonly findings: number;
  readonly consistent: number;
  readonly peakMb: number;
}

/** Matches and classifies a sealed capture file in a process of its own, so that the peak is its own. */
export function judge(file: string): Judged {
  const run = spawnSync(process.execPath, [import.meta.filename, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error('Judging failed.');
  return JSON.parse(run.stdout) as Judged;
}

if (process.argv[1] === import.meta.filename) {
  keepYoungSpaceSmall();
  const capture = CaptureFile.open(process.argv[2] ?? '');
  const startedMs = performance.now();
  runThrough(prepareForMatching(capture.db));
  const preparedMs = performance.now();
  const options = optionsOf(capture);
  const request = { ...options.request, records: ['gift'] as const };
  runThrough(evaluate(capture, { ...options, request }));
  const giftsMs = performance.now();
  const evaluation = runThrough(evaluate(capture, options));
  const judgedMs = performance.now();
  const { classified } = evaluation;
  // Else nothing was judged to the end.
  if (classified.needed.length > 0) throw new Error(`${classified.needed.length} reads are needed`);
  if (evaluation.tieOut) runThrough(evaluation.tieOut());
  const endMs = performance.now();
  const judged: Judged = {
    prepareSeconds: (preparedMs - startedMs) / 1000,
    giftsSeconds: (giftsMs - preparedMs) / 1000,
    judgeSeconds: (judgedMs - giftsMs) / 1000,
    tieOutSeconds: (endMs - judgedMs) / 1000,
    findings: classified.findings.length,
    consistent: classified.consistent.gift,
    peakMb: peakMb(),
  };
  console.log(JSON.stringify(judged));
  capture.close();
}
