import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Steps } from '../model/steps.ts';
import { CaptureFile } from './capture-file.ts';
import { CAPTURE_MIGRATIONS, ROW_TABLES } from './capture-schema.ts';
import { inTransaction, openDatabase, type Db } from './database.ts';
import { removeDatabase } from './database-files.ts';
import { buildIndexes } from './prepare-for-matching.ts';

/** So many rows are copied between two steps. */
const BLOCK = 20_000;
/** The ending of a copy's name, and of what SQLite lays beside it. */
const COPY = /\.power\.sqlite(-wal|-shm|-journal)?$/;

/** Everything that the rules look at; of pages and direct reads all but the answers, the largest part of the file. */
const COPIED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(ROW_TABLES).map((table) => [table, '*'])),
  contact_reference: '*',
  unreadable: '*',
  label: '*',
  page: "seq, stream, pass, received_at, rows, overlap, total, x''",
};
const SMALL: Readonly<Record<string, string>> = {
  fact: '*',
  link_form: '*',
  stream: '*',
  late_row: '*',
  found_row: '*',
  direct_read: 'kind, key, outcome, failure, NULL, asked_at',
};

/**
 * Copies what a finished run's capture file holds into a new file, ready for matching, block by block. The capture file itself stays as
 * it is; whoever asks holds the workspace, so that nobody writes to it meanwhile.
 * @throws Failure storage
 */
export function* copyForPlanting(fromPath: string, toPath: string): Steps<void> {
  removeDatabase(toPath);
  // An earlier Tieout's file must have today's columns.
  CaptureFile.open(fromPath).close();
  const db = openDatabase(toPath, { what: 'capture', migrations: CAPTURE_MIGRATIONS });
  try {
    // A copy that is lost is made again.
    db.pragma('synchronous = OFF');
    db.prepare('ATTACH ? AS origin').run([fromPath]);
    inTransaction(db, () => {
      for (const [table, columns] of Object.entries(SMALL))
        db.exec(`INSERT INTO main.${table} SELECT ${columns} FROM origin.${table}`);
    });
    for (const [table, columns] of Object.entries(COPIED)) yield* copyTable(db, table, columns);
    db.exec('DETACH origin');
    yield* buildIndexes(db);
    db.exec(`CREATE INDEX raise_gift_donor ON raise_gift (donor);
      CREATE INDEX raise_schedule_donor ON raise_schedule (donor)`);
  } finally {
    db.close();
  }
}

function* copyTable(db: Db, table: string, columns: string): Steps<void> {
  const most = Number(db.prepare(`SELECT max(rowid) FROM origin.${table}`).pluck().get() ?? 0);
  const copy = db.prepare(
    `INSERT INTO main.${table} SELECT ${columns} FROM origin.${table} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`,
  );
  for (let from = 0; from < most; from += BLOCK) {
    inTransaction(db, () => copy.run([from, from + BLOCK]));
    yield;
  }
}

/** Copies that killed programs left in a workspace's folder. */
export function leftCopies(folder: string): string[] {
  const runs = join(folder, 'runs');
  if (!existsSync(runs)) return [];
  return readdirSync(runs)
    .filter((name) => COPY.test(name))
    .map((name) => join(runs, name));
}

/** Removes them; whoever asks holds the workspace, so that none is in use. */
export function removeLeftCopies(folder: string): void {
  for (const path of leftCopies(folder)) rmSync(path, { force: true });
}
