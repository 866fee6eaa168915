import { readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { asStorageFailure } from './database.ts';

/** A file of a workspace; `name` is relative to its folder. */
export interface WorkspaceFile {
  readonly name: string;
  readonly bytes: number;
}

/** Every file in a workspace's folder: what deleting it removes. */
export function filesOfWorkspace(folder: string): WorkspaceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(folder, path), bytes: statSync(path).size }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Deletes a workspace's folder with all that is in it; its database must be closed. @throws Failure storage */
export function removeWorkspaceFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, maxRetries: 3, retryDelay: 100 });
  } catch (error) {
    throw asStorageFailure(error, folder);
  }
}
