import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  cpSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { stateOf, tamper } from '../staging/verify/verified-folder.ts';
import { makeReadOnly, smallDisk, whyNoMounts } from './mounts.ts';
import { reach, runCli, temporaryFolder, tokensOf, type CliResult } from './run-cli.ts';

// reliability.md, fault matrix, last row: a clear sentence, nothing lost, the old file kept.
let sandbox: RunningSandbox;
/** What an undisturbed run over all records gives. */
let digest: string;
/** A data folder with one finished run, of donors. */
let earlier: string;
let removeEarlier: () => void;

beforeAll(async () => {
  // Each test audits from a copy of one data folder: to it, what the others asked would be other integrations' calls.
  const quirks = { crmRateLimit: 1_000_000 };
  sandbox = await startSandbox({ donors: 150, gifts: 600, plant: 'none', quirks });
  earlier = temporaryFolder((clean) => (removeEarlier = clean));
  expect((await audit(earlier, '--records', 'donors')).status).toBe(0);
  const whole = temporaryFolder((clean) => void clean);
  digest = digestOf(await audit(whole));
  rmSync(whole, { recursive: true, force: true });
}, 120_000);
afterAll(async () => {
  removeEarlier();
  await sandbox.close();
});

function audit(data: string, ...more: readonly string[]): Promise<CliResult> {
  return runCli(
    [
      'audit',
      ...reach(sandbox, data),
      '--workspace',
      'Hope',
      '--page-size',
      '50',
      '--progress=none',
      '--json',
      ...more,
    ],
    { env: tokensOf(sandbox) },
  );
}

const verify = (data: string): Promise<CliResult> => runCli(['verify', '--data-dir', data]);

function digestOf({ status, stdout, stderr }: CliResult): string {
  expect(status, stderr).toBe(0);
  return (JSON.parse(stdout) as { run: { digest: string } }).run.digest;
}

/** One sentence that says what happened and where, status 2, and no trace of our code. */
function expectSentence(result: CliResult, words: RegExp): void {
  const said = result.stderr.split('\n').filter((line) => line.startsWith('tieout: '));
  expect(said, result.stderr).toHaveLength(1);
  expect(said[0]).toMatch(words);
  expect([result.status, result.stdout]).toEqual([2, '']);
  expect(result.stderr).not.toMatch(/\n {4}at |made a mistake|SQLITE|SqliteError/);
}

function copyOfEarlier(into = join(temporaryFolder(), 'data')): string {
  cpSync(earlier, into, { recursive: true });
  // Files come with their modes, folders don't.
  for (const folder of [into, join(into, 'workspaces'), inHope(into, ''), inHope(into, 'runs')])
    chmodSync(folder, 0o700);
  return into;
}

const inHope = (data: string, name: string): string => join(data, 'workspaces', 'Hope', name);

function overwriteMiddle(path: string): void {
  const bytes = statSync(path).size - 12_000;
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, 8000);
  closeSync(file);
}

describe('a workspace file that can’t be used is told of, and left as it is', () => {
  test.each<[string, (path: string) => void, RegExp, RegExp]>([
    ['overwritten in its middle', overwriteMiddle, /damaged/, /workspace\.sqlite: It is damaged/],
    [
      'cut off',
      (path) => truncateSync(path, statSync(path).size / 2),
      /damaged/,
      /workspace\.sqlite: It is damaged/,
    ],
    [
      'cut off in its first page',
      (path) => truncateSync(path, 700),
      /damaged/,
      /workspace\.sqlite: It is damaged/,
    ],
    [
      'of a newer Tieout',
      (path) => tamper(path, 'PRAGMA user_version = 90'),
      /newer Tieout/,
      /workspace\.sqlite: It was made by a newer Tieout/,
    ],
  ])('%s', { timeout: 120_000 }, async (_name, harm, words, verdict) => {
    const data = copyOfEarlier();
    const path = inHope(data, 'workspace.sqlite');
    harm(path);
    const before = readFileSync(path);
    const calls = sandbox.calls();
    for (const more of [[], ['--resume']]) {
      const result = await audit(data, ...more);
      expectSentence(result, words);
      expect(result.stderr).toContain(data);
    }
    expect(sandbox.calls()).toEqual(calls);
    expect(readFileSync(path).equals(before)).toBe(true);
    const verified = await verify(data);
    expect(verified.status).toBe(3);
    expect(verified.stdout).toMatch(verdict);
  });
});

test('what an interrupted run read, damaged: going on says so, and the earlier run stays sound', async () => {
  const data = copyOfEarlier();
  const stopped = await runCli(
    [
      'audit',
      ...reach(sandbox, data),
      '--workspace',
      'Hope',
      '--page-size',
      '50',
      '--progress=json',
    ],
    {
      env: tokensOf(sandbox),
      onStderr: (text, child) => {
        if (text.includes('"stream":"crm.gifts"')) child.kill('SIGKILL');
      },
    },
  );
  expect(stopped.status).toBe('SIGKILL');
  const runs = JSON.parse((await runCli(['runs', '--data-dir', data, '--json'])).stdout) as {
    id: string;
    state: string;
  }[];
  expect(runs.map(({ state }) => state)).toEqual(['interrupted', 'finished']);
  const capture = inHope(data, `runs/${runs[0]?.id}.sqlite`);
  expect((await verify(data)).status).toBe(0);
  const db = new Database(capture);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  overwriteMiddle(capture);
  expectSentence(await audit(data, '--resume'), /damaged.*tieout verify.*Hope/);
  const verified = await verify(data);
  expect(verified.status).toBe(3);
  expect(verified.stdout).toContain(`${runs[0]?.id}.sqlite: It is damaged`);
  expect(verified.stdout).not.toContain('workspace.sqlite');
  // A new audit needs nothing of it.
  expect(digestOf(await audit(data))).toBe(digest);
});

test('a file that another process holds', { timeout: 120_000 }, async () => {
  const data = copyOfEarlier();
  const path = inHope(data, 'workspace.sqlite');
  const code = `import Database from 'better-sqlite3';
    const db = new Database(process.argv[1]);
    db.exec('BEGIN IMMEDIATE; UPDATE workspace SET name = name');
    process.stdout.write('held');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, path], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  expectSentence(await audit(data), /Another Tieout is working with this file/);
  expect((await verify(data)).status).toBe(0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect((await verify(data)).status).toBe(0);
  expect(digestOf(await audit(data))).toBe(digest);
});

const reason = process.platform === 'win32' ? 'Windows mounts nothing' : whyNoMounts();
if (reason !== null)
  process.stderr.write(`storage faults: full and read-only disks are left out: ${reason}\n`);

describe.skipIf(reason !== null)('a disk that is full', () => {
  const SMALL = 8;

  /** Leaves so many kilobytes. */
  function fill(disk: string, leftKb: number): string {
    const { bavail, bsize } = statfsSync(disk);
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftKb * 1024), 1));
    return ballast;
  }

  // From a disk on which not even the lock can be written down to one that is full with the last pages.
  test.each([0, 20, 250, 1000])(
    'with %i kB left: one sentence, the earlier run is sound, and with space --resume ends as if nothing had been',
    { timeout: 180_000 },
    async (leftKb) => {
      const disk = smallDisk(SMALL);
      const data = copyOfEarlier(join(disk, 'data'));
      const ballast = fill(disk, leftKb);
      const first = await audit(data);
      expectSentence(first, /The disk is full/);
      const verified = await verify(data);
      expect([verified.status, verified.stderr], verified.stdout).toEqual([0, '']);
      expect(verified.stdout).toMatch(/^✓ Hope: (1 run|2 runs), .*, sound$/m);
      // Still full: it is said again, and nothing gets worse.
      expectSentence(await audit(data, '--resume'), /The disk is full/);
      expect((await verify(data)).status).toBe(0);
      rmSync(ballast);
      const resumed = await audit(data, '--resume');
      // Where not even the mark of an audit could be written, there is nothing to go on with, and it says so.
      const hasBegun = leftKb >= 250 || resumed.status === 0;
      if (!hasBegun) expectSentence(resumed, /no interrupted run/);
      expect(digestOf(hasBegun ? resumed : await audit(data))).toBe(digest);
      expect((await verify(data)).stdout).toMatch(/^✓ Hope: 2 runs, .*, sound$/m);
    },
  );
});

describe.skipIf(reason !== null)('a folder that can’t be written', () => {
  test.each([
    ['the data folder', (data: string) => data],
    ['the workspace’s folder', (data: string) => inHope(data, '')],
    ['the folder of what runs read', (data: string) => inHope(data, 'runs')],
  ])('%s', { timeout: 120_000 }, async (_name, which) => {
    const data = copyOfEarlier();
    const before = stateOf(data);
    const { writable } = makeReadOnly(which(data));
    for (const more of [[], ['--resume']])
      expectSentence(await audit(data, ...more), /cannot be written|no interrupted run/);
    const verified = await verify(data);
    expect([verified.status, verified.stderr], verified.stdout).toEqual([0, '']);
    expect(verified.stdout).toMatch(/^✓ Hope: .*, sound$/m);
    writable();
    if (_name === 'the data folder') expect(stateOf(data)).toEqual(before);
    const ended = await audit(data);
    expect(digestOf(ended)).toBe(digest);
    expect((await verify(data)).status).toBe(0);
  });
});
