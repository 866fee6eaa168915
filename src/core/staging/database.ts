import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Failure } from '../model/failure.ts';

// "tieout verify" opens files as addresses that say they don't change (verify/open-unchanged.ts). SQLite takes addresses only
// if it is told so before its first use; only the library's own environment variable reaches it, and on Windows nothing does.
process.env['SQLITE_USE_URI'] = '1';

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
  /** Whether reading an older file as it is will do: steps only add. */
  readonly canBeOlder?: boolean;
}

/**
 * Opens (or makes) one of Tieout's SQLite files: mode 0600 in a folder of 0700, WAL, synchronous FULL,
 * brought to the newest schema in one transaction.
 * @throws Failure storage, with a sentence, when the file is newer than this program, no database, or can't be written
 */
export function openDatabase(path: string, options: OpenOptions): Db {
  try {
    if (!options.readonly) prepareFile(path);
    const db = new Database(path, { readonly: options.readonly ?? false, timeout: BUSY_MS });
    try {
      // First of all: switching the journal mode already writes to the file.
      refuseForeign(db, path, options);
      if (!options.readonly) {
        switchToWal(db);
        db.pragma('synchronous = FULL');
        db.pragma('journal_size_limit = 67108864');
      }
      db.pragma('foreign_keys = ON');
      db.pragma('temp_store = FILE');
      if (!options.readonly) migrate(db, options);
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
    /^SQLITE_FULL|^SQLITE_IOERR_SHMSIZE|^ENOSPC/,
    'The disk is full: free some space and run again with --resume; nothing that was read is lost.',
  ],
  [
    /^SQLITE_NOTADB|^SQLITE_CORRUPT/,
    'This file is damaged or no Tieout file; it was left as it is. "tieout verify" says more; move it away, or choose another --data-dir.',
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
function refuseForeign(
  db: Db,
  path: string,
  { what, migrations, readonly, canBeOlder }: OpenOptions,
): void {
  const newest = migrations.at(-1)?.version ?? 0;
  // At one moment: another process may be making the file just now.
  const { current, isEmpty } = db.transaction(() => ({
    current: schemaVersion(db),
    isEmpty: Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()) === 0,
  }))();
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
  if (readonly && current < newest && !canBeOlder) {
    throw new Failure(
      'storage',
      `This ${what} file is of an older Tieout: open it once for writing. (${path})`,
    );
  }
}

/** Processes that make a file at once all switch its journal, and SQLite itself waits for nobody there. */
function switchToWal(db: Db): void {
  for (let waitedMs = 0; ; waitedMs += WAL_PAUSE_MS) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || waitedMs >= BUSY_MS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
    }
  }
}

/** Whether another connection holds what was asked for. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

function migrate(db: Db, { migrations }: OpenOptions): void {
  if (schemaVersion(db) === (migrations.at(-1)?.version ?? 0)) return;
  db.pragma(`busy_timeout = ${MIGRATION_MS}`);
  db.transaction(() => {
    // Asked again inside: another process may have taken the steps while this one waited for its turn.
    const current = schemaVersion(db);
    for (const step of migrations) {
      if (step.version <= current) continue;
      db.exec(step.sql);
      db.pragma(`user_version = ${step.version}`);
    }
  }).immediate();
  db.pragma(`busy_timeout = ${BUSY_MS}`);
}

/** How long a file that another process writes to is waited for. */
const BUSY_MS = 5000;
const WAL_PAUSE_MS = 10;
/** A step over a file of millions of rows takes a minute or two. */
const MIGRATION_MS = 300_000;

function schemaVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Questions that must agree with each other, asked at one moment: nobody who writes to the file is waited for, and `work` may write to
 * temporary tables only.
 */
export function atOneMoment<T>(db: Db, work: () => T): T {
  try {
    return db.transaction(work).deferred();
  } catch (error) {
    throw asStorageFailure(error, db.name);
  }
}

/** A text that is another one after every change of the file, whoever made it. */
export function dataVersion(db: Db): string {
  try {
    const byOthers = db.pragma('data_version', { simple: true });
    return `${String(byOthers)} ${String(db.prepare('SELECT total_changes()').pluck().get())}`;
  } catch (error) {
    throw asStorageFailure(error, db.name);
  }
}

/** Runs `work` so that other processes that write to the file are waited for no longer than `patienceMs`. */
export function withPatience<T>(db: Db, patienceMs: number, work: () => T): T {
  const usual = Number(db.pragma('busy_timeout', { simple: true }));
  db.pragma(`busy_timeout = ${patienceMs}`);
  try {
    return work();
  } finally {
    db.pragma(`busy_timeout = ${usual}`);
  }
}

/** Runs `work` in one immediate transaction; SQLite's errors come out as sentences. */
export function inTransaction<T>(db: Db, work: () => T): T {
  try {
    return db.transaction(work).immediate();
  } catch (error) {
    throw asStorageFailure(error, db.name);
  }
}
