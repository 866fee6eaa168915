import { findingsDigest } from '../model/digest.ts';
import { formatInstant } from '../model/instants.ts';
import type { RunFacts } from '../model/report.ts';
import { isNarrow, periodOf, type AuditRequest } from '../model/request.ts';
import type { RunAnalysis } from '../model/run-analysis.ts';
import { callsOf } from '../model/spent.ts';
import type { Steps } from '../model/steps.ts';
import { CRM_STREAM, RAISE_STREAM } from '../model/streams.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { inTransaction } from '../staging/database.ts';
import { countDirectReads } from '../staging/direct-reads.ts';
import { recordsLeftOpen } from '../staging/records-left-open.ts';
import { saveAnalysis } from '../staging/run-analysis.ts';
import { getRun, saveResult, type LookedAt } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';
import type { EvaluateOptions, Evaluation } from './evaluate.ts';
import { isUnread, wantedBy, wantedRecords } from './wanted.ts';
import { readSpent } from './run-account.ts';
import { runMetrics } from './run-metrics.ts';
import { coverageOf } from './coverage.ts';
import type { TiedOut } from './tie-out.ts';
import { notComparedOf } from './not-compared.ts';
import { gapsOf, parametersOf, summarise } from './run-facts.ts';

const NOTHING_TIED_OUT: TiedOut = { months: [], parts: [] };

/** Adds up a run's whole result, writes it into its workspace in one transaction, and says what it is worth. */
export function* saveEvaluation(
  workspace: Workspace,
  capture: CaptureFile,
  runId: string,
  evaluation: Evaluation,
  options: EvaluateOptions,
  about: { version: string; origins: RunFacts['origins']; finishedMs: number },
): Steps<RunFacts> {
  const run = getRun(workspace.db, runId);
  const { findings, consistent } = evaluation.classified;
  const coverage = coverageOf(capture);
  const { months: tieOut, parts } =
    evaluation.tieOut === null ? NOTHING_TIED_OUT : yield* evaluation.tieOut();
  const spent = readSpent(capture);
  const gaps = gapsOf(coverage, findings, evaluation.forms, options.request, {
    capture,
    tieOut: [...tieOut, ...parts],
  });
  const facts: RunFacts = {
    id: runId,
    workspace: workspace.name,
    organization: capture.fact('organization') || null,
    startedUtc: run.startedUtc,
    finishedUtc: formatInstant(about.finishedMs),
    asOfUtc: run.asOfUtc,
    parameters: parametersOf(options.request, options.timeZone),
    status: gaps.length === 0 ? 'verified' : 'not_verified',
    gaps,
    notCompared: notComparedOf(capture, evaluation.forms, options.request),
    digest: findingsDigest(findings),
    calls: callsOf(spent),
    spent,
    plan: run.plan,
    floor: floorOf(capture, coverage, evaluation),
    coverage,
    conventions: evaluation.forms.map(({ formId: _formId, ...convention }) => convention),
    origins: about.origins,
    version: about.version,
  };
  const summary = summarise(findings, consistent, options.request.records);
  const analysis: RunAnalysis = {
    parts,
    donorYears: evaluation.donorYears === null ? null : yield* evaluation.donorYears(),
    lag: evaluation.lag === null ? null : yield* evaluation.lag(),
  };
  const isPart = isNarrow(options.request);
  const looked = isPart
    ? lookedAt(capture, options.request, evaluation)
    : seenAgain(workspace, capture, runId, options.request);
  const metrics = runMetrics(facts, summary, { tieOut, lag: analysis.lag }, isPart);
  inTransaction(workspace.db, () => {
    saveResult(workspace.db, facts, summary, tieOut, findings, looked);
    saveAnalysis(workspace.db, runId, analysis, metrics);
  });
  return facts;
}

/** What a run of single records looked at: what it judged, and what was found to be there no more. */
function* lookedAt(
  capture: CaptureFile,
  request: AuditRequest,
  { classified }: Evaluation,
): Generator<LookedAt> {
  for (const recordType of request.records)
    for (const id of classified.inScope(recordType)) yield { recordType, product: 'raise', id };
  const wanted = wantedBy(request);
  if (wanted === null || capture.fact('hasCrm') === '0') return;
  for (const record of wantedRecords(wanted)) if (!isUnread(capture, record)) yield record;
}

/**
 * Which records that earlier runs left open a run of a period saw in it. One that is not there any more may have got another day, and
 * then nobody looked at it. Asked while the result is being saved.
 */
function* seenAgain(
  { db }: Workspace,
  capture: CaptureFile,
  runId: string,
  request: AuditRequest,
): Generator<LookedAt> {
  const days = periodOf(request);
  if (days === null) return;
  for (const record of recordsLeftOpen(db, runId, days)) {
    const of = record.product === 'raise' ? RAISE_STREAM : CRM_STREAM;
    if (capture.hasRowWithin(of[record.recordType], record.id, days)) yield record;
  }
}

/** L: every record once at the largest page that was served. C: two direct reads a suspect for each convention in use (product.md §4). */
function floorOf(
  capture: CaptureFile,
  coverage: RunFacts['coverage'],
  evaluation: Evaluation,
): RunFacts['floor'] {
  const served = capture.largestPages();
  const listing = coverage.reduce((sum, stream) => {
    const page = served.get(`${stream.product}.${stream.stream}`) ?? 1;
    return sum + Math.max(1, Math.ceil(stream.read / Math.max(1, page)));
  }, 0);
  const suspects = countDirectReads(capture.db);
  return { listing, confirming: 2 * suspects + (evaluation.classified.needed.length > 0 ? 1 : 0) };
}
