import { Failure, isFailure } from '../model/failure.ts';
import type { ProgressListener } from '../model/progress.ts';
import { formatInstant } from '../model/instants.ts';
import type { Product } from '../model/record-type.ts';
import type { RunFacts } from '../model/report.ts';
import { readStoredRequest } from '../model/request.ts';
import type { RunStop } from '../model/run-stop.ts';
import type { CallCounts } from '../model/spent.ts';
import { CaptureFile } from '../staging/capture-file.ts';
import { asStorageFailure } from '../staging/database.ts';
import { forgetUnknownReads } from '../staging/direct-reads.ts';
import { prepareForMatching } from '../staging/prepare-for-matching.ts';
import { getRun, noteAsOf, noteStart, noteStop } from '../staging/runs.ts';
import { witnesses } from '../staging/witnesses.ts';
import type { Workspace } from '../staging/workspaces.ts';
import { captureAll } from './capture-all.ts';
import { confirm } from './confirm.ts';
import type { Connections } from './connections.ts';
import { controlReferences, evaluate, type EvaluateOptions, type Evaluation } from './evaluate.ts';
import { RunAccount } from './run-account.ts';
import { runPolitely } from './run-politely.ts';
import { saveEvaluation } from './save-run.ts';
import { settle } from './settle.ts';
import { withoutCrm } from './without-crm.ts';

export interface AuditOptions {
  readonly version: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener;
  /** Calls of this connection that were made for something else; default: none but those of its other runs. */
  readonly callsBefore?: Readonly<Record<Product, CallCounts>> | undefined;
}

/** Rounds of direct reads; chains of reads (key, merge, survivor, reference) are shorter than this. */
const MOST_ROUNDS = 25;

/**
 * Runs an audit, or goes on with one that was stopped: capture, match, confirm, classify, save. Whatever stops it, the run can be
 * gone on with and gives the same findings.
 * @throws Failure sign_in_refused when a token is refused, offline, cancelled, storage, usage
 */
export async function runAudit(
  connections: Connections,
  workspace: Workspace,
  runId: string,
  options: AuditOptions,
): Promise<RunFacts> {
  const onProgress = options.onProgress ?? ((): void => undefined);
  const { signal } = options;
  const run = getRun(workspace.db, runId);
  const request = readStoredRequest(run.request);
  const capture = CaptureFile.open(workspace.capturePath(runId));
  const account = new RunAccount(capture, connections, options.callsBefore);
  noteStart(workspace.db, runId);
  try {
    onProgress({ kind: 'phase', phase: 'connect' });
    for (const product of productsSeen(capture)) connections.noteKnown(product);
    const startedMs = Date.parse(run.startedUtc);
    const evaluateOptions = await settle(connections, capture, request, startedMs, signal);
    const { asOfMs } = evaluateOptions;
    noteAsOf(workspace.db, runId, formatInstant(asOfMs));
    onProgress({ kind: 'phase', phase: 'capture' });
    forgetUnknownReads(capture.db);
    await captureAll(connections, capture, request, { signal, onProgress, account, asOfMs });
    onProgress({ kind: 'phase', phase: 'match' });
    await runPolitely(prepareForMatching(capture.db), signal);
    const evaluation = await evaluateAndConfirm(
      connections,
      capture,
      evaluateOptions,
      account,
      options,
    );
    onProgress({ kind: 'phase', phase: 'save' });
    account.save();
    const saving = saveEvaluation(workspace, capture, runId, evaluation, evaluateOptions, {
      version: options.version,
      origins: connections.origins,
      finishedMs: connections.clock.now(),
    });
    return await runPolitely(saving, signal);
  } catch (error) {
    const failure = asStorageFailure(error, workspace.folder);
    noteInterruption(workspace, runId, account, failure);
    throw failure;
  } finally {
    capture.close();
  }
}

/** The products that answered an earlier start: CRM+ is the first to be asked. */
function productsSeen(capture: CaptureFile): Product[] {
  const crm = capture.fact('hasCrm') === '1' ? (['crm'] as const) : [];
  return witnesses(capture.db, 'raise').length === 0 ? [...crm] : ['raise', ...crm];
}

/** What failed the run (a full disk) may fail this too: then the first error is the one to tell. */
function noteInterruption(
  workspace: Workspace,
  runId: string,
  account: RunAccount,
  failure: unknown,
): void {
  try {
    account.save();
    noteStop(workspace.db, runId, stopOf(failure));
  } catch (error) {
    if (!isFailure(asStorageFailure(error, workspace.folder), 'storage')) throw error;
  }
}

/** What an unexpected error says of itself may quote a donor: it isn't kept. */
function stopOf(failure: unknown): RunStop {
  if (!(failure instanceof Failure))
    return {
      kind: 'defect',
      product: null,
      sentence: 'Tieout made a mistake: go on with the run.',
    };
  return {
    kind: failure.kind,
    product: failure.context.product ?? null,
    sentence: failure.message,
  };
}

async function evaluateAndConfirm(
  connections: Connections,
  capture: CaptureFile,
  evaluateOptions: EvaluateOptions,
  account: RunAccount,
  { signal, onProgress = (): void => undefined }: AuditOptions,
): Promise<Evaluation> {
  if (connections.crm === null) return withoutCrm(capture, evaluateOptions);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    onProgress({ kind: 'phase', phase: 'classify' });
    const evaluation = await runPolitely(evaluate(capture, evaluateOptions), signal);
    const { needed } = evaluation.classified;
    if (needed.length === 0) return evaluation;
    onProgress({ kind: 'phase', phase: 'confirm' });
    await confirm(connections, capture, needed, {
      concurrency: evaluateOptions.request.concurrency,
      signal,
      onProgress,
      account,
      controls: controlReferences(capture, evaluation.forms),
    });
  }
  throw new Failure('defect', `Direct reads did not come to an end after ${MOST_ROUNDS} rounds.`);
}
