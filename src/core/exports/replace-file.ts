import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { throwIfCancelled } from './cancel.ts';
import { folderInTheWay, storageFailure } from './storage-failure.ts';

/**
 * Writes a file so that it is there complete or not at all: `write` makes a temporary file (which must not exist yet,
 * mode 0600) in the same folder, which then takes the target's name. Whatever fails, the temporary file goes and a
 * target that was there stays as it was. Errors: `storage` with a sentence; `cancelled`; what `write` throws.
 */
export async function replaceFile(
  filePath: string,
  write: (temporaryPath: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  throwIfCancelled(signal);
  if (await isFolder(filePath)) throw folderInTheWay(filePath);
  const folder = dirname(filePath);
  await removeAbandoned(folder);
  const temporaryPath = join(
    folder,
    `${PREFIX}${process.pid}-${randomBytes(6).toString('hex')}.part`,
  );
  let step: 'write' | 'replace' = 'write';
  try {
    await write(temporaryPath);
    await flush(temporaryPath);
    throwIfCancelled(signal);
    step = 'replace';
    await rename(temporaryPath, filePath);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw storageFailure(error, filePath, step);
  }
}

// The machine's mark: a process number says nothing about the processes of another machine on a shared folder.
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const PREFIX = `.tieout-export-${MACHINE}-`;

/** What a killed export left behind holds donor data: remove it as soon as we come by. */
async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(PREFIX) || !name.endsWith('.part')) continue;
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (Number.isInteger(pid) && !isAlive(pid)) {
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
    }
  }
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

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}

/** To the disk itself, or a power cut after the rename could leave an empty file under the target's name. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
