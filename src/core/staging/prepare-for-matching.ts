import type { Steps } from '../model/steps.ts';
import { CAPTURE_INDEXES, ROW_TABLES } from './capture-schema.ts';
import type { Db } from './database.ts';
import { fillLabels } from './fill-labels.ts';

/**
 * Keeps the newest version of each record, builds the indexes that matching needs, and leaves out what was made after
 * the audit began. Every step may be done again: after a kill all of them are.
 */
export function* prepareForMatching(db: Db): Steps<void> {
  db.exec(`DELETE FROM contact_reference WHERE page IS NOT NULL AND (contact, page) NOT IN
    (SELECT id, page FROM crm_contact WHERE page IS NOT NULL AND rowid IN (SELECT max(rowid) FROM crm_contact GROUP BY id))`);
  for (const table of Object.values(ROW_TABLES)) {
    yield;
    keepNewest(db, table);
  }
  db.exec(
    `DELETE FROM unreadable WHERE rowid NOT IN (SELECT max(rowid) FROM unreadable GROUP BY stream, coalesce('#' || id, body_digest))`,
  );
  fillLabels(db);
  yield* createIndexes(db);
  for (const sql of LEAVE_OUT_LATE) db.exec(sql);
  yield;
  db.exec('ANALYZE');
}

/**
 * Of a record that came more than once the last version stays. Few do: the index by id, which is needed anyway, tells whether
 * any did for a tenth of what sorting all ids again takes.
 */
function keepNewest(db: Db, table: string): void {
  const byId = CAPTURE_INDEXES.find((sql) => sql.includes(` ${table}_id ON ${table} (id`)) ?? '';
  try {
    db.exec(byId);
  } catch (error) {
    // A unique index over ids of which some came more than once: it is built when they are gone.
    if (!isUniqueBroken(error)) throw error;
  }
  const repeated = `SELECT 1 FROM ${table} GROUP BY id HAVING count(*) > 1 LIMIT 1`;
  if (db.prepare(repeated).get() === undefined) return;
  db.exec(`DELETE FROM ${table} WHERE rowid NOT IN (SELECT max(rowid) FROM ${table} GROUP BY id)`);
}

function isUniqueBroken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}

/** The same for rows that were made ready before and copied. */
export function* buildIndexes(db: Db): Steps<void> {
  yield* createIndexes(db);
  yield;
  db.exec('ANALYZE');
}

function* createIndexes(db: Db): Steps<void> {
  for (const index of CAPTURE_INDEXES) {
    yield;
    db.exec(index);
  }
}

/** Before rows are appended again: unique indexes would refuse what `prepareForMatching` sorts out. */
export function dropIndexes(db: Db): void {
  for (const index of CAPTURE_INDEXES)
    db.exec(`DROP INDEX IF EXISTS ${/NOT EXISTS (\w+)/.exec(index)?.[1] ?? ''}`);
}

/**
 * CRM+ records that were made after the audit began and belong to no Raise record of it: their Raise record was made later
 * too. A late CRM+ record of an earlier Raise record stays, for it says that this one was synced; and so does what a direct
 * read found, for a verdict may rest on it.
 */
const LEAVE_OUT_LATE: readonly string[] = [
  `DELETE FROM crm_gift WHERE ${isLate('crm.gifts')} AND ref IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM raise_gift r WHERE r.id = crm_gift.ref) AND NOT EXISTS (SELECT 1 FROM raise_gift r WHERE r.key_id = crm_gift.id)`,
  `DELETE FROM crm_schedule WHERE ${isLate('crm.recurring_gifts')} AND ref IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM raise_schedule r WHERE r.id = crm_schedule.ref) AND NOT EXISTS (SELECT 1 FROM raise_schedule r WHERE r.key_id = crm_schedule.id)`,
  `DELETE FROM crm_contact WHERE ${isLate('crm.contacts')} AND EXISTS (SELECT 1 FROM contact_reference c WHERE c.contact = crm_contact.id)
    AND NOT EXISTS (SELECT 1 FROM contact_reference c JOIN raise_donor r ON r.id = c.ref WHERE c.contact = crm_contact.id)
    AND NOT EXISTS (SELECT 1 FROM raise_donor r WHERE r.key_id = crm_contact.id)`,
  'DELETE FROM contact_reference WHERE contact NOT IN (SELECT id FROM crm_contact)',
];

function isLate(stream: string): string {
  return `page IS NOT NULL AND id IN (SELECT id FROM late_row WHERE stream = '${stream}')
    AND id NOT IN (SELECT id FROM found_row WHERE stream = '${stream}')`;
}
