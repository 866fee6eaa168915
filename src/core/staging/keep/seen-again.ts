import type { Db } from '../database.ts';

/**
 * A run's findings that need not be kept whole: a later run has seen them again and no account of what was resolved leads to them. So of
 * every finding there is always the text as it was last seen, and as it was each time that it was resolved.
 */
const SEEN_AGAIN = `FROM finding f
  WHERE f.run = :runId
    AND EXISTS (SELECT 1 FROM run later CROSS JOIN finding_place p
      WHERE later.seq > :seq AND later.state = 'finished' AND p.run_seq = later.seq AND p.finding = f.id)
    AND f.position NOT IN (SELECT seen_position FROM finding_event WHERE change = 'resolved' AND seen_seq = :seq)`;

/** How many findings of a run were seen again by a later one, and how many bytes of JSON they hold. */
export function seenAgain(
  db: Db,
  { runId, seq }: { readonly runId: string; readonly seq: number },
): { findings: number; bytes: number } {
  return db
    .prepare<unknown[]>(
      `SELECT count(*) AS findings, coalesce(sum(octet_length(f.finding)), 0) AS bytes ${SEEN_AGAIN}`,
    )
    .get({ runId, seq }) as { findings: number; bytes: number };
}

/** Takes them away, with their evidence in the list; their narrow rows stay, and with them every count. In a transaction of the caller's. */
export function removeSeenAgain(
  db: Db,
  { runId, seq }: { readonly runId: string; readonly seq: number },
): void {
  try {
    db.exec('CREATE TABLE temp.seen_again (position INTEGER PRIMARY KEY)');
    db.prepare<unknown[]>(`INSERT INTO temp.seen_again SELECT f.position ${SEEN_AGAIN}`).run({
      runId,
      seq,
    });
    db.prepare<unknown[]>(
      'DELETE FROM finding WHERE run = ? AND position IN (SELECT position FROM temp.seen_again)',
    ).run([runId]);
    db.prepare<unknown[]>(
      "UPDATE finding_grid SET evidence = '' WHERE run_seq = ? AND position IN (SELECT position FROM temp.seen_again)",
    ).run([seq]);
  } finally {
    db.exec('DROP TABLE IF EXISTS temp.seen_again');
  }
}
