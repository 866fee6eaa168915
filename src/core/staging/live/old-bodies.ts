import { inTransaction, withPatience, type Db } from '../database.ts';

/** What is kept of deliveries' bodies, which hold donors' data. */
export interface KeptBodies {
  readonly count: number;
  /** When the oldest of them was received; null if there is none. */
  readonly oldestMs: number | null;
}

/** How many bodies are still there. */
export function keptBodies(db: Db): KeptBodies {
  return db
    .prepare(
      'SELECT count(*) AS count, min(received_ms) AS oldestMs FROM delivery WHERE length(body) > 0',
    )
    .get() as KeptBodies;
}

/**
 * Removes bodies that were received before a moment, up to `limit` of them, in one transaction; their deliveries, and all that was
 * made of them, stay. A body that somebody has yet to look into stays too: its own delivery's, or that of a repeat which came after.
 * @returns how many; fewer than `limit` when no other is left @throws Failure storage
 */
export function removeBodies(db: Db, beforeMs: number, limit: number): number {
  const remove = db.prepare(
    `UPDATE delivery SET body = x'' WHERE seq IN (
       SELECT d.seq FROM delivery d
       WHERE length(d.body) > 0 AND d.received_ms < ? AND d.seq <= (SELECT seq FROM applied)
         AND NOT EXISTS (SELECT 1 FROM delivery r WHERE r.seq > (SELECT seq FROM applied) AND r.same_as = d.seq)
       LIMIT ?)`,
  );
  return inTransaction(db, () => remove.run([beforeMs, limit]).changes);
}

/** Takes what was removed out of SQLite's own log too, if nobody else has the file open just then. */
export function emptyLog(db: Db): void {
  withPatience(db, 0, () => db.pragma('wal_checkpoint(TRUNCATE)'));
}
