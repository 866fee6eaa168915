import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { throwIfCancelled } from './cancel.ts';
import { isLeftBehind, ownPrefix } from './process-marks.ts';
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
  const temporaryPath = join(folder, `${ownPrefix(KIND)}${randomBytes(6).toString('hex')}.part`);
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

const KIND = '.tieout-export-';

/** What a killed export left behind holds donor data: remove it as soon as we come by. */
async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.endsWith('.part') && isLeftBehind(name, KIND))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
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
