import type { StoredRunSummary } from '../../contract/runs.ts';

/**
 * The newest audit that says how a customer stands: a choice of records tells nothing of the rest, a re-check tells what has
 * become of all that was open. Where there is no other, the newest that has finished; null before that.
 */
export function newestTelling(runs: readonly StoredRunSummary[]): StoredRunSummary | null {
  const finished = newestFirst(runs);
  return finished.find((run) => isWhole(run) || run.recheck !== null) ?? finished[0] ?? null;
}

/** The newest audit that read whole lists: it has totals, and tells how long syncing takes. Else as `newestTelling`. */
export function newestWhole(runs: readonly StoredRunSummary[]): StoredRunSummary | null {
  return newestFirst(runs).find(isWhole) ?? newestTelling(runs);
}

/** Whether it was about all records of its period. */
export function isWhole({ scope, recheck }: StoredRunSummary): boolean {
  return scope.ids === null && scope.modifiedFrom === null && recheck === null;
}

function newestFirst(runs: readonly StoredRunSummary[]): StoredRunSummary[] {
  return runs
    .filter(({ state }) => state === 'finished')
    .toSorted((a, b) => (a.startedUtc < b.startedUtc ? 1 : a.startedUtc > b.startedUtc ? -1 : 0));
}
