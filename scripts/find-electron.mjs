// Whether Electron's program is on this machine. Never by require('electron'): from plain Node that starts a
// download and throws where GitHub cannot be reached.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './find-node.mjs';

const defaultFolder = join(rootFolder, 'node_modules', 'electron');

/**
 * The program's path, or null. The same signs as electron's own install.js looks for.
 * @param {string} [folder] of the electron package
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | null}
 */
export function findElectron(folder = defaultFolder, env = process.env) {
  const pathFile = join(folder, 'path.txt');
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const file = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : programName();
    return existsSync(join(override, file)) ? join(override, file) : null;
  }
  if (!existsSync(pathFile) || !existsSync(join(folder, 'dist', 'version'))) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(program) ? program : null;
}

function programName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Lets electron's own installer fetch the program, once and not for ever: with install scripts off, nothing else
 * has run it yet. Gives null when it worked, else the reason as half a sentence.
 * @param {string} node path of the Node to run it on
 * @param {number} limitMs
 * @returns {string | null}
 */
export function fetchElectron(node, limitMs) {
  const installer = join(defaultFolder, 'install.js');
  if (!existsSync(installer)) return 'the electron package is not installed (run "npm ci")';
  const result = spawnSync(node, [installer], {
    encoding: 'utf8',
    timeout: limitMs,
    stdio: 'pipe',
  });
  if (result.status === 0) return null;
  if (result.error && 'code' in result.error && result.error.code === 'ETIMEDOUT') {
    return `its download did not end within ${limitMs / 1000} s`;
  }
  const said = (result.stderr || '').split('\n').find((line) => /error|\bE[A-Z]{4,}\b/i.test(line));
  return `its download failed (${(said || `exit code ${result.status}`).trim()})`;
}
