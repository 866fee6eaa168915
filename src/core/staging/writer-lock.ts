import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { Failure, isFailure } from '../model/failure.ts';
import { asStorageFailure, isBusy, type Db } from './database.ts';

/** What a workspace is held for. */
export type Activity = keyof typeof ACTIVITY_WORDS;

const ACTIVITY_WORDS = {
  auditing: 'audited',
  rerunning: 'judged again',
  testing: 'put to a power test',
  thinning: 'cleared of old pages and findings',
  deleting: 'deleted',
  listening: 'listened for',
} as const;

/** Deliveries of webhooks have a file and a lock of their own, so that an audit never keeps one out. */
export type Lock = 'writer' | 'listener';

/** Who may change a workspace now. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** "the window", "the browser tab", "the command line". */
  readonly program: string;
  readonly activity: Activity;
  readonly startedUtc: string;
}

export interface WriterLock {
  /** Who died holding it, if somebody did. */
  readonly predecessor: Holder | null;
  /** Lets go of it; a second time does nothing. */
  release(): void;
}

/**
 * Takes a workspace's one writer lock: `writer.lock` in its folder, a tiny SQLite file in which the holder has named itself
 * and then keeps a write transaction open. The system ends that transaction with the process, however that ends; meanwhile
 * others can read the name. Another thread or connection of this process is refused too.
 * @throws Failure in_use, naming the holder; storage
 */
export function takeWriterLock(
  folder: string,
  { program, activity }: Pick<Holder, 'program' | 'activity'>,
): WriterLock {
  const path = pathIn(folder, activity === 'listening' ? 'listener' : 'writer');
  if (!existsSync(folder))
    throw new Failure(
      'storage',
      `Workspace ${basename(folder)} is not there any more: it was deleted meanwhile. (${folder})`,
    );
  const me: Named = {
    nonce: randomUUID(),
    pid: process.pid,
    host: hostname(),
    program,
    activity,
    startedUtc: new Date().toISOString(),
  };
  try {
    const db = new Database(path, { timeout: PATIENCE_MS });
    try {
      chmodSync(path, 0o600);
      const predecessor = claim(db, me, basename(folder));
      return { predecessor, release: () => release(db, path) };
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw asStorageFailure(error, path);
  }
}

/**
 * Who holds a workspace's lock now, without taking it; null if nobody does, or if the folder can't be written, where nobody
 * could.
 */
export function lockHolder(folder: string, lock: Lock = 'writer'): Holder | null {
  const path = pathIn(folder, lock);
  if (!existsSync(path)) return null;
  try {
    const db = new Database(path, { fileMustExist: true, timeout: 0 });
    try {
      const holder = begin(db);
      return holder === null ? null : asHolder(holder);
    } finally {
      db.close();
    }
  } catch (error) {
    // A file that is damaged, or gone this moment, holds nobody off.
    if (isFailure(asStorageFailure(error, path), 'storage')) return null;
    throw error;
  }
}

/** The lock's file, and what SQLite lays beside it while a name is written. */
export function isLockFile(name: string): boolean {
  return Object.values(NAMES).some((lock) => name === lock || name === `${lock}-journal`);
}

/** The refusal that names who holds a workspace. */
export function inUse(workspace: string, holder: Holder, nowMs = Date.now()): Failure {
  const { pid, host, program, activity, startedUtc } = holder;
  const isToday = startedUtc.slice(0, 10) === new Date(nowMs).toISOString().slice(0, 10);
  const since = startedUtc.slice(isToday ? 11 : 0, 16).replace('T', ' ');
  if (activity === 'listening')
    return new Failure(
      'in_use',
      `Webhooks of workspace ${workspace} are being taken by ${program} (process ${pid} on ${host}, since ${since} UTC): its state can be read, but nobody else can listen or import until it ends.`,
    );
  return new Failure(
    'in_use',
    `Workspace ${workspace} is being ${ACTIVITY_WORDS[activity]} by ${program} (process ${pid} on ${host}, since ${since} UTC): its results can be read, but nothing can be changed until it ends.`,
  );
}

/** A holder's row. The nonce tells two takes of one process apart. */
type Named = Holder & { readonly nonce: string };

/** Longer than anybody takes to write a name down, and no longer than a person notices. */
const PATIENCE_MS = 50;
const MOST_TRIES = 20;

const NAMES: Readonly<Record<Lock, string>> = { writer: 'writer.lock', listener: 'listener.lock' };
const COLUMNS = 'nonce, pid, host, program, activity, started_utc';

function pathIn(folder: string, lock: Lock): string {
  return join(folder, NAMES[lock]);
}

/** Names `me` in the file, then holds it. @returns who had died holding it */
function claim(db: Db, me: Named, workspace: string): Holder | null {
  let predecessor: Named | null = null;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const holder = begin(db);
    if (holder !== null) throw inUse(workspace, holder);
    predecessor ??= readName(db);
    writeName(db, me);
    // Committed, so that others can read it; for that moment the lock is free, and somebody may come in between.
    db.exec('COMMIT');
    if (begin(db) === null && readName(db)?.nonce === me.nonce)
      return predecessor === null ? null : asHolder(predecessor);
    if (db.inTransaction) db.exec('ROLLBACK');
  }
  throw new Failure(
    'storage',
    `Workspace ${workspace} is being opened by several programs at once: try again.`,
  );
}

/**
 * Begins a write transaction; or gives who has one. A name that was left by the dead is no answer: then somebody is writing
 * down another one, or only asking.
 */
function begin(db: Db): Named | null {
  for (let attempt = 0; ; attempt += 1) {
    try {
      db.exec('BEGIN IMMEDIATE');
      return null;
    } catch (error) {
      if (!isBusy(error)) throw error;
      const name = readName(db);
      if (name !== null && !isDead(name)) return name;
      if (attempt === MOST_TRIES) throw error;
      db.pragma(`busy_timeout = ${PATIENCE_MS}`);
    }
  }
}

function writeName(db: Db, me: Named): void {
  db.exec(`CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), nonce TEXT NOT NULL, pid INTEGER NOT NULL,
    host TEXT NOT NULL, program TEXT NOT NULL, activity TEXT NOT NULL, started_utc TEXT NOT NULL) STRICT`);
  db.prepare(`INSERT OR REPLACE INTO holder (one, ${COLUMNS}) VALUES (1, ?, ?, ?, ?, ?, ?)`).run([
    me.nonce,
    me.pid,
    me.host,
    me.program,
    me.activity,
    me.startedUtc,
  ]);
}

function readName(db: Db): Named | null {
  const hasTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'holder'").get();
  if (hasTable === undefined) return null;
  const row = db
    .prepare(`SELECT nonce, pid, host, program, activity, started_utc AS startedUtc FROM holder`)
    .get() as Named | undefined;
  return row ?? null;
}

function release(db: Db, path: string): void {
  if (!db.open) return;
  try {
    db.exec('DELETE FROM holder; COMMIT');
  } catch (error) {
    // On a full disk the name stays: whoever comes next takes us for dead, and is right.
    if (!isFailure(asStorageFailure(error, path), 'storage')) throw error;
  } finally {
    db.close();
  }
}

function isDead({ host, pid }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function asHolder({ nonce: _nonce, ...holder }: Named): Holder {
  return holder;
}
