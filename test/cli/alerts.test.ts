import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { workspaceSettings } from '../../src/contract/settings.ts';
import { createAuditor } from '../../src/core/auditor.ts';
import { settingsOf } from '../../src/engine/customer-settings.ts';
import { openKeyStore } from '../../src/keys/open-key-store.ts';
import { runCli } from './run-cli.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const PASSPHRASE = 'correct horse battery';

test(
  'sinks are added, tested, shown and removed; their secrets come by standard input and stay in the key store',
  { timeout: 180_000 },
  async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-alerts-'));
    onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
    const auditor = createAuditor({ dataFolder, version: 'test' });
    auditor.customers.create('Hope', workspaceSettings.parse({}));
    auditor.close();
    const keys = openKeyStore({ dataFolder, keyring: false });
    await keys.choose('passphrase', PASSPHRASE);
    const tieout = (words: string, input = '') => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [MAIN, 'alerts', ...words.split(' '), '--data-dir', dataFolder],
        {
          input,
          encoding: 'utf8',
          cwd: dataFolder,
          env: { PATH: process.env['PATH'], HOME: '/nowhere', TIEOUT_PASSPHRASE: PASSPHRASE },
        },
      );
      return { status, stdout, stderr };
    };

    expect(tieout('show').stdout).toContain('alerts go nowhere yet');
    const file = tieout('add --kind file --sink log --file alerts.jsonl');
    expect([file.status, file.stdout]).toEqual([0, expect.stringContaining('log (file)')]);
    const tested = tieout('test --sink log');
    expect([tested.status, tested.stderr]).toEqual([0, 'The test message went to log.\n']);
    expect(JSON.parse(readFileSync(join(dataFolder, 'alerts.jsonl'), 'utf8'))).toMatchObject({
      kind: 'test',
      workspace: 'Hope',
    });

    const empty = tieout('add --kind slack --sink chat');
    expect([empty.status, empty.stderr]).toEqual([2, expect.stringContaining('standard input')]);
    const secret = 'http://127.0.0.1:9/CANARY-hook';
    const chat = tieout('add --kind slack --sink chat', `${secret}\n`);
    expect([chat.status, chat.stderr]).toEqual([0, '']);
    expect(await keys.token('Hope', 'alert:chat')).not.toBeNull();
    const away = tieout('test --sink chat');
    expect([away.status, away.stderr]).toEqual([
      2,
      expect.stringContaining('The webhook could not be reached.'),
    ]);
    const all =
      JSON.stringify([empty, chat, away]) + readFileSync(join(dataFolder, 'keys.json'), 'utf8');
    expect(all).not.toContain('CANARY');

    const mail = tieout('add --kind smtp --host mail.example.org --from a@example.org');
    expect([mail.status, mail.stderr]).toEqual([2, expect.stringContaining('--to')]);
    const gone = tieout('remove --sink chat');
    expect([gone.status, gone.stdout]).toEqual([0, expect.not.stringContaining('chat')]);
    expect(await keys.token('Hope', 'alert:chat')).toBeNull();
  },
);

test('what alerts tell and when they are quiet is set and shown without a window', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-rules-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => auditor.close());
  auditor.customers.create('Hope', workspaceSettings.parse({}));
  const tieout = (words: string) =>
    runCli(['alerts', ...words.split(' '), '--data-dir', dataFolder]);

  const rules = await tieout('rules --findings new --spikes off');
  expect([rules.status, rules.stdout]).toEqual([
    0,
    expect.stringMatching(/findings +new .*\n +unexplained +on .*\n +spikes +off /),
  ]);
  const wrong = await tieout('rules --quota perhaps');
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('--quota is on, off')]);
  const quiet = await tieout('quiet --hours 22:00-07:00');
  expect(quiet.stdout).toContain('between 22:00 and 07:00');
  expect((await tieout('quiet --hours 7-8')).status).toBe(2);
  expect(settingsOf(auditor, 'Hope')).toMatchObject({
    alertRules: { findings: 'new', unexplained: true, spikes: false, quota: true },
    quietHours: { from: '22:00', to: '07:00' },
  });
  expect((await tieout('quiet --hours off')).stdout).toContain('no quiet hours');
}, 60_000);
