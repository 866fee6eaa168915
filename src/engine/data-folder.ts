import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this platform keeps programs' data: one folder for every host, so that all of them know the same workspaces. */
export function platformDataFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === 'win32')
    return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Tieout');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tieout');
  const xdg = env['XDG_DATA_HOME'];
  return join(
    xdg !== undefined && xdg.startsWith('/') ? xdg : join(homedir(), '.local', 'share'),
    'tieout',
  );
}
