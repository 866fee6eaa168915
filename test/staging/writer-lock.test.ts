import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isFailure, sentenceOf } from '../../src/core/model/failure.ts';
import {
  inUse,
  lockHolder,
  takeWriterLock,
  type Holder,
  type WriterLock,
} from '../../src/core/staging/writer-lock.ts';
import { tempFolder } from './temp-folder.ts';

type Exec = (this: Database.Database, sql: string) => Database.Database;

const CHILD = join(import.meta.dirname, 'writer-lock-child.ts');
const ME = { program: 'the command line', activity: 'auditing' } as const;

function take(folder: string, as: Parameters<typeof takeWriterLock>[1] = ME): WriterLock {
  const lock = takeWriterLock(folder, as);
  onTestFinished(() => lock.release());
  return lock;
}

/** The sentence with which a take is refused. */
function refusal(folder: string): string {
  try {
    take(folder);
  } catch (error) {
    expect(isFailure(error, 'in_use')).toBe(true);
    return sentenceOf(error);
  }
  throw new Error('The lock was given.');
}

/** A process that takes the lock; what it said first. */
async function holdElsewhere(folder: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: text.toString().trim() };
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('the lock of a workspace', () => {
  it('is held by one at a time, and says by whom', () => {
    const folder = tempFolder();
    const before = Date.now();
    expect(lockHolder(folder)).toBeNull();
    const lock = take(folder);
    expect(lock.predecessor).toBeNull();
    const holder = lockHolder(folder);
    expect(holder).toEqual({
      ...ME,
      pid: process.pid,
      host: hostname(),
      startedUtc: expect.any(String) as string,
    });
    expect(Date.parse(holder?.startedUtc ?? '')).toBeGreaterThanOrEqual(before);
    expect(Date.parse(holder?.startedUtc ?? '')).toBeLessThanOrEqual(Date.now());
    const since = `${holder?.startedUtc.slice(11, 16)} UTC`;
    expect(refusal(folder)).toBe(
      `Workspace ${basename(folder)} is being audited by the command line (process ${process.pid} on ${hostname()}, since ${since}): its results can be read, but nothing can be changed until it ends.`,
    );
    expect(lockHolder(folder)).toEqual(holder);
  });

  it('is free when it was released, any number of times, and then nobody is said to have died', () => {
    const folder = tempFolder();
    const first = take(folder);
    first.release();
    first.release();
    expect(lockHolder(folder)).toBeNull();
    const second = take(folder, { program: 'the window', activity: 'deleting' });
    expect(second.predecessor).toBeNull();
    // Who has released has no power over who holds it now.
    first.release();
    expect(lockHolder(folder)?.program).toBe('the window');
    expect(refusal(folder)).toContain('is being deleted by the window');
  });

  it('is of one folder only', () => {
    take(tempFolder());
    expect(take(tempFolder()).predecessor).toBeNull();
  });

  it('asking who holds it takes and makes nothing', () => {
    const folder = tempFolder();
    expect(lockHolder(folder)).toBeNull();
    expect(lockHolder(join(folder, 'not there'))).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
    take(folder).release();
    const bytes = readFileSync(join(folder, 'writer.lock'));
    expect(lockHolder(folder)).toBeNull();
    expect(readFileSync(join(folder, 'writer.lock')).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['writer.lock']);
    take(folder);
  });

  it.skipIf(process.platform === 'win32')('is a file for its owner alone', () => {
    const folder = tempFolder();
    take(folder);
    expect(readdirSync(folder)).toEqual(['writer.lock']);
    expect(statSync(join(folder, 'writer.lock')).mode & 0o777).toBe(0o600);
  });

  it('can be read by others while it is held: it has no write-ahead log', () => {
    const folder = tempFolder();
    take(folder);
    const db = new Database(join(folder, 'writer.lock'), { readonly: true });
    onTestFinished(() => void db.close());
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
    expect(db.prepare('SELECT program, pid FROM holder').all()).toEqual([
      { program: 'the command line', pid: process.pid },
    ]);
  });
});

describe('another process', () => {
  it('is refused, and refuses', async () => {
    const folder = tempFolder();
    const lock = take(folder);
    const refused = await holdElsewhere(folder);
    expect(refused.said).toContain(`by the command line (process ${process.pid} on `);
    lock.release();

    const { child, said } = await holdElsewhere(folder);
    expect(said).toBe('held after nobody');
    expect(refusal(folder)).toContain(`audited by the window (process ${child.pid} on `);
    expect(lockHolder(folder)?.pid).toBe(child.pid);
    child.stdin?.write('release\n');
    await once(child.stdout ?? child, 'data');
    expect(lockHolder(folder)).toBeNull();
    expect(take(folder).predecessor).toBeNull();
  });

  it.skipIf(process.platform === 'win32')(
    'that was killed holds nothing any more; who comes next is told',
    async () => {
      const folder = tempFolder();
      const { child } = await holdElsewhere(folder);
      const { pid } = child;
      await killed(child);
      expect(lockHolder(folder)).toBeNull();
      expect(take(folder).predecessor).toMatchObject({
        pid,
        program: 'the window',
        host: hostname(),
      });
      expect(lockHolder(folder)?.pid).toBe(process.pid);
    },
  );

  it('that only asks, or names itself, is not taken for the dead who left their name', async () => {
    const folder = tempFolder();
    take(folder).release();
    const path = join(folder, 'writer.lock');
    const db = new Database(path);
    // No process has this number: Linux's largest is 4,194,304, and others' are smaller.
    const dead = { nonce: 'x', pid: 999_999_999, host: hostname(), program: 'the window' };
    db.prepare('INSERT INTO holder VALUES (1, ?, ?, ?, ?, ?, ?)').run(
      ...Object.values(dead),
      'auditing',
      '2026-11-01T14:05:09.000Z',
    );
    db.close();
    const asked: readonly (readonly [ask: () => unknown, answer: unknown])[] = [
      [() => lockHolder(folder), null],
      [() => take(folder).predecessor?.pid, dead.pid],
    ];
    for (const [ask, answer] of asked) {
      const code = `import Database from 'better-sqlite3';
        const db = new Database(process.argv[1]);
        db.exec('BEGIN IMMEDIATE');
        process.stdout.write('held');
        setTimeout(() => db.close(), 250);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', code, path], {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      expect(ask()).toBe(answer);
      await once(child, 'exit');
    }
  });

  it.skipIf(process.platform === 'win32')(
    'that was stopped, as by a laptop that sleeps, still holds it',
    async () => {
      const folder = tempFolder();
      const { child } = await holdElsewhere(folder);
      child.kill('SIGSTOP');
      expect(refusal(folder)).toContain(`process ${child.pid} `);
    },
  );

  it('of many that come at once, one gets it, and everybody names that one', async () => {
    for (let round = 0; round < 3; round += 1) {
      const folder = tempFolder();
      const all = await Promise.all(Array.from({ length: 6 }, () => holdElsewhere(folder)));
      const winners = all.filter(({ said }) => said.startsWith('held'));
      expect(winners, all.map(({ said }) => said).join('\n')).toHaveLength(1);
      const pid = winners[0]?.child.pid;
      expect(lockHolder(folder)?.pid).toBe(pid);
      const others = all.filter(({ said }) => !said.startsWith('held'));
      for (const { said } of others) expect(said).toContain(`(process ${pid} on `);
    }
  });
});

it('who comes in between the name and the hold is seen, and never holds it under another’s name', () => {
  const folder = tempFolder();
  take(folder).release();
  const other = new Database(join(folder, 'writer.lock'));
  onTestFinished(() => void other.close());
  const exec: Exec = Reflect.get(Database.prototype, 'exec');
  onTestFinished(() => void Reflect.set(Database.prototype, 'exec', exec));
  let times = 0;
  const withOther: Exec = function (this: Database.Database, sql) {
    exec.call(this, sql);
    // Now the lock is free for a moment: the other one names itself, and is slow to hold it.
    if (sql === 'COMMIT' && times === 0) {
      times += 1;
      exec.call(other, "UPDATE holder SET nonce = 'other', program = 'the window'");
    }
    return this;
  };
  Reflect.set(Database.prototype, 'exec', withOther);
  const lock = take(folder);
  expect(times).toBe(1);
  expect(lockHolder(folder)?.program).toBe('the command line');
  lock.release();
});

it('a thread of the same process is refused, and refuses', async () => {
  const folder = tempFolder();
  const lock = take(folder);
  const ask = async (): Promise<{ worker: Worker; said: string }> => {
    const worker = new Worker(CHILD, { workerData: folder });
    onTestFinished(() => void worker.terminate());
    const [said] = (await once(worker, 'message')) as [string];
    return { worker, said };
  };
  expect((await ask()).said).toContain('by the command line');
  // The thread's end closes its own connection: this must not let go of ours.
  expect(refusal(folder)).toContain('by the command line');
  const other = await holdElsewhere(folder);
  expect(other.said).toContain('by the command line');
  lock.release();
  const { worker, said } = await ask();
  expect(said).toBe('held after nobody');
  expect(refusal(folder)).toContain('by the window');
  worker.postMessage('release', []);
  await once(worker, 'message');
  expect(lockHolder(folder)).toBeNull();
});

describe('a lock that can’t be had', () => {
  it('for a file that is none is a failure of the store with a sentence', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'writer.lock'), 'Dear all, '.repeat(500));
    expect(() => take(folder)).toThrow('damaged');
    expect(() => take(folder)).toThrow('writer.lock');
    expect(lockHolder(folder)).toBeNull();
  });

  it('for a folder that isn’t there is one too', () => {
    const folder = join(tempFolder(), 'gone');
    try {
      take(folder);
      expect.unreachable();
    } catch (error) {
      expect(isFailure(error, 'storage'), sentenceOf(error)).toBe(true);
    }
    expect(existsSync(folder)).toBe(false);
  });

  it('a file that is empty, as a kill may leave it, is filled', () => {
    const folder = tempFolder();
    take(folder).release();
    truncateSync(join(folder, 'writer.lock'), 0);
    expect(lockHolder(folder)).toBeNull();
    expect(take(folder).predecessor).toBeNull();
  });
});

it('the sentence gives the day too when it was not today', () => {
  const holder: Holder = {
    pid: 4711,
    host: 'desk',
    program: 'the window',
    activity: 'rerunning',
    startedUtc: '2026-11-01T14:05:09.000Z',
  };
  const at = (nowUtc: string): string => inUse('Human Fund', holder, Date.parse(nowUtc)).message;
  expect(at('2026-11-01T23:59:00Z')).toBe(
    'Workspace Human Fund is being judged again by the window (process 4711 on desk, since 14:05 UTC): its results can be read, but nothing can be changed until it ends.',
  );
  expect(at('2026-11-02T00:01:00Z')).toContain('since 2026-11-01 14:05 UTC)');
});
