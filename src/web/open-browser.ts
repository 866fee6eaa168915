import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The browser has read the file long before. */
const FILE_LIFE_MS = 60_000;

/**
 * Opens a link in the person's browser if there is a display, and gives whether it was tried. Never throws: the link is on
 * the terminal too.
 *
 * Other users of the machine can read a program's arguments, and the link holds a code. So the browser is given a file
 * that only its owner can read, which leads on to the link; it is deleted after a minute or when `signal` ends.
 */
export async function openBrowser(
  link: string,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  if (signal.aborted || !hasDisplay(env, platform)) return false;
  try {
    // A folder of our own (0700): in the shared one, somebody could have prepared a file of that name.
    const folder = await mkdtemp(join(tmpdir(), 'tieout-'));
    deleteLater(folder, signal);
    const file = join(folder, 'open-tieout.html');
    await writeFile(file, redirectTo(link), { mode: 0o600, flag: 'wx' });
    const [program, args, options] = openerOf(file, platform);
    const child = spawn(program, args, { ...options, env, stdio: 'ignore', detached: true });
    child.unref();
    await once(child, 'spawn');
    // A later failure is the browser's.
    child.on('error', () => undefined);
    return true;
  } catch {
    return false;
  }
}

function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env['DISPLAY'] ?? '') || Boolean(env['WAYLAND_DISPLAY'] ?? '');
}

function openerOf(file: string, platform: NodeJS.Platform): [string, string[], SpawnOptions] {
  if (platform === 'darwin') return ['open', [file], {}];
  if (platform !== 'win32') return ['xdg-open', [file], {}];
  // cmd reads "&" in a folder's name as a new command unless it stands in quotes; the first quotes are the window's title.
  const args = ['/d', '/s', '/c', `"start "" "${file}""`];
  return ['cmd.exe', args, { windowsVerbatimArguments: true, windowsHide: true }];
}

/** Base64url and digits only, so the link needs no escaping in HTML. */
function redirectTo(link: string): string {
  return [
    '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">',
    `<meta http-equiv="refresh" content="0;url=${link}">`,
    `<title>Tieout</title><a href="${link}">Open Tieout</a>\n`,
  ].join('\n');
}

function deleteLater(folder: string, signal: AbortSignal): void {
  const remove = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', remove);
    // Left behind at worst: the code in it works once, and for ten minutes.
    rm(folder, { recursive: true, force: true }).catch(() => undefined);
  };
  const timer = setTimeout(remove, FILE_LIFE_MS).unref();
  signal.addEventListener('abort', remove, { once: true });
}
