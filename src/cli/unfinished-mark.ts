import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asStorageFailure } from '../core/auditor.ts';

/** Lies in a workspace's folder from before its audit until its exports are written, whatever kills the program. */
export interface UnfinishedMark {
  /** Which run was the workspace's newest before the audit, '' if there was none; null without a mark. */
  newestBefore(): string | null;
  /** @throws Failure storage */
  put(newestBefore: string): void;
  remove(): void;
}

export function unfinishedMark(dataFolder: string, workspace: string): UnfinishedMark {
  const folder = join(dataFolder, 'workspaces', workspace);
  const path = join(folder, 'audit-under-way');
  return {
    newestBefore: () => (existsSync(path) ? readFileSync(path, 'utf8') : null),
    put: (newestBefore) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        // Complete or not at all: half a name would be taken for another run's.
        writeFileSync(`${path}.new`, newestBefore, { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch (error) {
        throw asStorageFailure(error, folder);
      }
    },
    remove: () => rmSync(path, { force: true }),
  };
}
