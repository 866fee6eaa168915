import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lies in a workspace's folder from before its audit until its exports are written, whatever kills the program. */
export interface UnfinishedMark {
  isThere(): boolean;
  put(): void;
  remove(): void;
}

export function unfinishedMark(dataFolder: string, workspace: string): UnfinishedMark {
  const folder = join(dataFolder, 'workspaces', workspace);
  const path = join(folder, 'audit-under-way');
  return {
    isThere: () => existsSync(path),
    put: () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(path, '', { mode: 0o600 });
    },
    remove: () => rmSync(path, { force: true }),
  };
}
