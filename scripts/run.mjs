// node scripts/run.mjs [NAME=value ...] <tool> [args]
//
// Runs a tool on the project's own Node. <tool> is a .ts or .mjs file of this checkout, or the name of a
// command that an installed package brings. No shell and no npx: neither a quote in an argument nor a missing
// package can turn into something else. Plain enough for Node 16, which must be able to read it to say no.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import nodeModule from 'node:module';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  findNode,
  noNodeSentence,
  rootFolder,
  typeStrippingOptions,
  unavailableExitCode,
} from './find-node.mjs';

/**
 * Runs a tool's file on a Node that `findNode` gave.
 * @param {string} node path of the Node to use
 * @param {string[]} args the tool's file and its arguments
 */
export function runOnNode(node, args) {
  const options = node === process.execPath ? typeStrippingOptions(process.versions.node) : [];
  // Through the environment, so that workers and child processes of the tool can read TypeScript too.
  const nodeOptions = [process.env['NODE_OPTIONS'], ...options].filter(Boolean).join(' ');
  return runProgram(
    node,
    args,
    nodeOptions ? { ...process.env, NODE_OPTIONS: nodeOptions } : process.env,
  );
}

/**
 * Runs a program in this terminal and gives its exit code; 128 + signal number if a signal ended it.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export function runProgram(program, args, env) {
  const child = spawn(program, args, { stdio: 'inherit', env });
  passSignalsOn(child);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code, signal) =>
      done(signal ? 128 + (constants.signals[signal] || 0) : code || 0),
    );
  });
}

/**
 * Ctrl-C in a terminal reaches the child by itself, and a second one would mean "stop at once" to it: so from a
 * terminal we only wait. Without a terminal, or for SIGTERM, nobody else tells the child.
 * @param {import('node:child_process').ChildProcess} child
 */
function passSignalsOn(child) {
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  let isInterrupted = false;
  process.on('SIGINT', () => {
    if (!hasTerminal && !isInterrupted) child.kill('SIGINT'); // npm may send it twice
    isInterrupted = true;
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
}

/**
 * The file behind a tool's name, or null.
 * @param {string} tool
 */
export function findTool(tool) {
  if (/\.(ts|mjs)$/.test(tool)) {
    const file = resolve(rootFolder, tool);
    return existsSync(file) ? file : null;
  }
  const modules = join(rootFolder, 'node_modules');
  const named = binOf(join(modules, tool), tool);
  if (named) return named;
  for (const name of existsSync(modules) ? readdirSync(modules) : []) {
    if (name.startsWith('.') || name.startsWith('@')) continue;
    const found = binOf(join(modules, name), tool);
    if (found) return found;
  }
  return null;
}

/**
 * @param {string} folder of a package
 * @param {string} tool
 */
function binOf(folder, tool) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return null;
  const { name, bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const file = typeof bin === 'string' ? (name === tool ? bin : undefined) : bin && bin[tool];
  return file ? join(folder, file) : null;
}

/**
 * @param {string} sentence
 * @returns {number}
 */
function refuse(sentence) {
  process.stderr.write(sentence + '\n');
  return unavailableExitCode;
}

/** A second start takes a third of the time of one that reads hundreds of files anew; so do the processes that it starts. */
function keepCompiledCode() {
  const folder = process.env['NODE_COMPILE_CACHE'] || join(rootFolder, '.cache', 'compiled');
  process.env['NODE_COMPILE_CACHE'] = folder;
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache(folder);
}

/**
 * @param {string[]} words
 * @returns {Promise<number | undefined>} undefined when the tool runs in this very process
 */
async function main(words) {
  const rest = words.slice();
  for (let pair; (pair = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(rest[0] || '')); rest.shift()) {
    process.env[String(pair[1])] = pair[2];
  }
  const [tool, ...args] = rest;
  if (!tool) return refuse('Usage: node scripts/run.mjs [NAME=value ...] <tool> [arguments]');
  const node = findNode();
  if (!node) return refuse(noNodeSentence);
  const file = findTool(tool);
  if (!file) return refuse(`There is no tool "${tool}" here: run "npm ci", or check the name.`);
  keepCompiledCode();
  // npm puts the packaged Node on PATH, so we often are it already: then no second process is needed, and
  // signals, even SIGKILL, reach the tool itself. Packages' commands may look at how they were started: not them.
  const isAlreadyThere = realpathSync(node) === realpathSync(process.execPath);
  const needsFlags = typeStrippingOptions(process.versions.node).length > 0;
  if (isAlreadyThere && !needsFlags && /\.(ts|mjs)$/.test(tool)) {
    process.argv = [process.execPath, file, ...args];
    await import(pathToFileURL(file).href);
    return undefined;
  }
  return runOnNode(node, [file, ...args]);
}

const startedFile = process.argv[1] ? realpathSync(process.argv[1]) : '';
if (startedFile === join(realpathSync(rootFolder), 'scripts', 'run.mjs')) {
  const code = await main(process.argv.slice(2));
  // exitCode, not exit(): what was written to a pipe must still get out.
  if (code !== undefined) process.exitCode = code;
}
