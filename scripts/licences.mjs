// node scripts/run.mjs scripts/licences.mjs
//
// Every package that reaches a user, with its version and licence, from package-lock.json. Fails on a licence that nobody has
// looked at, on one that would bind our own sources, and on an excuse that is not needed any more.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './find-node.mjs';

/**
 * @typedef {{ name: string, version: string, licence: string }} Shipped
 * @typedef {{ license?: string, version?: string, dev?: boolean, devOptional?: boolean }} LockEntry
 */

/** Licences that ask for no more than their text being kept with the program (SPDX names). */
const FREE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
]);

/**
 * Looked at by a person: the package, exactly as it declares itself, and why it may stay.
 * @type {Readonly<Record<string, { licence: string, reason: string }>>}
 */
export const EXCUSED = {
  'buffers@0.1.1': {
    licence: 'none stated',
    reason:
      "names none; comes with exceljs's reader of zip files (unzipper, binary), which Tieout never calls; to be looked at again with each exceljs",
  },
  'chainsaw@0.1.0': {
    licence: 'MIT/X11',
    reason: 'MIT under its older name, which is no SPDX expression',
  },
};

/**
 * Packages of the lock file that are not for development alone. Electron is one of those, but its program is what a user gets.
 * @param {{ packages: Record<string, LockEntry> }} lock
 * @returns {Shipped[]}
 */
export function shippedPackages(lock) {
  const shipped = new Map();
  for (const [path, entry] of Object.entries(lock.packages)) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const isDevelopment = entry.dev === true || entry.devOptional === true;
    if (path === '' || (isDevelopment && path !== 'node_modules/electron')) continue;
    const one = { name, version: entry.version ?? '', licence: entry.license ?? 'none stated' };
    shipped.set(keyOf(one), one);
  }
  return [...shipped.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/**
 * Whether an SPDX expression leaves our sources ours: of "A OR B" one may be chosen, of "A AND B" both bind.
 * @param {string} expression
 * @returns {boolean}
 */
export function isFree(expression) {
  const text = expression.trim().replace(/^\(([^()]*)\)$/, '$1');
  // Brackets inside, exceptions ("WITH") and the like are for a person to read.
  if (/[()]/.test(text)) return false;
  return text
    .split(' OR ')
    .some((part) => part.split(' AND ').every((one) => FREE.has(one.trim())));
}

/**
 * What stands in the way, one sentence each; empty if nothing does.
 * @param {readonly Shipped[]} shipped
 * @param {typeof EXCUSED} excused
 * @returns {string[]}
 */
export function licenceProblems(shipped, excused = EXCUSED) {
  const isExcused = (/** @type {Shipped} */ one) => excused[keyOf(one)]?.licence === one.licence;
  const bound = shipped.filter((one) => !isFree(one.licence) && !isExcused(one));
  const idle = Object.keys(excused).filter(
    (key) => !shipped.some((one) => keyOf(one) === key && !isFree(one.licence) && isExcused(one)),
  );
  return [
    ...bound.map(
      (one) =>
        `${keyOf(one)}: "${one.licence}" is not on the list of scripts/licences.mjs; replace the package, or excuse it there with the reason.`,
    ),
    ...idle.map((key) => `${key}: the excuse in scripts/licences.mjs is not needed any more.`),
  ];
}

/** The lock file of this checkout. */
export function readLock() {
  return JSON.parse(readFileSync(join(rootFolder, 'package-lock.json'), 'utf8'));
}

/** @param {Shipped} one */
function keyOf({ name, version }) {
  return `${name}@${version}`;
}

if (process.argv[1] === import.meta.filename) {
  const shipped = shippedPackages(readLock());
  for (const one of shipped) {
    const excuse = EXCUSED[keyOf(one)];
    const note = excuse === undefined ? '' : `  (excused: ${excuse.reason})`;
    console.log(`${one.name}  ${one.version}  ${one.licence}${note}`);
  }
  const problems = licenceProblems(shipped);
  for (const problem of problems) console.error(problem);
  console.error(`${shipped.length} packages, ${problems.length} problems.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
