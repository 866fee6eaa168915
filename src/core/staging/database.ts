import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Failure } from '../model/failure.ts';

export type Db = Database.Database;
export type Statement = Database.Statement<unknown[]>;

/** One step of a file's schema. Numbers rise by tens; steps only add. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export interface OpenOptions {
  /** What the file is, for sentences: "workspace", "capture". */
  readonly what: string;
  readonly migrations: readonly Migration[];
  readonly readonly?: boolean;
}

/**
 * Opens (or makes) one of Tieout's SQLite files: mode 0600 in a folder of 0700, WAL, synchronous FULL,
 * brought to the newest schema in one transaction.
 * @throws Failure storage, with a sentence, when the file is newer than this program, no database, or can't be written
 */
export function openDatabase(path: string, options: OpenOptions): Db {
  try {
    if (!options.readonly) prepareFile(path);
    const db = new Database(path, { readonly: options.readonly ?? false, timeout: 5000 });
    try {
      // First of all: switching the journal mode already writes to the file.
      refuseForeign(db, path, options);
      if (!options.readonly) {
        db.pragma('journal_mode = WAL');
        db.pragma('synchronous = FULL');
        db.pragma('journal_size_limit = 67108864');
      }
      db.pragma('foreign_keys = ON');
      db.pragma('temp_store = FILE');
      migrate(db, options);
      if (!options.readonly) chmodSync(path, 0o600);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw asStorageFailure(error, path);
  }
}

/** Turns what SQLite or the file system threw into one sentence that says what to do. */
export function asStorageFailure(error: unknown, path: string): unknown {
  if (error instanceof Failure) return error;
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const sentence = SENTENCES.find(([codes]) => codes.test(code))?.[1];
  if (sentence === undefined) return error;
  return new Failure('storage', `${sentence} (${path})`, {}, error);
}

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [
    /^SQLITE_FULL|^ENOSPC/,
    'The disk is full: free some space and run again with --resume; nothing that was read is lost.',
  ],
  [
    /^SQLITE_NOTADB|^SQLITE_CORRUPT/,
    'This file is damaged or no Tieout file; it was left as it is. Move it away or choose another --data-dir.',
  ],
  [
    /^SQLITE_BUSY|^SQLITE_LOCKED/,
    'Another Tieout is working with this file: wait until it has finished.',
  ],
  [
    /^SQLITE_READONLY|^SQLITE_CANTOPEN|^EACCES|^EPERM|^EROFS|^ENOENT|^ENOTDIR/,
    'The data folder cannot be written: check its permissions or choose another --data-dir.',
  ],
  [/^SQLITE_IOERR/, 'The disk could not be read or written: check it and run again with --resume.'],
];

/** Makes the folder and the file before SQLite does: its journals take the file's mode over. */
function prepareFile(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
}

/** @throws Failure storage for a file that is newer, too old to be read as it is, or not ours; nothing has been written then */
function refuseForeign(db: Db, path: string, { what, migrations, readonly }: OpenOptions): void {
  const current = schemaVersion(db);
  const newest = migrations.at(-1)?.version ?? 0;
  const isEmpty = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()) === 0;
  if (current > newest) {
    throw new Failure(
      'storage',
      `This ${what} file was made by a newer Tieout: update Tieout or choose another --data-dir. (${path})`,
    );
  }
  const isKnown = current === 0 ? isEmpty : migrations.some((step) => step.version === current);
  if (!isKnown) {
    throw new Failure(
      'storage',
      `This file is a database, but not one of Tieout's; it was left as it is. (${path})`,
    );
  }
  if (readonly && current < newest) {
    throw new Failure(
      'storage',
      `This ${what} file is of an older Tieout: open it once for writing. (${path})`,
    );
  }
}

function migrate(db: Db, options: OpenOptions): void {
  const current = schemaVersion(db);
  if (current === (options.migrations.at(-1)?.version ?? 0)) return;
  db.transaction(() => {
    for (const step of options.migrations) {
      if (step.version <= current) continue;
      db.exec(step.sql);
      db.pragma(`user_version = ${step.version}`);
    }
  }).immediate();
}

function schemaVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** Runs `work` in one immediate transaction; SQLite's errors come out as sentences. */
export function inTransaction<T>(db: Db, work: () => T): T {
  try {
    return db.transaction(work).immediate();
  } catch (error) {
    throw asStorageFailure(error, db.name);
  }
}
