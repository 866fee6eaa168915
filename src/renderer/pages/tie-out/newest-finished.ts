import type { StoredRunSummary } from '../../../contract/runs.ts';

/** The audit that shows how a customer stands; null before the first one has finished. */
export function newestFinished(runs: readonly StoredRunSummary[]): StoredRunSummary | null {
  const finished = runs.filter(({ state }) => state === 'finished');
  return finished.toSorted((a, b) => (a.startedUtc < b.startedUtc ? 1 : -1))[0] ?? null;
}
