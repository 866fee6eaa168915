import type { FailureFacts } from '../../../contract/failure.ts';
import type { RunStatus, StoredRunSummary } from '../../../contract/runs.ts';
import { paceSentence } from '../../../core/model/pace-words.ts';
import type { Product } from '../../../core/model/record-type.ts';
import type { RunStop } from '../../../core/model/run-stop.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { formatClockTime } from '../../words/format.ts';

/** How an audit stands still. `earlier`: before this session, or in another program. */
export interface Stopped {
  readonly kind: 'sign_in' | 'offline' | 'cancelled' | 'failed' | 'not_begun' | 'earlier';
  /** What there is to go on with; null if nothing was kept. */
  readonly run: StoredRunSummary | null;
  /** Why, in sentences. */
  readonly reasons: readonly string[];
  /** What has to be told in full, with its details. */
  readonly failure: FailureFacts | null;
}

export type Ending = { readonly kind: 'finished'; readonly runId: string } | Stopped;

/**
 * How the newest audit ended, from what this session saw of it and what is stored: another program may have gone on with
 * it, or have made a newer one. Null if there is nothing to say.
 * @param seenElsewhere a run that went on in another program while it was looked at: its end is news too
 */
export function howItEnded(
  status: RunStatus,
  newest: StoredRunSummary | null,
  seenElsewhere: string | null = null,
): Ending | null {
  const { state, runId, failure } = status;
  if (state === 'finished' && runId !== null) return { kind: 'finished', runId };
  const run = newest?.state === 'finished' ? null : newest;
  if (newest !== null && newest.runId === seenElsewhere && newest.runId !== runId)
    return run === null ? { kind: 'finished', runId: newest.runId } : earlier(run);
  if (state === 'idle' || isOutdated(status, newest)) return run && earlier(run);
  if (newest?.state === 'finished' && newest.runId === runId) return { kind: 'finished', runId };
  const stopped = { run, reasons: [], failure: null };
  switch (state) {
    case 'interrupted':
      return { ...stopped, kind: 'cancelled' };
    case 'needs_sign_in':
      return { ...stopped, kind: 'sign_in', reasons: refusals(refusedIn(status), failure) };
    case 'failed':
      if (failure?.kind === 'offline')
        return { ...stopped, kind: 'offline', reasons: [failure.sentence] };
      return { ...stopped, kind: runId === null ? 'not_begun' : 'failed', failure };
    case 'finished':
    case 'running':
    case 'paused':
    case 'cancelling':
      return null;
  }
}

function earlier(run: StoredRunSummary): Stopped {
  const { stop } = run;
  const stopped = { run, failure: null };
  if (stop === null) return { ...stopped, kind: 'earlier', reasons: [auditRunWords.ended.killed] };
  switch (stop.kind) {
    case 'sign_in_refused':
      return { ...stopped, kind: 'sign_in', reasons: refusals(productsOf(stop), stop) };
    case 'offline':
      return { ...stopped, kind: 'offline', reasons: [stop.sentence] };
    case 'cancelled':
      return { ...stopped, kind: 'earlier', reasons: [] };
    default:
      return { ...stopped, kind: 'earlier', reasons: [stop.sentence] };
  }
}

/** Whether another run was made since the one that this session saw. */
function isOutdated({ runId, startedUtc }: RunStatus, newest: StoredRunSummary | null): boolean {
  if (runId === null || startedUtc === null || newest === null || newest.runId === runId)
    return false;
  return newest.startedUtc > startedUtc;
}

function refusedIn({ products }: RunStatus): Product[] {
  return (['raise', 'crm'] as const).filter(
    (product) => products[product].state.kind === 'needs_sign_in',
  );
}

function productsOf({ product }: RunStop): Product[] {
  return product === null ? [] : [product];
}

function refusals(
  products: readonly Product[],
  told: { readonly sentence: string } | null,
): string[] {
  if (products.length === 0) return told === null ? [] : [told.sentence];
  return products.map((product) =>
    paceSentence(product, { kind: 'needs_sign_in' }, formatClockTime),
  );
}
