import { formatInstant } from '../model/instants.ts';
import { asRecheckItem, typesOf } from '../model/recheck.ts';
import type { AuditRequest } from '../model/request.ts';
import type { LinkConvention } from '../model/report.ts';
import { findingAt, openItems } from '../staging/open-items.ts';
import { listRuns, type StoredRun } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';

/** So many are looked at again at once; the next time it is the turn of those that were not. */
const MOST_ITEMS = 10_000;

/**
 * What to ask for to look again at what all runs left open, by the rules of `request`, but for what was seen since `sinceMs`. Null if there
 * is nothing to look at.
 */
export function carryForwardRequest(
  { db }: Workspace,
  request: AuditRequest,
  sinceMs: number,
): AuditRequest | null {
  const finished = listRuns(db).filter(({ facts }) => facts !== null);
  const since = formatInstant(sinceMs);
  const justSeen = new Set(
    finished.filter(({ startedUtc }) => startedUtc >= since).map(({ id }) => id),
  );
  const items = openItems(db)
    .filter(({ runId }) => !justSeen.has(runId))
    .slice(0, MOST_ITEMS)
    .map((item) => asRecheckItem(findingAt(db, item)));
  const [newest] = finished;
  if (items.length === 0 || newest === undefined) return null;
  return {
    ...request,
    records: typesOf(items),
    fromDay: null,
    toDay: null,
    ids: null,
    modifiedFromDay: null,
    recheck: { runId: newest.id, items, conventions: learnedConventions(finished) },
  };
}

/** How each form of reference stands by the newest run that has met it: one day's records may not show them all. */
export function learnedConventions(newestFirst: readonly StoredRun[]): LinkConvention[] {
  const known = new Map<string, LinkConvention>();
  for (const { facts } of newestFirst)
    for (const convention of facts?.conventions ?? []) {
      const key = JSON.stringify([
        convention.recordType,
        convention.source.toLowerCase(),
        convention.prefix,
      ]);
      if (!known.has(key)) known.set(key, convention);
    }
  return [...known.values()];
}
