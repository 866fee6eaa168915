import type { RunStatus, StoredRunSummary } from '../../../../contract/runs.ts';
import { isGoing } from '../../audit/is-going.ts';

/** Which run's findings are shown. */
export type RunChoice =
  | { readonly kind: 'shown'; readonly runId: string }
  /** An audit goes on and has nothing to show yet. */
  | { readonly kind: 'reading' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' };

/**
 * The run that the address names; without one the newest that has finished, or what the one that goes on has found so
 * far.
 */
export function chooseRun(
  wanted: string | null,
  stored: readonly StoredRunSummary[],
  live: RunStatus | undefined,
): RunChoice {
  const going = live !== undefined && isGoing(live) ? live : null;
  const hasLooks = going?.provisional != null;
  const finished = stored.filter((run) => run.state === 'finished');
  if (wanted !== null) {
    if (finished.some((run) => run.runId === wanted)) return { kind: 'shown', runId: wanted };
    if (going?.runId !== wanted) return { kind: 'unknown' };
    return hasLooks ? { kind: 'shown', runId: wanted } : { kind: 'reading' };
  }
  const [newest] = finished.toSorted((a, b) => (a.startedUtc < b.startedUtc ? 1 : -1));
  if (newest !== undefined) return { kind: 'shown', runId: newest.runId };
  if (going === null) return { kind: 'none' };
  return hasLooks && going.runId !== null
    ? { kind: 'shown', runId: going.runId }
    : { kind: 'reading' };
}
