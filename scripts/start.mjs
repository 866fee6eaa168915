// npm start: builds the window if its sources are newer than the build, then opens it in Electron.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fetchElectron, findElectron } from './find-electron.mjs';
import { findNode, noNodeSentence, rootFolder, unavailableExitCode } from './find-node.mjs';
import { findTool, runOnNode, runProgram } from './run.mjs';

const downloadLimitMs = 180_000;
const builtFile = join(rootFolder, 'out', 'main', 'index.js');

process.exitCode = await start(process.argv.slice(2));

/**
 * @param {string[]} args passed on to the window
 * @returns {Promise<number>} exit code
 */
async function start(args) {
  const node = findNode();
  if (!node) return refuse(noNodeSentence);
  let electron = findElectron();
  if (!electron) {
    process.stderr.write('Fetching the Electron program, once (about 120 MB)...\n');
    const reason = fetchElectron(node, downloadLimitMs);
    electron = reason ? null : findElectron();
    if (!electron) {
      return refuse(
        `The window cannot open: Electron's program is not on this machine and ${reason || 'was not found after its download'}. ` +
          'Use the command line instead: npm run -s tieout -- --help',
      );
    }
  }
  if (isStale()) {
    const builder = findTool('electron-vite');
    if (!builder) return refuse('The window cannot be built: run "npm ci" first.');
    const code = await runOnNode(node, [builder, 'build']);
    if (code !== 0) return code;
  }
  return runProgram(electron, [rootFolder, ...args], process.env);
}

/** @param {string} sentence */
function refuse(sentence) {
  process.stderr.write(sentence + '\n');
  return unavailableExitCode;
}

/** Whether out/ is missing or older than anything it is made of. */
function isStale() {
  if (!existsSync(builtFile)) return true;
  const builtMs = statSync(builtFile).mtimeMs;
  const sources = ['electron.vite.config.ts', 'package-lock.json', 'src'];
  return sources.some((name) => newestMs(join(rootFolder, name)) > builtMs);
}

/**
 * @param {string} path of a file or a folder
 * @returns {number} when it, or anything in it, last changed
 */
function newestMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
