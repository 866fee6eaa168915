import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { Failure } from '../../model/failure.ts';
import type { Db } from '../database.ts';

/** A file that is being looked at. */
export interface Unchanged {
  readonly db: Db;
  /** False if somebody began to write meanwhile: then what was read may not fit together. */
  readonly isStill: () => boolean;
}

/**
 * Opens an SQLite file so that it stays as it is and nothing appears beside it. Even to read, SQLite makes a -wal and a -shm
 * file where there are none; a file with nothing in its -wal is whole in itself, and is opened as one that can't change.
 * @throws Failure storage for a file with a journal that only a writer can take in; SQLite's errors as they are
 */
export function openUnchanged(path: string): Unchanged {
  const before = marksOf(path);
  if (before.wal > 0 && before.hasShm)
    return { db: new Database(path, { readonly: true }), isStill: () => true };
  if (before.wal > 0 || before.journal > 0)
    throw new Failure(
      'storage',
      'It was left in the middle of a change, and its journal can only be taken in by opening it for writing: run "tieout runs" once, then verify again.',
    );
  return {
    db: openImmutable(path),
    isStill: () => JSON.stringify(marksOf(path)) === JSON.stringify(before),
  };
}

function openImmutable(path: string): Db {
  try {
    return new Database(`${pathToFileURL(path).href}?mode=ro&immutable=1`, { readonly: true });
  } catch (error) {
    const isNotFound =
      error instanceof Error && 'code' in error && error.code === 'SQLITE_CANTOPEN';
    if (!isNotFound || !existsSync(path)) throw error;
    // Where SQLite takes no addresses (Windows: src/core/staging/database.ts), a reader's two files must be put up with.
    return new Database(path, { readonly: true });
  }
}

/** What changes when somebody writes. Sizes are -1 for a file that isn't there. */
function marksOf(path: string): {
  readonly wal: number;
  readonly journal: number;
  readonly hasShm: boolean;
  readonly size: number;
  readonly changedMs: number;
} {
  const size = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? -1;
  return {
    wal: size(`${path}-wal`),
    journal: size(`${path}-journal`),
    hasShm: existsSync(`${path}-shm`),
    size: size(path),
    changedMs: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  };
}
