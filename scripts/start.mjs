// npm start [-- --window | --browser] [--data-dir DIR] [--port N] [--no-open] [more for the host]
//
// Opens Tieout in its window if this machine can show one, else in a tab of the person's browser, and says why.
// Builds the page first if its sources are newer than the build.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fetchElectron, findElectron, hasDisplay } from './find-electron.mjs';
import { findNode, noNodeSentence, rootFolder, unavailableExitCode } from './find-node.mjs';
import { findTool, runOnNode, runProgram } from './run.mjs';

const downloadLimitMs = 60_000;
/** One of each part: a build that was interrupted lacks the last, or has it from before. */
const builtFiles = ['main/index.js', 'preload/index.cjs', 'renderer/index.html'];

process.exitCode = await start(process.argv.slice(2));

/**
 * @param {string[]} words
 * @returns {Promise<number>} exit code
 */
async function start(words) {
  const node = findNode();
  if (!node) return refuse(noNodeSentence);
  const args = words.filter((word) => word !== '--window' && word !== '--browser');
  const insists = words.includes('--window');
  if (insists && words.includes('--browser')) {
    process.stderr.write('Say --window or --browser, not both.\n');
    return 2;
  }
  if (words.includes('--browser')) return openTab(node, args);
  const reason = await whyNoWindow(node);
  if (!reason) return openWindow(node, args);
  if (insists) {
    return refuse(
      `The window can't open (${reason}). Without --window, Tieout opens in your browser.`,
    );
  }
  process.stderr.write(
    `The window can't open (${reason}): opening Tieout in your browser instead.\n`,
  );
  return openTab(node, args);
}

/**
 * What keeps the window from opening, as half a sentence; fetches Electron's program if only that is missing.
 * @param {string} node
 * @returns {Promise<string | null>}
 */
async function whyNoWindow(node) {
  if (!hasDisplay()) return 'no display';
  if (findElectron()) return null;
  // What electron's installer fetches goes elsewhere.
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH']) {
    return "Electron's program is not where ELECTRON_OVERRIDE_DIST_PATH says";
  }
  process.stderr.write('Fetching the Electron program, once (about 120 MB)...\n');
  const reason = await fetchElectron(node, downloadLimitMs);
  if (!reason && findElectron()) return null;
  return `Electron's program is not on this machine, and ${reason || 'was not found after its download'}`;
}

/**
 * @param {string} node
 * @param {string[]} args
 */
async function openWindow(node, args) {
  const { dataFolder, rest } = takeDataFolder(args);
  const code = await buildIfStale(node);
  const electron = findElectron();
  if (code !== 0 || !electron) return code || unavailableExitCode;
  const env = dataFolder ? { ...process.env, TIEOUT_DATA_DIR: dataFolder } : process.env;
  return runProgram(electron, [rootFolder, ...rest], env);
}

/**
 * @param {string} node
 * @param {string[]} args of "tieout serve"
 */
async function openTab(node, args) {
  const hasOwnPage = args.some((arg) => /^--page-folder(=|$)/.test(arg));
  const code = hasOwnPage ? 0 : await buildIfStale(node);
  if (code !== 0) return code;
  return runOnNode(node, [join(rootFolder, 'src', 'cli', 'main.ts'), 'serve', ...args]);
}

/**
 * The window is told its data folder through the environment, and has no port or link.
 * @param {string[]} args
 */
function takeDataFolder(args) {
  let dataFolder = '';
  const rest = [];
  for (let index = 0; index < args.length; index++) {
    const [name, inline] = String(args[index]).split(/=(.*)/s);
    if (name !== '--data-dir' && name !== '--port' && name !== '--no-open') rest.push(args[index]);
    else if (name !== '--no-open') {
      const value = inline === undefined ? args[++index] || '' : inline;
      if (name === '--data-dir') dataFolder = resolve(callerFolder(), value);
    }
  }
  return { dataFolder, rest: rest.map(String) };
}

/** npm runs us in the checkout's folder and tells where the person stands; src/cli/caller-folder.ts says the same. */
function callerFolder() {
  const here = process.cwd();
  return here === rootFolder ? process.env['INIT_CWD'] || here : here;
}

/**
 * @param {string} node
 * @returns {Promise<number>} exit code of the build
 */
async function buildIfStale(node) {
  if (!isStale()) return 0;
  const builder = findTool('electron-vite');
  if (!builder) return refuse('The page cannot be built: run "npm ci" first.');
  // The build's inputs are named from the checkout's folder; the host must still know where the person stands.
  const caller = process.cwd();
  process.chdir(rootFolder);
  const built = runOnNode(node, [builder, 'build', '--logLevel', 'error']);
  process.chdir(caller);
  return built;
}

/** @param {string} sentence */
function refuse(sentence) {
  process.stderr.write(sentence + '\n');
  return unavailableExitCode;
}

/** Whether out/ is missing or older than anything it is made of. */
function isStale() {
  const files = builtFiles.map((name) => join(rootFolder, 'out', name));
  if (!files.every((file) => existsSync(file))) return true;
  const builtMs = Math.min(...files.map((file) => statSync(file).mtimeMs));
  const sources = [
    'electron.vite.config.ts',
    'package-lock.json',
    'scripts/guide-chapters.mjs',
    'docs/user-guide',
    'docs/states',
    'src',
  ];
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
