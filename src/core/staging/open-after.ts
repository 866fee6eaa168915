import type { OpenAfterRun } from '../model/overview.ts';
import type { Db } from './database.ts';

/**
 * Counts the findings of a kind that asks for action that were open after a run: its own, and what earlier runs left open that it neither
 * saw nor resolved. Asked while `temp.gone` still holds the latter (resolved-findings.ts).
 */
export function countOpenAfter(db: Db, seq: number): number {
  const own = db
    .prepare<unknown[]>(
      'SELECT coalesce(sum(count), 0) FROM finding_kind WHERE run_seq = ? AND actionable = 1',
    )
    .pluck()
    .get([seq]);
  const left = db
    .prepare<unknown[]>(
      `SELECT count(*) FROM temp.gone CROSS JOIN finding_grid g CROSS JOIN finding_kind k
      WHERE g.run_seq = gone.seen_seq AND g.position = gone.seen_position AND k.run_seq = g.run_seq AND k.kind = g.kind
        AND k.actionable = 1
        AND NOT EXISTS (SELECT 1 FROM finding_event e WHERE e.finding = gone.finding AND e.run_seq = ? AND e.change = 'resolved')`,
    )
    .pluck()
    .get([seq]);
  return Number(own) + Number(left);
}

/** The newest finished runs, oldest first. */
export function openAfterRuns(db: Db, limit: number): OpenAfterRun[] {
  const rows = db
    .prepare(
      `SELECT run.id AS runId, as_of_utc AS asOfUtc, open_after AS open FROM run LEFT JOIN lineage ON run_seq = run.seq
      WHERE state = 'finished' ORDER BY run.seq DESC LIMIT ?`,
    )
    .all([limit]) as OpenAfterRun[];
  return rows.toReversed();
}
