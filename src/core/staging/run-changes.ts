import type { ChangeRow, ResolvedFinding, RunChanges } from '../model/lineage.ts';
import type { Db } from './database.ts';
import { firstUntold, seqOf } from './lineage.ts';

/** A run beside the runs before it; null if that has not been told yet, which writing to the workspace does. */
export function changesOf(db: Db, run: string): RunChanges | null {
  const seq = seqOf(db, run);
  const untold = firstUntold(db);
  if (untold !== null && untold <= seq) return null;
  const since = db
    .prepare<unknown[]>(
      `SELECT id AS runId, as_of_utc AS asOfUtc FROM run WHERE state = 'finished' AND seq < ? ORDER BY seq DESC LIMIT 1`,
    )
    .get([seq]);
  return {
    since: (since as RunChanges['since'] | undefined) ?? null,
    rows: db.prepare<unknown[]>(CHANGE_ROWS).all({ seq }) as ChangeRow[],
  };
}

/** The findings that a run resolved, in the order in which they were last seen; streamed. */
export function* resolvedBy(db: Db, run: string): Generator<ResolvedFinding> {
  const seq = seqOf(db, run);
  const block = db.prepare<unknown[]>(
    `SELECT e.seen_seq AS seenSeq, e.seen_position AS seenPosition, e.finding AS findingId, k.record_type AS recordType, k.state,
      k.cause, g.raise_id AS raiseId, g.crm_id AS crmId, g.amount_minor AS amountMinor, k.currency, e.became AS becameState
    FROM finding_event e ${SEEN} WHERE e.run_seq = ? AND e.change = 'resolved' AND (e.seen_seq, e.seen_position) > (?, ?)
    ORDER BY e.seen_seq, e.seen_position LIMIT ${BLOCK}`,
  );
  for (let last = [0, 0]; ;) {
    const rows = block.all([seq, ...last]) as (ResolvedFinding & {
      seenSeq: number;
      seenPosition: number;
    })[];
    for (const { seenSeq, seenPosition, ...row } of rows) {
      yield row;
      last = [seenSeq, seenPosition];
    }
    if (rows.length < BLOCK) return;
  }
}

const BLOCK = 500;

/** Where a resolved finding was last seen. */
const SEEN = `JOIN finding_grid g ON g.run_seq = e.seen_seq AND g.position = e.seen_position
  JOIN finding_kind k ON k.run_seq = g.run_seq AND k.kind = g.kind`;

const CHANGE_ROWS = `SELECT record_type AS recordType, state, cause, sum(new) AS new, sum(persisting) AS persisting,
    sum(reappeared) AS reappeared, sum(resolved) AS resolved
  FROM (
    SELECT record_type, state, cause, iif(change = 'new', count, 0) AS new, iif(change = 'persisting', count, 0) AS persisting,
      iif(change = 'reappeared', count, 0) AS reappeared, 0 AS resolved
    FROM finding_kind WHERE run_seq = :seq
    UNION ALL
    SELECT k.record_type, k.state, k.cause, 0, 0, 0, 1 FROM finding_event e ${SEEN}
    WHERE e.run_seq = :seq AND e.change = 'resolved'
  ) GROUP BY record_type, state, cause ORDER BY record_type, state, cause`;
