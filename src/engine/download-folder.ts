import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLeftBehind, ownPrefix } from '../core/auditor.ts';

const KIND = 'tieout-export-';

/**
 * A new folder (mode 0700) for files that a page takes, which goes when its engine ends. What an engine left behind that was killed
 * holds donor data: it goes now.
 */
export function makeDownloadFolder(folder = tmpdir()): string {
  removeAbandoned(folder);
  return mkdtempSync(join(folder, ownPrefix(KIND)));
}

function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!isLeftBehind(name, KIND)) continue;
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
