import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';
import { COMMANDS } from '../../src/cli/commands.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { commandsOf } from '../support/documented-commands.ts';
import { reach, runCli, temporaryFolder, tokensOf } from './run-cli.ts';

const readme = readFileSync(join(rootFolder, 'README.md'), 'utf8');
const [, section = ''] = readme.split('\n## Auditing on the command line\n');
const [block = ''] = section.split('\n| exit status');

/** Not run here: what goes on until it is ended, kept tokens (test/cli/daily), an interrupted run (test/kills), PostgreSQL (test/cli/publish). */
const ELSEWHERE = [/^webhooks listen/, /^daily --all/, /--resume/, /^publish/];
/** The record of the README is of no sandbox. */
const withRealId = (word: string): string => (word === '501234' ? '500000' : word);

test('the README’s commands do what it says, one after another', { timeout: 120_000 }, async () => {
  const sandbox = await startSandbox({ donors: 30, gifts: 120, plant: 'none' });
  onTestFinished(() => sandbox.close());
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const env = { ...tokensOf(sandbox), TIEOUT_DATA_DIR: data };
  const run = (words: readonly string[]) => runCli(words, { env, cwd: folder });
  const first = await run([
    'audit',
    ...reach(sandbox, data),
    '--workspace',
    'Human Fund',
    '--progress',
    'none',
  ]);
  expect(first.status, first.stderr).toBe(0);
  const commands = commandsOf(block).filter(
    (words) => !ELSEWHERE.some((pattern) => pattern.test(words.join(' '))),
  );
  expect(commands.length).toBeGreaterThan(10);
  for (const words of commands) {
    const { status, stdout, stderr } = await run([...words.map(withRealId), ...fastFor(words)]);
    const isNothingOpen = words[0] === 'recheck' && /nothing/i.test(stderr + stdout);
    if (!isNothingOpen) expect([words, status, stderr]).toEqual([words, 0, stderr]);
  }
});

/** The sandbox waits for nobody. */
function fastFor([name]: readonly string[]): string[] {
  const { options = [] } = COMMANDS.find((command) => command.name === name) ?? {};
  return options.some((option) => option.name === 'raise-rps')
    ? ['--raise-rps=500', '--crm-rps=500']
    : [];
}
