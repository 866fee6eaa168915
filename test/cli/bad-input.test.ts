import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

const TOKENS = { TIEOUT_RAISE_TOKEN: 'canary-raise-token', TIEOUT_CRM_TOKEN: 'canary-crm-token' };
/** Reached only if a wrong word slipped through; nothing listens there. */
const URLS = '--raise-url http://127.0.0.1:2 --crm-url http://127.0.0.1:2';

/** What is typed, and a part of the sentence that must come. */
const TABLE: readonly (readonly [words: string, sentence: string])[] = [
  ['', 'Usage: tieout'],
  ['adit', 'Did you mean audit?'],
  ['--from 2026-01-01', 'The command comes first'],
  ['audit extra', '"extra" is not expected'],
  ['audit --lag-hour 3', 'Did you mean --lag-hours?'],
  ['audit --token abcdef', 'Tokens are never given as arguments'],
  ['audit --raise-token=abcdef', 'TIEOUT_RAISE_TOKEN'],
  ['audit --crm-token abcdef', '--token-file'],
  ['audit --lag-hours', '--lag-hours needs a value'],
  ['audit --export --resume', '--export needs a value'],
  ['audit --resume=yes', '--resume takes no value'],
  ['audit --from 2026-01-01 --from 2026-01-02', 'twice'],
  ['audit --from 2026-02-30', 'no day of the calendar'],
  ['audit --from 30.02.2026', 'YYYY-MM-DD'],
  ['audit --to 0001-01-01', 'cannot be meant'],
  ['audit --from 2026-02-02 --to 2026-02-01', '--from is after --to'],
  ['audit --time-zone Mars/Base', 'no zone this machine knows'],
  ['audit --time-zone +02:00', 'no zone this machine knows'],
  ['audit --lag-hours -1', 'from 0 to 8,760'],
  ['audit --lag-hours 1e9', 'from 0 to 8,760'],
  ['audit --page-size 0', 'from 1 to 1,000'],
  ['audit --page-size 2.5', 'a whole number'],
  ['audit --raise-rps 0', '--raise-rps must be'],
  ['audit --crm-rps NaN', '--crm-rps must be'],
  ['audit --pace fastest', '--pace is polite, normal or fast'],
  ['audit --progress loud', '--progress is plain, json or none'],
  ['audit --records donrs', 'Did you mean donors?'],
  ['audit --link-prefix rd2-', '--link-prefix needs --link-source'],
  ['audit --ids /no/such/file', 'there is no file'],
  ['audit --ids IDS --records donors,gifts', 'exactly one record type'],
  ['audit --ids WORDS', 'line 2 of the file holds no id'],
  ['audit --ids EMPTY', 'no id in the file'],
  ['audit --export out.pdf', '.xlsx, .csv, .json or .zip'],
  ['audit --export /no/such/folder/x.csv', 'There is no folder'],
  ['audit --export a.csv --export a.csv', 'twice'],
  ['audit --workspace ../other', '--workspace: a name'],
  ['audit --token-file /no/such/file', 'there is no file'],
  ['audit --raise-url nonsense', '--raise-url: The address'],
  ['audit --raise-url https://user:pw@x.example', 'must not contain'],
  ['audit --raise-url https://x.example', '--raise-url is given without --crm-url'],
  ['audit --raise-url http://x.example --crm-url https://y.example', 'https://'],
  ['audit --demo --raise-url https://x.example', '--demo brings its own'],
  ['audit --demo --resume --data-dir=', '--data-dir needs a value'],
  [`audit ${URLS} --resume --workspace never`, 'no interrupted run'],
  ['plan --from 2026-13-01', 'no day of the calendar'],
  ['check gift', 'Say which record'],
  ['check gift x1', 'whole number'],
  ['check pledge 5', 'no record type'],
  ['check gift 5 --side left', '--side is raise or crm'],
  ['runs', 'There is no workspace in'],
  ['findings --state missing_in_crmm', 'Did you mean missing_in_crm?'],
  ['findings --workspace nobody', 'There is no workspace "nobody"'],
  ['export', 'tieout export FILE'],
  ['export a.zip --export a.zip', 'twice'],
  ['rerun --workspace nobody', 'There is no workspace "nobody"'],
  ['sandbox --donors many', '--donors must be'],
  ['sandbox --faults nonsense', '--faults'],
  ['sandbox --plant some', '--plant is all or none'],
  ['sandbox --quota none', '--quota must be'],
  ['sandbox --donors 1 --planted /no/such/folder/list.json', 'can’t be written'],
  ['help adit', 'Did you mean audit?'],
];

test.concurrent.for(TABLE)(
  'tieout %s',
  { timeout: 120_000 },
  async ([words, sentence], { onTestFinished }) => {
    const folder = temporaryFolder(onTestFinished);
    const data = temporaryFolder(onTestFinished);
    writeFileSync(join(folder, 'IDS'), '1\n2\n');
    writeFileSync(join(folder, 'WORDS'), 'id\none\n');
    writeFileSync(join(folder, 'EMPTY'), '\n');
    const args =
      words === ''
        ? []
        : words.replaceAll(/\b(IDS|WORDS|EMPTY)\b/g, (name) => join(folder, name)).split(' ');
    const result = await runCli(args, { cwd: folder, env: { ...TOKENS, TIEOUT_DATA_DIR: data } });
    expect(result.stderr).toContain(sentence);
    expect(result.status).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).not.toMatch(/canary|abcdef|\n {4}at /);
    expect(readdirSync(folder)).toEqual(['EMPTY', 'IDS', 'WORDS']);
    expect(readdirSync(data)).toEqual([]);
  },
);

test('no Raise token; a CRM+ address without its token', async () => {
  const none = await runCli(['audit']);
  expect([none.status, none.stderr]).toEqual([
    2,
    expect.stringContaining('There is no Raise token'),
  ]);
  const half = await runCli(['audit', '--crm-url', 'https://x.example'], {
    env: { TIEOUT_RAISE_TOKEN: 'abc' },
  });
  expect([half.status, half.stderr]).toEqual([
    2,
    expect.stringContaining('there is no CRM+ token'),
  ]);
});

test('a data folder that is none', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const result = await runCli(
    [
      'audit',
      '--data-dir',
      join(file, 'sub'),
      '--raise-url',
      'http://127.0.0.1:2',
      '--crm-url',
      'http://127.0.0.1:2',
    ],
    { env: TOKENS },
  );
  expect([result.status, result.stderr]).toEqual([2, expect.stringContaining('cannot be written')]);
});

test.skipIf(process.platform === 'win32')(
  'a token file that others may read is refused; a private one is taken',
  async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'tokens.json');
    writeFileSync(file, '{"raise": "canary-in-file"}');
    for (const mode of [0o644, 0o640, 0o604, 0o660]) {
      chmodSync(file, mode);
      const result = await runCli(['audit', '--token-file', file]);
      expect([result.status, result.stderr]).toEqual([2, expect.stringContaining('chmod 600')]);
      expect(result.stderr).not.toContain('canary');
    }
    chmodSync(file, 0o600);
    for (const text of [
      '{"raise": "canary-in-file"}',
      '# mine\nRAISE=canary-in-file\n',
      'export TIEOUT_RAISE_TOKEN="canary-in-file"\n',
    ]) {
      writeFileSync(file, text);
      // The file alone counts: the environment's CRM+ token belongs to somebody else.
      const result = await runCli(
        ['audit', '--token-file', file, '--crm-url', 'https://x.example'],
        { env: TOKENS },
      );
      expect([result.status, result.stderr]).toEqual([
        2,
        expect.stringContaining('there is no CRM+ token'),
      ]);
    }
    for (const text of ['{"raise": ', '', 'nothing', '[]']) {
      writeFileSync(file, text);
      const result = await runCli(['audit', '--token-file', file]);
      expect([result.status, result.stderr]).toEqual([2, expect.stringContaining('--token-file')]);
    }
    // No file, and nothing that would have to be waited for.
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', ['-m', '600', pipe]);
    for (const path of [pipe, folder]) {
      const result = await runCli(['audit', '--token-file', path]);
      expect([result.status, result.stderr]).toEqual([2, expect.stringContaining('is no file')]);
    }
    expect(existsSync(join(folder, 'workspaces'))).toBe(false);
  },
);

test('help and version answer on standard output', async () => {
  for (const args of [['--help'], ['help'], ['audit', '--help'], ['help', 'findings']]) {
    const result = await runCli(args);
    expect([result.status, result.stderr]).toEqual([0, '']);
    expect(result.stdout).toContain('Exit status:');
  }
  expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
