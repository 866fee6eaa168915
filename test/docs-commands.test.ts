import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '../scripts/find-node.mjs';
import { HELP_OPTION } from '../src/cli/arguments/audit-options.ts';
import { parseArguments } from '../src/cli/arguments/parse.ts';
import { COMMANDS } from '../src/cli/commands.ts';
import { commandsOf } from './support/documented-commands.ts';

const manifest = JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'bench/RESULTS.md',
  ...['docs/user-guide', 'docs/user-guide/workbook', 'docs/states', 'docs/decisions'].flatMap(
    (folder) =>
      readdirSync(join(rootFolder, folder))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}/${name}`),
  ),
];
const read = (path: string): string => readFileSync(join(rootFolder, path), 'utf8');
/** Of `npm start`, which is no command of tieout's. */
const OF_START = ['window', 'browser'];

test('each npm script that is documented exists', () => {
  const unknown = DOCUMENTS.flatMap((path) =>
    [...read(path).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !(name in manifest.scripts))
      .map((name) => `${path}: npm run ${name}`),
  );
  expect(unknown).toEqual([]);
});

test('each documented command is one that tieout takes, with its flags and values', () => {
  const all = DOCUMENTS.flatMap((path) => commandsOf(read(path)).map((words) => ({ path, words })));
  const refused = all.flatMap(({ path, words }) => {
    const why = whyRefused(words);
    return why === null ? [] : [`${path}: tieout ${words.join(' ')}: ${why}`];
  });
  expect(refused).toEqual([]);
  expect(all.length).toBeGreaterThan(60);
});

test('each flag that is named in the guide and the README is one of some command', () => {
  const known = new Set([
    ...OF_START,
    'version',
    HELP_OPTION.name,
    ...COMMANDS.flatMap(({ options }) => options.map(({ name }) => name)),
  ]);
  const unknown = DOCUMENTS.filter((path) => /^README|^docs\/user-guide/.test(path)).flatMap(
    (path) =>
      [...read(path).matchAll(/`(?:[^`\n]* )?--([a-z][a-z-]*)/g)]
        .filter(([text]) => !/npm (?:run|start|ci)|openssl|sha|kubectl/.test(text))
        .map(([, name = '']) => name)
        .filter((name) => !known.has(name))
        .map((name) => `${path}: --${name}`),
  );
  expect(unknown).toEqual([]);
});

test('each command is in the guide’s list of commands', () => {
  const listed = [
    ...read('docs/user-guide/command-line.md').matchAll(/^\| `tieout ([a-z-]+)/gm),
  ].map(([, name = '']) => name);
  // They are told of in the line of `daily`.
  const withDaily = ['schedule', 'alerts', 'keep'];
  const names = COMMANDS.map(({ name }) => name);
  expect([...listed, ...withDaily].toSorted()).toEqual(names.toSorted());
});

/** The parser's own sentence; null if it takes the words. */
function whyRefused([name, ...rest]: readonly string[]): string | null {
  if (name === undefined || name.startsWith('-')) return null;
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) return 'no such command';
  try {
    parseArguments(rest, [...command.options, HELP_OPTION], command.operandCount ?? 0);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
