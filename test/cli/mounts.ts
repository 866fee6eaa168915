import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file system of so many megabytes, gone when the test is over. */
export function smallDisk(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-disk-'));
  onTestFinished(() => {
    run('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const made = run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]);
  if (made !== null) throw new Error(made);
  return folder;
}

/** Makes a folder read-only until the test is over, or `writable` is called: even for root, who minds no modes. */
export function makeReadOnly(folder: string): { writable: () => void } {
  let isMounted = false;
  const writable = (): void => {
    if (isMounted) run('umount', ['-l', folder]);
    isMounted = false;
  };
  onTestFinished(writable);
  const bound = run('mount', ['--bind', folder, folder]);
  if (bound !== null) throw new Error(bound);
  isMounted = true;
  const made = run('mount', ['-o', 'remount,ro,bind', folder]);
  if (made !== null) throw new Error(made);
  return { writable };
}

/** Why no file system can be mounted here; null if one can. */
export function whyNoMounts(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-disk-'));
  try {
    const bound = join(folder, 'bound');
    mkdirSync(bound);
    const reason =
      run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]) ??
      run('umount', [folder]) ??
      run('mount', ['--bind', bound, bound]) ??
      run('umount', [bound]);
    return reason;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null if it worked, else what it said. */
function run(command: string, args: readonly string[]): string | null {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error !== undefined) return `${command}: ${error.message}`;
  return status === 0 ? null : `${command} ${args.join(' ')}: ${stderr.trim()}`;
}
