import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { isFailure, sentenceOf } from '../../src/core/model/failure.ts';
import { inTransaction, openDatabase, type OpenOptions } from '../../src/core/staging/database.ts';
import { tempFolder } from './temp-folder.ts';

const OPTIONS: OpenOptions = {
  what: 'capture',
  migrations: [
    { version: 10, sql: 'CREATE TABLE one (a INTEGER) STRICT' },
    { version: 20, sql: 'CREATE TABLE two (b INTEGER) STRICT' },
  ],
};
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

function open(path: string, options: Partial<OpenOptions> = {}) {
  const db = openDatabase(path, { ...OPTIONS, ...options });
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** The sentence with which a file is refused; null if it is opened. */
function refusal(path: string, options: Partial<OpenOptions> = {}): string | null {
  try {
    open(path, options);
    return null;
  } catch (error) {
    expect(isFailure(error, 'storage')).toBe(true);
    return sentenceOf(error);
  }
}

describe.skipIf(process.platform === 'win32')('who may read', () => {
  it('is the owner alone: of the folder, the file and the journals beside it', () => {
    const folder = join(tempFolder(), 'deep', 'er');
    const db = open(join(folder, 'a.sqlite'));
    db.exec('INSERT INTO one VALUES (1)');
    expect([mode(join(folder, '..')), mode(folder)]).toEqual(['700', '700']);
    const files = readdirSync(folder).toSorted();
    expect(files).toEqual(['a.sqlite', 'a.sqlite-shm', 'a.sqlite-wal']);
    expect(files.map((file) => mode(join(folder, file)))).toEqual(['600', '600', '600']);
  });

  it('is put right when a file has come with another mode', () => {
    const path = join(tempFolder(), 'a.sqlite');
    open(path).close();
    chmodSync(path, 0o644);
    open(path);
    expect(mode(path)).toBe('600');
  });

  it('cannot be changed in a folder that is not ours: one sentence says so', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(refusal(join(folder, 'file', 'a.sqlite'))).toContain('cannot be written');
    mkdirSync(join(folder, 'is-a-folder'));
    expect(refusal(join(folder, 'is-a-folder'))).toContain('cannot be written');
  });
});

describe('a file', () => {
  it('is brought to the newest schema, whichever it had', () => {
    const path = join(tempFolder(), 'a.sqlite');
    const old = open(path, { migrations: OPTIONS.migrations.slice(0, 1) });
    old.exec('INSERT INTO one VALUES (7)');
    old.close();
    const db = open(path);
    expect(db.prepare('SELECT a FROM one').pluck().all()).toEqual([7]);
    expect(db.prepare('SELECT b FROM two').all()).toEqual([]);
    expect(db.pragma('user_version', { simple: true })).toBe(20);
  });

  it('keeps its old schema if a step fails', () => {
    const path = join(tempFolder(), 'a.sqlite');
    open(path, { migrations: OPTIONS.migrations.slice(0, 1) }).close();
    const bad = { version: 20, sql: 'CREATE TABLE two (b INTEGER) STRICT; CREATE TABLE one (a)' };
    expect(() => open(path, { migrations: [...OPTIONS.migrations.slice(0, 1), bad] })).toThrow(
      'one',
    );
    const db = open(path, { migrations: OPTIONS.migrations.slice(0, 1) });
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()).toEqual(
      ['one'],
    );
  });

  it('is safe against a crash, and holds references', () => {
    const db = open(join(tempFolder(), 'a.sqlite'));
    const pragmas = ['journal_mode', 'synchronous', 'foreign_keys'].map((name) =>
      db.pragma(name, { simple: true }),
    );
    expect(pragmas).toEqual(['wal', 2, 1]);
  });

  const made = (change: (db: Database.Database) => void) => (path: string) => {
    const db = new Database(path);
    change(db);
    db.close();
  };
  test.each<[string, string, (path: string) => void]>([
    [
      'of a newer Tieout',
      'newer Tieout',
      made((db) => db.exec('CREATE TABLE x (a); PRAGMA user_version = 30')),
    ],
    ['of another program', "not one of Tieout's", made((db) => db.exec('CREATE TABLE x (a)'))],
    [
      'of another program that counts versions too',
      "not one of Tieout's",
      made((db) => db.exec('CREATE TABLE x (a); PRAGMA user_version = 5')),
    ],
    [
      'of text',
      'damaged or no Tieout file',
      (path) => writeFileSync(path, 'Dear all, '.repeat(500)),
    ],
    [
      'of random bytes behind a good name',
      'damaged or no Tieout file',
      (path) =>
        writeFileSync(
          path,
          Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 0xa5)]),
        ),
    ],
    [
      'cut off in its first page',
      'damaged or no Tieout file',
      (path) => {
        made((db) => db.exec('CREATE TABLE one (a); PRAGMA user_version = 10'))(path);
        truncateSync(path, 700);
      },
    ],
  ])('%s is refused and left as it is, to read or to write', (_title, words, make) => {
    const folder = tempFolder();
    const path = join(folder, 'a.sqlite');
    make(path);
    const before = readFileSync(path);
    for (const readonly of [false, true]) {
      const sentence = refusal(path, { readonly });
      expect(sentence).toContain(words);
      expect(sentence).toContain(path);
      expect(readFileSync(path).equals(before)).toBe(true);
    }
    expect(readdirSync(folder)).toEqual(['a.sqlite']);
  });

  it('that is older is not changed by reading', () => {
    const path = join(tempFolder(), 'a.sqlite');
    open(path, { migrations: OPTIONS.migrations.slice(0, 1) }).close();
    const before = readFileSync(path);
    expect(refusal(path, { readonly: true })).toContain('older Tieout');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('that is not there is not made by reading', () => {
    const folder = tempFolder();
    expect(refusal(join(folder, 'a.sqlite'), { readonly: true })).toContain('cannot be written');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that another process holds is said to be held', () => {
    const path = join(tempFolder(), 'a.sqlite');
    const first = open(path);
    const second = open(path);
    second.pragma('busy_timeout = 10');
    first.exec('BEGIN IMMEDIATE');
    expect(() => inTransaction(second, () => second.exec('INSERT INTO one VALUES (1)'))).toThrow(
      'Another Tieout',
    );
    first.exec('COMMIT');
  });
});

describe('a transaction', () => {
  it('is whole or not at all', () => {
    const db = open(join(tempFolder(), 'a.sqlite'));
    const count = () => db.prepare('SELECT count(*) FROM one').pluck().get();
    const insert = db.prepare('INSERT INTO one VALUES (?)');
    expect(() =>
      inTransaction(db, () => {
        insert.run(1);
        throw new Error('in the middle');
      }),
    ).toThrow('in the middle');
    expect(count()).toBe(0);
    expect(inTransaction(db, () => insert.run(1).changes)).toBe(1);
    expect(count()).toBe(1);
  });
});
