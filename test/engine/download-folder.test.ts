import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeDownloadFolder } from '../../src/engine/download-folder.ts';

/** The number of a process that has ended. */
const gone = spawnSync(process.execPath, ['--version']).pid;

test('files that a killed engine left for a download go with the next one, and nothing else does', () => {
  const shared = mkdtempSync(join(tmpdir(), 'tieout-shared-'));
  onTestFinished(() => rmSync(shared, { recursive: true, force: true }));
  const own = makeDownloadFolder(shared);
  // As a killed engine of this machine would have named it.
  const named = (pid: number | string) => own.replace(`-${process.pid}-`, `-${pid}-`);
  const left = named(gone);
  mkdirSync(join(left, 'file-1'), { recursive: true, mode: 0o700 });
  writeFileSync(join(left, 'file-1', 'tieout-hope.csv'), 'donors');
  const kept = [
    own,
    named(process.ppid),
    named('x'),
    named(0),
    join(shared, `tieout-export-00000000-${gone}-a`),
  ];
  for (const folder of kept.slice(1)) mkdirSync(folder);
  // What somebody else laid there under such a name, leading to what is ours.
  const target = join(shared, 'documents');
  mkdirSync(target);
  writeFileSync(join(target, 'letter.txt'), 'mine');
  const trap = `${left}-trap`;
  symlinkSync(target, trap);

  const next = makeDownloadFolder(shared);
  expect(existsSync(left)).toBe(false);
  expect(kept.filter((folder) => !existsSync(folder)).map((folder) => basename(folder))).toEqual(
    [],
  );
  expect([existsSync(trap), existsSync(join(target, 'letter.txt'))]).toEqual([true, true]);
  expect(next).not.toBe(own);
  if (process.platform !== 'win32') expect(statSync(next).mode & 0o777).toBe(0o700);
});
