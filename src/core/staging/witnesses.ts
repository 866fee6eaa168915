import type { InstantMs } from '../model/instants.ts';
import type { Db } from './database.ts';

/** A Raise record that a run has read and that tells when it was made: who knows it is the same customer. */
export interface Witness {
  readonly type: 'donor' | 'gift';
  readonly id: string;
  readonly createdAt: InstantMs;
}

const EACH = `SELECT id, json_extract(record, '$.createdAt') AS createdAt FROM $table
  WHERE page IS NOT NULL AND json_extract(record, '$.createdAt') IS NOT NULL ORDER BY rowid`;

/** The first donor and gift that were read, and the last donor; none before the first page. */
export function raiseWitnesses(db: Db): Witness[] {
  const donors = EACH.replace('$table', 'raise_donor');
  const found = [
    { type: 'donor', row: first(db, donors) },
    { type: 'gift', row: first(db, EACH.replace('$table', 'raise_gift')) },
    { type: 'donor', row: first(db, `${donors} DESC`) },
  ] as const;
  return found.flatMap(({ type, row }) =>
    row === null ? [] : [{ type, id: String(row.id), createdAt: row.createdAt }],
  );
}

function first(db: Db, sql: string): { id: number; createdAt: number } | null {
  const row = db.prepare(`${sql} LIMIT 1`).get() as { id: number; createdAt: number } | undefined;
  return row ?? null;
}
