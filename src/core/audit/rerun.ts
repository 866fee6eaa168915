import type { StoredAnswers } from '../connectors/connector.ts';
import { Failure } from '../model/failure.ts';
import type { RunFacts } from '../model/report.ts';
import { CaptureFile } from '../staging/capture-file.ts';
import { inTransaction } from '../staging/database.ts';
import { prepareForMatching } from '../staging/prepare-for-matching.ts';
import { refuseBeforeThinned, refuseWithoutPages } from '../staging/keep/refuse-removed.ts';
import { directReads } from '../staging/direct-reads.ts';
import { getRun, notFinished } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';
import { asStreamRows, BY_ID } from './stream-pages.ts';
import { addFoundRows } from './confirm.ts';
import { evaluate } from './evaluate.ts';
import { readStoredRequest } from '../model/request.ts';
import { runThrough } from '../model/steps.ts';
import { saveEvaluation } from './save-run.ts';
import { settledOptions } from './settle.ts';
import { withoutCrm } from './without-crm.ts';

/** Runs the rules again on what a run stored, without any call. */
export function rerunRules(
  workspace: Workspace,
  runId: string,
  stored: StoredAnswers,
  version: string,
): RunFacts {
  const run = getRun(workspace.db, runId);
  if (run.state !== 'finished') throw notFinished(runId);
  refuseBeforeThinned(workspace.db, runId);
  refuseWithoutPages(workspace, runId);
  const request = readStoredRequest(run.request);
  const capture = CaptureFile.open(workspace.capturePath(runId));
  try {
    if (capture.snapshot('raise.donors')?.filter === BY_ID)
      throw new Failure('usage', `Run ${runId} read single records, not lists: audit them again.`);
    rebuildRows(capture, stored);
    const options = settledOptions(capture, request, Date.parse(run.asOfUtc));
    if (options === null)
      throw new Failure('usage', `Run ${runId} has read nothing yet: go on with it by --resume.`);
    const evaluation =
      capture.fact('hasCrm') === '0'
        ? withoutCrm(capture, options)
        : runThrough(evaluate(capture, options));
    if (evaluation.classified.needed.length > 0) throw notFinished(runId);
    const origins = run.facts?.origins ?? { raise: null, crm: null };
    return runThrough(
      saveEvaluation(workspace, capture, runId, evaluation, options, {
        version,
        origins,
        finishedMs: Date.parse(run.finishedUtc ?? run.asOfUtc),
      }),
    );
  } finally {
    capture.close();
  }
}

/** Makes every row again from the stored answers, in the order in which they came; all of them or none. */
function rebuildRows(capture: CaptureFile, stored: StoredAnswers): void {
  inTransaction(capture.db, () => {
    capture.clearRows();
    for (const page of capture.pages()) {
      const rows = asStreamRows({
        stream: page.stream,
        rows: stored.parsePage(page.stream, page.text),
      });
      for (const row of rows.slice(page.overlap)) capture.writeRow(page.stream, row, page.seq);
    }
    runThrough(prepareForMatching(capture.db));
    for (const read of directReads(capture.db)) addFoundRows(stored, capture, read);
  });
}
