// Which Node runs this project. Kept plain enough for Node 16: this file is read by whatever Node a machine has.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root folder, without a trailing slash. */
export const rootFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** "Cannot be had here", after sysexits.h EX_UNAVAILABLE. */
export const unavailableExitCode = 69;

/** For a person whose machine has no Node that can run Tieout. */
export const noNodeSentence =
  `Tieout needs Node 22.14+, 24 or 26+, and this is Node ${process.versions.node}: ` +
  'run "npm ci" (it brings its own Node on Linux and Windows), or install Node 24.';

/**
 * The Node to run tools on: the packaged one, else the running one if it is new enough, else null.
 * An older Node is never tried: better-sqlite3 crashes there instead of refusing.
 * @returns {string | null} path of an executable
 */
export function findNode() {
  const packaged = packagedNode(process.platform, process.arch);
  if (existsSync(packaged)) return packaged;
  return isNewEnough(process.versions.node) ? process.execPath : null;
}

/**
 * Where npm puts the Node of the optional dependencies (docs/decisions/0003-own-node.md).
 * @param {string} platform as in process.platform
 * @param {string} arch as in process.arch
 */
export function packagedNode(platform, arch) {
  const isWindows = platform === 'win32';
  const folder = `node-${isWindows ? 'win' : platform}-${arch}`;
  return join(rootFolder, 'node_modules', folder, 'bin', isWindows ? 'node.exe' : 'node');
}

/**
 * 22.14 and later of 22, 24, 26 and later. Node 22 before that lacks Node-API 10, so that better-sqlite3 crashes
 * there as it does on 20; the odd versions have ended and our tools refuse them.
 * @param {string} version such as "24.21.0"
 */
export function isNewEnough(version) {
  const { major, minor } = parseVersion(version);
  return (major === 22 && minor >= 14) || major === 24 || major >= 26;
}

/**
 * Options that let this Node run TypeScript files as they are. Type stripping needs a flag before 22.18,
 * and warns that it is experimental in all of 22 and in early 24; those warnings would land in our stderr.
 * @param {string} version such as "22.14.0"
 * @returns {string[]}
 */
export function typeStrippingOptions(version) {
  const { major, minor } = parseVersion(version);
  const options = [];
  if (major === 22 && minor < 18) options.push('--experimental-strip-types');
  if (major === 22 || (major === 24 && minor < 12)) {
    options.push('--disable-warning=ExperimentalWarning');
  }
  return options;
}

/** @param {string} version */
function parseVersion(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return { major, minor };
}
