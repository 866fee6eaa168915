import { inTransaction, type Db } from './database.ts';

/** The result of a finished run, as others that keep copies of it know it. */
export interface ResultToPublish {
  readonly runId: string;
  /** Another one after each change of the result. */
  readonly revision: string;
  /** Its findings were thinned out, so they can't be listed any more. */
  readonly isThinned: boolean;
}

/** A result was written anew; what it changed in the accounts of later runs makes theirs new too. The caller holds the transaction. */
export function noteNewResult(db: Db, seq: number): void {
  db.prepare('UPDATE run SET revision = lower(hex(randomblob(8))) WHERE seq >= ?').run([seq]);
}

/** All finished runs, oldest first. */
export function resultsOf(db: Db): ResultToPublish[] {
  return asResults(db.prepare(`${SELECT} WHERE state = 'finished' ORDER BY seq`).all());
}

/** The finished runs whose result a store has not got, oldest first; without a store, those that none has. */
export function unpublished(db: Db, store: string | null): ResultToPublish[] {
  const rows = db
    .prepare<unknown[]>(
      `${SELECT} WHERE state = 'finished' AND NOT EXISTS (
        SELECT 1 FROM published p WHERE p.run = run.id AND p.revision = run.revision AND p.store = coalesce(?, p.store))
      ORDER BY seq`,
    )
    .all([store]);
  return asResults(rows);
}

/** Null if there is no such finished run any more. */
export function resultOf(db: Db, runId: string): ResultToPublish | null {
  return (
    asResults(db.prepare(`${SELECT} WHERE state = 'finished' AND id = ?`).all([runId]))[0] ?? null
  );
}

/** A store has this result now. @throws Failure storage */
export function notePublished(
  db: Db,
  store: string,
  { runId, revision }: Pick<ResultToPublish, 'runId' | 'revision'>,
  atUtc: string,
): void {
  const insert = db.prepare<unknown[]>('INSERT OR REPLACE INTO published VALUES (?, ?, ?, ?)');
  inTransaction(db, () => void insert.run([runId, store, revision, atUtc]));
}

/** A store has lost this result. @throws Failure storage */
export function forgetPublished(db: Db, store: string, runId: string): void {
  const remove = db.prepare<unknown[]>('DELETE FROM published WHERE run = ? AND store = ?');
  inTransaction(db, () => void remove.run([runId, store]));
}

const SELECT = 'SELECT id AS runId, revision, thinned_utc IS NOT NULL AS isThinned FROM run';

function asResults(rows: readonly unknown[]): ResultToPublish[] {
  return (rows as (Omit<ResultToPublish, 'isThinned'> & { isThinned: 0 | 1 })[]).map((row) => ({
    ...row,
    isThinned: row.isThinned === 1,
  }));
}
