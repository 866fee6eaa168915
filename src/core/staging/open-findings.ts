import { isUnknownState, type State } from '../model/states.ts';
import type { RecheckOutcome } from '../model/lineage.ts';
import { asRecheckItem, type RecheckItem } from '../model/recheck.ts';
import { readStoredRequest } from '../model/request.ts';
import type { Db } from './database.ts';
import { resolvedBy } from './run-changes.ts';
import { findingsOf, type StoredRun } from './runs.ts';

/**
 * The findings to act on that a finished run left open: its own and, of a re-check, those that it could not settle; without what a
 * later run resolved.
 */
export function openFindings(db: Db, run: StoredRun): RecheckItem[] {
  const last = db
    .prepare<unknown[]>(
      'SELECT change FROM finding_event WHERE finding = ? ORDER BY run_seq DESC LIMIT 1',
    )
    .pluck();
  const own = [...findingsOf(db, run.id, { actionable: true })].map(asRecheckItem);
  const found = new Set(statesOf(db, run.id).map(({ id }) => id));
  const asked = readStoredRequest(run.request).recheck?.items ?? [];
  const unsettled = asked.filter(({ id }) => !found.has(id));
  return [...own, ...unsettled].filter(({ id }) => last.get([id]) !== 'resolved');
}

/** How the findings of a re-check stand after it; null for another run. */
export function recheckOutcome(db: Db, run: StoredRun): RecheckOutcome | null {
  const { recheck } = readStoredRequest(run.request);
  if (recheck === null) return null;
  const asked = new Set(recheck.items.map(({ id }) => id));
  let [fixed, changed] = [0, 0];
  for (const { findingId, becameState } of resolvedBy(db, run.id)) {
    if (!asked.has(findingId)) continue;
    if (becameState === null) fixed += 1;
    else changed += 1;
  }
  const found = statesOf(db, run.id);
  const stillOpen = new Set(found.filter(({ id }) => asked.has(id)).map(({ id }) => id)).size;
  return {
    asked: asked.size,
    fixed,
    changed,
    stillOpen,
    notKnown: asked.size - fixed - changed - stillOpen,
    found: found.filter(({ id, state }) => !asked.has(id) && !isUnknownState(state)).length,
  };
}

function statesOf(db: Db, run: string): { readonly id: string; readonly state: State }[] {
  return db
    .prepare<unknown[]>(
      `SELECT g.id, k.state FROM run JOIN finding_grid g ON g.run_seq = run.seq
      JOIN finding_kind k ON k.run_seq = g.run_seq AND k.kind = g.kind WHERE run.id = ?`,
    )
    .all([run]) as { id: string; state: State }[];
}
