import { existsSync } from 'node:fs';
import { createAuditor, type Auditor } from '../core/auditor.ts';
import { dataFolderOf } from './arguments/data-folder.ts';
import { usage } from './arguments/usage.ts';
import { namedWorkspace } from './arguments/workspace-name.ts';
import type { CommandContext } from './command.ts';
import { PROGRAM } from './session.ts';

export interface Stored {
  readonly auditor: Auditor;
  readonly workspace: string;
}

/** Opens the store for a command that asks no product: --workspace, or the only one there is. @throws Failure usage */
export function openStored({ args, env, version }: CommandContext): Stored {
  const named = namedWorkspace(args);
  const dataFolder = dataFolderOf(args, env);
  if (!existsSync(dataFolder))
    throw usage(
      `There is no data folder ${dataFolder} yet: run "tieout audit" first, or name another with --data-dir.`,
    );
  const auditor = createAuditor({ dataFolder, version, program: PROGRAM });
  const known = auditor.workspaces();
  const workspace = named ?? (known.length === 1 ? known[0] : undefined);
  if (workspace !== undefined) return { auditor, workspace };
  throw usage(
    known.length === 0
      ? `There is no workspace in ${dataFolder} yet: run "tieout audit" first, or name another folder with --data-dir.`
      : `There are several workspaces: name one with --workspace (${known.join(', ')}).`,
  );
}
