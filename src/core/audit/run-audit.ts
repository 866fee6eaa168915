import { Failure, isFailure } from '../model/failure.ts';
import { formatInstant } from '../model/instants.ts';
import { productOf } from '../model/streams.ts';
import type { Product } from '../model/record-type.ts';
import type { RunFacts } from '../model/report.ts';
import { CaptureFile } from '../staging/capture-file.ts';
import { asStorageFailure } from '../staging/database.ts';
import { forgetUnknownReads } from '../staging/direct-reads.ts';
import { addRun, getRun, setRunState } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';
import { captureByIds, MOST_SINGLE_READS } from './capture-by-id.ts';
import { captureStream } from './capture.ts';
import { planCapture } from './capture-plan.ts';
import { withoutCrm } from './without-crm.ts';
import { confirm } from './confirm.ts';
import type { Connections } from './connections.ts';
import { controlReferences, evaluate, type EvaluateOptions, type Evaluation } from './evaluate.ts';
import type { ProgressListener } from '../model/progress.ts';
import { readStoredRequest, type AuditRequest, type StoredRequest } from '../model/request.ts';
import { saveEvaluation } from './save-run.ts';
import { settle } from './settle.ts';

export interface AuditOptions {
  readonly version: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener;
  /** Calls of this connection that were made for something else; default: none but those of its other runs. */
  readonly callsBefore?: Readonly<Record<Product, number>> | undefined;
}

/** Rounds of direct reads; chains of reads (key, merge, survivor, reference) are shorter than this. */
const MOST_ROUNDS = 25;

/**
 * Runs an audit, or goes on with one that was stopped: capture, match, confirm, classify, save. Whatever stops it, the run can be
 * gone on with and gives the same findings.
 * @throws Failure sign_in_refused when a token is refused at the start, cancelled, storage, usage
 */
export async function runAudit(
  connections: Connections,
  workspace: Workspace,
  runId: string,
  options: AuditOptions,
): Promise<RunFacts> {
  const onProgress = options.onProgress ?? ((): void => undefined);
  const run = getRun(workspace.db, runId);
  const request = readStoredRequest(run.request);
  const capture = CaptureFile.open(workspace.capturePath(runId));
  const calls = callAccount(capture, connections, options.callsBefore);
  setRunState(workspace.db, runId, 'running');
  try {
    onProgress({ kind: 'phase', phase: 'connect' });
    const evaluateOptions = await settle(
      connections,
      capture,
      request,
      Date.parse(run.asOfUtc),
      options.signal,
    );
    onProgress({ kind: 'phase', phase: 'capture' });
    await captureAll(connections, capture, request, options, onProgress, calls);
    onProgress({ kind: 'phase', phase: 'match' });
    capture.prepareForMatching();
    forgetUnknownReads(capture.db);
    const evaluation = await evaluateAndConfirm(
      connections,
      capture,
      evaluateOptions,
      options,
      onProgress,
    );
    onProgress({ kind: 'phase', phase: 'save' });
    capture.setFact('calls', JSON.stringify(calls()));
    return saveEvaluation(workspace, capture, runId, evaluation, evaluateOptions, {
      version: options.version,
      origins: connections.origins,
      finishedMs: connections.clock.now(),
    });
  } catch (error) {
    noteInterruption(workspace, capture, runId, calls());
    throw asStorageFailure(error, workspace.folder);
  } finally {
    capture.close();
  }
}

/** What failed the run (a full disk) may fail this too: then the first error is the one to tell. */
function noteInterruption(
  workspace: Workspace,
  capture: CaptureFile,
  runId: string,
  calls: Readonly<Record<Product, number>>,
): void {
  try {
    capture.setFact('calls', JSON.stringify(calls));
    setRunState(workspace.db, runId, 'interrupted');
  } catch (error) {
    if (!isFailure(asStorageFailure(error, workspace.folder), 'storage')) throw error;
  }
}

/** Makes a run; its as-of instant is fixed now and kept by resume and re-runs. */
export function startRun(workspace: Workspace, request: StoredRequest, nowMs: number): string {
  const stamp = formatInstant(nowMs)
    .replace(/[-:]/g, '')
    .replace(/\.\d+Z$/, '');
  const taken = Number(workspace.db.prepare('SELECT count(*) FROM run').pluck().get());
  const id = `${stamp}-${taken + 1}`;
  addRun(workspace.db, {
    id,
    startedUtc: formatInstant(nowMs),
    asOfUtc: formatInstant(nowMs),
    request: JSON.stringify(request),
  });
  return id;
}

/** The two products are read side by side, the lists of one product one after the other: one pace, no bursts. */
async function captureAll(
  connections: Connections,
  capture: CaptureFile,
  request: AuditRequest,
  options: AuditOptions,
  onProgress: ProgressListener,
  calls: () => Readonly<Record<Product, number>>,
): Promise<void> {
  const [type, ...others] = request.records;
  if (
    request.ids !== null &&
    type !== undefined &&
    others.length === 0 &&
    request.ids.length <= MOST_SINGLE_READS
  ) {
    if (capture.snapshot('raise.donors') === null)
      await captureByIds(
        connections,
        capture,
        type,
        request.ids,
        request.linkSources.length > 0,
        options.signal,
      );
    return;
  }
  const plans = planCapture(request, connections.crm !== null);
  if (plans.some((plan) => capture.snapshot(plan.stream)?.state !== 'sealed'))
    capture.dropIndexes();
  // When one product stops the run, the other has no reason to go on spending calls.
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const captureOptions = { pageSize: request.pageSize, signal, onProgress, calls };
  const read = async (product: Product): Promise<void> => {
    for (const plan of plans.filter((p) => productOf(p.stream) === product))
      await captureStream(connections, capture, plan, captureOptions);
  };
  let first: unknown = null;
  const stopped = (error: unknown): void => {
    first ??= error;
    stop.abort();
  };
  await Promise.all([read('raise').catch(stopped), read('crm').catch(stopped)]);
  if (first !== null) throw first;
}

async function evaluateAndConfirm(
  connections: Connections,
  capture: CaptureFile,
  evaluateOptions: EvaluateOptions,
  options: AuditOptions,
  onProgress: ProgressListener,
): Promise<Evaluation> {
  if (connections.crm === null) return withoutCrm(capture, evaluateOptions);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    onProgress({ kind: 'phase', phase: 'classify' });
    const evaluation = evaluate(capture, evaluateOptions);
    const { needed } = evaluation.classified;
    if (needed.length === 0) return evaluation;
    onProgress({ kind: 'phase', phase: 'confirm' });
    await confirm(connections, capture, needed, {
      concurrency: evaluateOptions.request.concurrency,
      signal: options.signal,
      onProgress,
      controls: controlReferences(capture, evaluation.forms),
    });
  }
  throw new Failure('defect', `Direct reads did not come to an end after ${MOST_ROUNDS} rounds.`);
}

/** Calls of a connection that stand in the account of a run already: one connection may serve several runs. */
const accounted = new WeakMap<Connections, Readonly<Record<Product, number>>>();

/** The calls of a run so far: those of its earlier starts, and all of its connection's that no other run has accounted for. */
function callAccount(
  capture: CaptureFile,
  connections: Connections,
  callsBefore?: Readonly<Record<Product, number>>,
): () => Record<Product, number> {
  const earlier = JSON.parse(capture.fact('calls') ?? '{"raise":0,"crm":0}') as Record<
    Product,
    number
  >;
  const others = callsBefore ?? accounted.get(connections) ?? { raise: 0, crm: 0 };
  return () => {
    const now = connections.callsMade();
    accounted.set(connections, now);
    return {
      raise: earlier.raise + now.raise - others.raise,
      crm: earlier.crm + now.crm - others.crm,
    };
  };
}
