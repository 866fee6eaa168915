import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storageFailure } from '../../src/core/exports/storage-failure.ts';
import { writeExport } from '../../src/core/exports/write-export.ts';
import { Failure } from '../../src/core/model/failure.ts';
import type { FailureKind } from '../../src/core/model/failure.ts';
import { exportChild } from './export-child.ts';
import { makeFinding, makeLargeReport, makeReport } from '../support/report-factory.ts';

const ENDINGS = ['xlsx', 'csv', 'json', 'zip'];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-exports-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each(ENDINGS)('writeExport to .%s', (ending) => {
  test('writes one file that only its owner reads, and tells its progress', async () => {
    const told: number[] = [];
    const file = join(folder, `a.${ending.toUpperCase()}`);
    const onProgress = ({ done, total }: { done: number; total: number }): unknown =>
      told.push(done, total);
    await writeExport(makeLargeReport(1_300), file, { onProgress });
    expect(await readdir(folder)).toEqual([`a.${ending.toUpperCase()}`]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(told).toEqual([500, 1300, 1000, 1300, 1300, 1300]);
  });

  test('replaces the file that was there; the same report gives the same bytes', async () => {
    const file = join(folder, `a.${ending}`);
    await writeExport(makeReport(), file);
    const before = await readFile(file);
    await new Promise((resolve) => setTimeout(resolve, 2_100)); // the resolution of a zip's times is 2 s
    await writeExport(makeReport(), file);
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  test('a missing folder', async () => {
    const failure = await failureOf(
      writeExport(makeReport(), join(folder, 'none', `a.${ending}`)),
      'storage',
    );
    expect(failure.message).toMatch(/^There is no folder .*none: create it/);
  });

  test('a folder in the way', async () => {
    await mkdir(join(folder, `a.${ending}`));
    const failure = await failureOf(
      writeExport(makeReport(), join(folder, `a.${ending}`)),
      'storage',
    );
    expect(failure.message).toMatch(/is a folder: give the name of a file/);
    expect(await readdir(folder)).toEqual([`a.${ending}`]);
  });

  test('aborted before and in the middle: nothing new, the old file as it was', async () => {
    const file = join(folder, `a.${ending}`);
    await writeFile(file, 'old');
    await failureOf(writeExport(makeReport(), file, { signal: AbortSignal.abort() }), 'cancelled');
    for (const at of [500, 4_500]) {
      const controller = new AbortController();
      const onProgress = ({ done }: { done: number }): void => {
        if (done >= at) controller.abort();
      };
      const { signal } = controller;
      await failureOf(
        writeExport(makeLargeReport(6_000), file, { signal, onProgress }),
        'cancelled',
      );
    }
    expect(await readdir(folder)).toEqual([`a.${ending}`]);
    expect(await readFile(file, 'utf8')).toBe('old');
  });

  test('findings that cannot be read: the error as it is, nothing left behind', async () => {
    const report = makeReport();
    const file = join(folder, `a.${ending}`);
    const findings = function* (): Generator<ReturnType<typeof makeFinding>> {
      yield makeFinding({ state: 'duplicate_link' });
      throw new Error('the store broke');
    };
    await expect(writeExport({ ...report, findings }, file)).rejects.toThrow('the store broke');
    expect(await readdir(folder)).toEqual([]);
  });

  test('no more room: a sentence, nothing left behind', async () => {
    // A limit on the size of files stands in for the full disk; it works everywhere and needs no rights.
    const script = `ulimit -f 40; exec "$0" "$@"`;
    const output = execFileSync(
      'bash',
      ['-c', script, process.execPath, exportChild, folder, `a.${ending}`, '20000'],
      {
        encoding: 'utf8',
      },
    );
    expect(output).toMatch(/^storage: a\.\w+ is larger than .* allows/);
    expect(await readdir(folder)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('a folder one may not write in', async () => {
    await chmod(folder, 0o555);
    const uid = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const output = execFileSync(process.execPath, [exportChild, folder, `a.${ending}`, '10'], {
      encoding: 'utf8',
      ...uid,
    });
    expect(output).toMatch(/^storage: You may not write in .*: change its permissions/);
  });

  test('killed in the middle: the target is absent, and the next export clears up', async () => {
    const process_ = spawn(process.execPath, [exportChild, folder, `a.${ending}`, '400000']);
    for (let tries = 0; tries < 500; tries++) {
      const [name] = await readdir(folder);
      if (name !== undefined && (await stat(join(folder, name))).size > 100_000) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    process_.kill('SIGKILL');
    await once(process_, 'exit');
    const left = await readdir(folder);
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(/\.part$/);
    // Nobody else reads it: a file, or the folder of a pack's parts.
    expect((await stat(join(folder, left[0] ?? ''))).mode & 0o077).toBe(0);
    await writeExport(makeReport(), join(folder, `b.${ending}`));
    expect(await readdir(folder)).toEqual([`b.${ending}`]);
  });
});

test.each(['a.xls', 'a', '.xlsx', 'a.pdf', 'a.json.gz'])(
  '%s: another ending is a usage failure',
  async (name) => {
    const failure = await failureOf(writeExport(makeReport(), join(folder, name)), 'usage');
    expect(failure.message).toMatch(/must end in \.xlsx, \.csv, \.json or \.zip/);
    expect(await readdir(folder)).toEqual([]);
  },
);

test('a disk that is full, a real one', async (context) => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    context.skip('a small file system can be mounted only by root');
    return;
  }
  try {
    for (const ending of ENDINGS) {
      const failure = await failureOf(
        writeExport(makeLargeReport(20_000), join(folder, `a.${ending}`)),
        'storage',
      );
      expect(failure.message).toMatch(/^The disk is full, a\.\w+ was not written: free some space/);
      expect(await readdir(folder)).toEqual([]);
    }
  } finally {
    execFileSync('umount', [folder]);
  }
});

test.each([
  ['ENOSPC', 'write', /disk is full.*free some space/],
  ['EDQUOT', 'write', /disk is full/],
  ['EROFS', 'write', /read-only: export to another folder/],
  ['EACCES', 'write', /may not write/],
  ['EPERM', 'replace', /may be open in another program: close it/],
  ['EBUSY', 'replace', /may be open in another program: close it/],
  ['EACCES', 'replace', /may be open in another program: close it/],
  ['ENAMETOOLONG', 'write', /too long/],
  ['EIO', 'write', /could not be written \(EIO\): check the disk/],
] as const)('%s on %s', (code, step, sentence) => {
  const failure = storageFailure(
    Object.assign(new Error(code), { code, syscall: 'x' }),
    '/x/a.csv',
    step,
  );
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({
    kind: 'storage',
    message: expect.stringMatching(sentence) as string,
  });
});

async function failureOf(promise: Promise<void>, kind: FailureKind): Promise<Failure> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Failure);
  expect((error as Failure).kind).toBe(kind);
  return error as Failure;
}
