import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { asStorageFailure } from './database.ts';
import { isLockFile } from './writer-lock.ts';

/** A file of a workspace; `name` is relative to its folder. */
export interface WorkspaceFile {
  readonly name: string;
  readonly bytes: number;
}

/** Every file in a workspace's folder: what deleting it removes. */
export function filesOfWorkspace(folder: string): WorkspaceFile[] {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      // SQLite's own files come and go while somebody works with them.
      .flatMap((path) => {
        const bytes = statSync(path, { throwIfNoEntry: false })?.size;
        return bytes === undefined ? [] : { name: relative(folder, path), bytes };
      })
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  );
}

/**
 * Deletes a workspace's folder with all that is in it; its database must be closed. Its lock must be held, and goes last:
 * `release` lets go of it.
 * @throws Failure storage
 */
export function removeWorkspaceFolder(folder: string, release: () => void): void {
  try {
    for (const name of readdirSync(folder)) if (!isLockFile(name)) removeAll(join(folder, name));
    // Windows removes no open file; elsewhere the lock goes while it is held, so that nobody takes it in between.
    if (process.platform === 'win32') release();
    for (const name of readdirSync(folder).filter(isLockFile)) removeAll(join(folder, name));
    release();
    // What is there now was made anew meanwhile, and is somebody else's.
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  } catch (error) {
    throw asStorageFailure(error, folder);
  }
}

function removeAll(path: string): void {
  rmSync(path, { recursive: true, maxRetries: 3, retryDelay: 100 });
}
