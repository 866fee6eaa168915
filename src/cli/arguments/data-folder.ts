import { accessSync, constants, mkdirSync } from 'node:fs';
import { Failure } from '../../core/model/failure.ts';
import { platformDataFolder } from '../../engine/data-folder.ts';
import { callerPath } from '../caller-folder.ts';
import type { Arguments } from './parse.ts';

/** Where runs are kept: --data-dir, else TIEOUT_DATA_DIR, else where this platform keeps programs' data. */
export function dataFolderOf(args: Arguments, env: NodeJS.ProcessEnv): string {
  const chosen = args.one('data-dir') ?? env['TIEOUT_DATA_DIR'];
  return callerPath(chosen !== undefined && chosen !== '' ? chosen : platformDataFolder(env), env);
}

/** Makes sure that the folder is there and can be written. @throws Failure storage */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Failure(
      'storage',
      `The data folder ${folder} cannot be written: check its permissions, or choose another one with --data-dir.`,
      {},
      error,
    );
  }
}
