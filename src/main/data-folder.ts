import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { platformDataFolder } from '../engine/data-folder.ts';

/**
 * Settles where everything is kept, before anything else: workspaces beside the command line's, and what Chromium keeps in a
 * folder of its own there. So one data folder has one window (the lock lies there), and the key that Windows wraps
 * tokens with stays beside the tokens.
 * @throws Error when the folder can't be made
 */
export function takeDataFolder(env: NodeJS.ProcessEnv): string {
  const chosen = env['TIEOUT_DATA_DIR'] ?? '';
  const dataFolder = chosen === '' ? platformDataFolder(env) : resolve(chosen);
  const own = join(dataFolder, 'window');
  mkdirSync(own, { recursive: true, mode: 0o700 });
  app.setPath('userData', own);
  return dataFolder;
}
