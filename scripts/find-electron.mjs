// Whether Electron's program is on this machine. Never by require('electron'): from plain Node that starts a
// download and throws where GitHub cannot be reached.
import { spawn } from 'node:child_process';
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
 * Whether a window could be seen: Linux says so in the environment, the others always have a desktop.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform] as in process.platform
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/**
 * Lets electron's own installer fetch the program, once and not for ever: with install scripts off, nothing else
 * has run it yet. Gives null when it worked, else the reason as half a sentence.
 * @param {string} node path of the Node to run it on
 * @param {number} limitMs
 * @param {string} [folder] of the electron package
 * @returns {Promise<string | null>}
 */
export function fetchElectron(node, limitMs, folder = defaultFolder) {
  const installer = join(folder, 'install.js');
  if (!existsSync(installer)) {
    return Promise.resolve('the electron package is not installed: run "npm ci"');
  }
  const child = spawn(node, [installer], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said += text));
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, limitMs);
  // Whoever ends us, by Ctrl-C or otherwise, ends the download too: a half one is begun anew next time.
  const end = () => child.kill('SIGKILL');
  const onSignal = () => process.exit(130);
  process.once('exit', end).once('SIGINT', onSignal).once('SIGTERM', onSignal);
  return new Promise((done) => {
    const finish = (/** @type {string | null} */ reason) => {
      clearTimeout(timer);
      process.off('exit', end).off('SIGINT', onSignal).off('SIGTERM', onSignal);
      done(reason);
    };
    child.on('error', (error) => finish(`its download could not start: ${error.message}`));
    child.on('close', (code) => {
      if (isLate) finish(`its download did not end within ${limitMs / 1000} s`);
      else
        finish(code === 0 ? null : `its download failed: ${faultIn(said) || `exit code ${code}`}`);
    });
  });
}

/**
 * The line of an installer's output that names the fault.
 * @param {string} said
 */
function faultIn(said) {
  const line = said.split('\n').find((line) => /error|\bE[A-Z]{4,}\b/i.test(line));
  return (line || '').trim();
}
