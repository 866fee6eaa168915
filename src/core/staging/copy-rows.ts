import { CAPTURE_MIGRATIONS, ROW_TABLES } from './capture-schema.ts';
import { inTransaction, openDatabase } from './database.ts';

/** What evaluating needs; the raw pages, the largest part of the file, stay where they are. */
const COPIED = [
  ...Object.values(ROW_TABLES),
  'contact_reference',
  'label',
  'link_form',
  'stream',
  'unreadable',
];

/**
 * Copies the rows that a capture file holds at this moment into a new one, while its run goes on writing to it. Lists
 * that are still being read are marked partial there.
 * @throws Failure storage
 */
export function copyRows(fromPath: string, toPath: string): void {
  const db = openDatabase(toPath, { what: 'capture', migrations: CAPTURE_MIGRATIONS });
  try {
    db.prepare('ATTACH ? AS origin').run([fromPath]);
    inTransaction(db, () => {
      for (const table of COPIED)
        db.exec(`INSERT INTO main.${table} SELECT * FROM origin.${table}`);
      // Conventions learned from a part would be taken for the whole's.
      db.exec("INSERT INTO main.fact SELECT * FROM origin.fact WHERE name NOT LIKE 'learned %'");
      db.exec("UPDATE main.stream SET state = 'partial' WHERE state = 'open'");
    });
  } finally {
    db.close();
  }
}
