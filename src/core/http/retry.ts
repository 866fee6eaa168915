import type { FailureKind } from '../model/failure.ts';
import { LEAST_QUOTA_WAIT_MS } from './server-wait.ts';

const BASE_MS = 500;
const CAP_MS = 30_000;
/** Refusals for quota that one request sits through; each waits as long as the server says. */
export const MAX_QUOTA_REFUSALS = 30;
export const DEFAULT_MAX_TRIES = 6;

/** Worth another try. Everything else either needs a person or is our own fault. */
const RETRIED: ReadonlySet<FailureKind> = new Set([
  'quota',
  'server_error',
  'network',
  'timed_out',
  'bad_answer',
  'not_the_api',
  'too_large',
]);

/** Where one request stands after a try that failed. */
export interface FailedTry {
  /** Tries that failed so far, this one included, refusals for quota not counted. */
  readonly attempt: number;
  readonly maxTries: number;
  /** Refusals for quota (429) so far, this one included. */
  readonly quotaRefusals: number;
  readonly failureKind: FailureKind;
  /** What the server asked for; null if nothing. */
  readonly serverWaitMs: number | null;
  /** The wait before this try; 0 before the first. */
  readonly previousWaitMs: number;
  /** Retries that the client may still spend. */
  readonly budgetLeft: number;
  /** In [0, 1). */
  readonly random: () => number;
}

export type NextStep =
  { readonly kind: 'retry'; readonly waitMs: number } | { readonly kind: 'give_up' };

/**
 * Decides about another try; pure. The server's wait comes first, however long; else decorrelated jitter: between
 * 500 ms and three times the previous wait, at most 30 s, so that workers that failed together come back apart.
 */
export function nextStep(failed: FailedTry): NextStep {
  if (!RETRIED.has(failed.failureKind)) return { kind: 'give_up' };
  const isQuota = failed.failureKind === 'quota';
  if (isQuota ? failed.quotaRefusals >= MAX_QUOTA_REFUSALS : failed.attempt >= failed.maxTries)
    return { kind: 'give_up' };
  if (!isQuota && failed.budgetLeft < 1) return { kind: 'give_up' };
  const leastMs = isQuota ? LEAST_QUOTA_WAIT_MS : 0;
  const waitMs = failed.serverWaitMs ?? jitterMs(failed.previousWaitMs, failed.random);
  return { kind: 'retry', waitMs: Math.max(leastMs, waitMs) };
}

/** Retries that a client may still spend: fifty, and one for every five calls, so that an outage is not made worse. */
export function retryBudgetLeft(callsMade: number, retriesMade: number): number {
  return 50 + Math.floor(callsMade / 5) - retriesMade;
}

function jitterMs(previousMs: number, random: () => number): number {
  // The previous wait may have been a server's of hours: jitter grows from the cap at most.
  const highestMs = 3 * Math.max(BASE_MS, Math.min(CAP_MS, previousMs));
  return Math.min(CAP_MS, Math.round(BASE_MS + random() * (highestMs - BASE_MS)));
}
