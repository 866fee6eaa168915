import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, type Db, type Migration } from '../../src/core/staging/database.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { tempFolder } from './temp-folder.ts';

const CHILD = join(import.meta.dirname, 'migration-child.ts');
const OLD: readonly Migration[] = [{ version: 10, sql: 'CREATE TABLE one (a INTEGER) STRICT' }];
/** Not a step that could be taken twice: the second time would fail or leave a second row. */
const NEW: readonly Migration[] = [
  ...OLD,
  { version: 20, sql: 'CREATE TABLE two (b INTEGER) STRICT; INSERT INTO two VALUES (1)' },
];

function open(path: string, migrations: readonly Migration[]): Db {
  const db = openDatabase(path, { what: 'capture', migrations });
  onTestFinished(() => void db.close());
  return db;
}

function oldFile(rows: number): string {
  const path = join(tempFolder(), 'a.sqlite');
  const db = open(path, OLD);
  const insert = db.prepare('INSERT INTO one VALUES (?)');
  for (let row = 0; row < rows; row += 1) insert.run([row]);
  db.close();
  return path;
}

/** A child that stands ready to open a file. */
async function standReady(
  path: string,
  migrations: readonly Migration[],
): Promise<{ child: ChildProcess; open: () => Promise<string> }> {
  const child = spawn(process.execPath, [CHILD, path, JSON.stringify(migrations)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return {
    child,
    open: async () => {
      child.stdin.write('go\n');
      const [text] = (await once(child.stdout, 'data')) as [Buffer];
      return text.toString().trim();
    },
  };
}

async function openAtOnce(path: string, migrations: readonly Migration[]): Promise<string[]> {
  const children = await Promise.all(Array.from({ length: 6 }, () => standReady(path, migrations)));
  return Promise.all(children.map((child) => child.open()));
}

const ALL_OPENED = Array.from({ length: 6 }, () => 'opened');

describe('processes that open one file at once all succeed', () => {
  it('when it is old: one of them brings it to the newest schema', async () => {
    for (let round = 0; round < 3; round += 1) {
      const path = oldFile(3);
      expect(await openAtOnce(path, NEW)).toEqual(ALL_OPENED);
      const db = open(path, NEW);
      expect(db.pragma('user_version', { simple: true })).toBe(20);
      expect(db.prepare('SELECT b FROM two').pluck().all()).toEqual([1]);
      expect(db.prepare('SELECT count(*) FROM one').pluck().get()).toBe(3);
    }
  });

  it('when it isn’t there yet: one of them makes it', async () => {
    for (let round = 0; round < 3; round += 1) {
      const path = join(tempFolder(), 'a.sqlite');
      expect(await openAtOnce(path, NEW)).toEqual(ALL_OPENED);
      expect(open(path, NEW).prepare('SELECT b FROM two').pluck().all()).toEqual([1]);
    }
  });

  it('when one of them is in the middle of making it, with the journal it has at first', async () => {
    const path = join(tempFolder(), 'a.sqlite');
    const first = new Database(path);
    onTestFinished(() => void first.close());
    first.exec('BEGIN IMMEDIATE; CREATE TABLE made (a)');
    const waiting = (await standReady(path, NEW)).open();
    await after(700);
    first.exec('ROLLBACK');
    expect(await waiting).toBe('opened');
  });

  it('when it is a workspace: it is made once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const folder = tempFolder();
      expect(await openAtOnce(folder, [])).toEqual(ALL_OPENED);
      const { db } = openWorkspace(folder, 'Hope');
      onTestFinished(() => void db.close());
      expect(db.prepare('SELECT name FROM workspace').pluck().all()).toEqual(['Hope']);
    }
  });

  it('when another one takes longer over it than a file is usually waited for', async () => {
    const path = oldFile(1);
    const slow = open(path, OLD);
    slow.exec('BEGIN IMMEDIATE');
    const waiting = (await standReady(path, NEW)).open();
    await after(6000);
    slow.exec('COMMIT');
    expect(await waiting).toBe('opened');
  });
});

describe.skipIf(process.platform === 'win32')('a kill in the middle of a migration', () => {
  /** Writes for minutes, in two tables. */
  const ENDLESS: readonly Migration[] = [
    ...OLD,
    {
      version: 20,
      sql: `CREATE TABLE two (b INTEGER, filler BLOB) STRICT;
        UPDATE one SET a = a + 1000;
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000)
        INSERT INTO two SELECT i, zeroblob(1000) FROM n`,
    },
  ];

  it('leaves the old file working, and the next one migrates it', async () => {
    const path = oldFile(500);
    const { child, open: begin } = await standReady(path, ENDLESS);
    void begin().catch(() => undefined);
    // Far enough that pages of the unfinished step have left the cache for the disk.
    while (!existsSync(`${path}-wal`) || statSync(`${path}-wal`).size < 8_000_000) await after(20);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const db = open(path, OLD);
    expect(db.pragma('user_version', { simple: true })).toBe(10);
    expect(db.prepare('SELECT count(*), min(a), max(a) FROM one').raw().get()).toEqual([
      500, 0, 499,
    ]);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()).toEqual(
      ['one'],
    );
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.prepare('INSERT INTO one VALUES (500)').run();
    db.close();

    const migrated = open(path, NEW);
    expect(migrated.pragma('user_version', { simple: true })).toBe(20);
    expect(migrated.prepare('SELECT count(*) FROM one').pluck().get()).toBe(501);
  });

  it('of a file that is being made leaves one that can be made', async () => {
    const path = join(tempFolder(), 'a.sqlite');
    const { child, open: begin } = await standReady(path, ENDLESS);
    void begin().catch(() => undefined);
    while (!existsSync(`${path}-wal`) || statSync(`${path}-wal`).size < 8_000_000) await after(20);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(open(path, NEW).prepare('SELECT b FROM two').pluck().all()).toEqual([1]);
  });
});
