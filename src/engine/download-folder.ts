import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

// The machine's mark: a process number says nothing about the processes of another machine on a shared folder.
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const PREFIX = `tieout-export-${MACHINE}-`;

/**
 * A new folder (mode 0700) for files that a page takes, which goes when its engine ends. What an engine left behind that was killed
 * holds donor data: it goes now.
 */
export function makeDownloadFolder(folder = tmpdir()): string {
  removeAbandoned(folder);
  return mkdtempSync(join(folder, `${PREFIX}${process.pid}-`));
}

function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!Number.isInteger(pid) || pid <= 0 || isAlive(pid)) continue;
    const path = join(folder, name);
    try {
      if (isOurs(path)) rmSync(path, { recursive: true, force: true });
    } catch {
      // Gone meanwhile, or not to be removed: nobody's failure who only wants an export.
    }
  }
}

/** Everybody may write in the system's folder: what somebody else put there under such a name could lead anywhere. */
function isOurs(path: string): boolean {
  const facts = lstatSync(path);
  return facts.isDirectory() && (process.getuid === undefined || facts.uid === process.getuid());
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
