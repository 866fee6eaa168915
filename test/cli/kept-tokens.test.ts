import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workspaceSettings } from '../../src/contract/settings.ts';
import { createAuditor } from '../../src/core/auditor.ts';
import { openKeyStore } from '../../src/keys/open-key-store.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { runCli } from './run-cli.ts';

const PASSPHRASE = 'correct horse battery';
let sandbox: RunningSandbox;
let dataFolder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 5, gifts: 10, plant: 'none' });
  dataFolder = mkdtempSync(join(tmpdir(), 'tieout-kept-'));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  const settings = { raiseUrl: sandbox.raiseUrl, crmUrl: sandbox.crmUrl };
  auditor.customers.create('Hope', workspaceSettings.parse(settings));
  auditor.close();
  const keys = openKeyStore({ dataFolder, keyring: false });
  await keys.choose('passphrase', PASSPHRASE);
  await keys.put('Hope', 'raise', sandbox.raiseToken);
  await keys.put('Hope', 'crm', sandbox.crmToken);
});

afterAll(async () => {
  await sandbox.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const audit = (env: Record<string, string>) =>
  runCli(
    [
      ...'audit --workspace Hope --raise-rps 500 --crm-rps 500 --progress none'.split(' '),
      '--data-dir',
      dataFolder,
    ],
    { env },
  );

test('tokens that the application keeps are used, with its addresses', async () => {
  const { status, stdout, stderr } = await audit({
    TIEOUT_PASSPHRASE: PASSPHRASE,
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).not.toContain(sandbox.raiseToken);
});

test('locked tokens are told, and nothing is asked', async () => {
  const before = sandbox.calls();
  const { status, stderr } = await audit({});
  expect([status, stderr]).toEqual([2, expect.stringContaining('TIEOUT_PASSPHRASE')]);
  expect(sandbox.calls()).toEqual(before);
});

test('a wrong passphrase is told', async () => {
  const { status, stderr } = await audit({
    TIEOUT_PASSPHRASE: 'wrong horse battery',
  });
  expect([status, stderr]).toEqual([2, expect.stringMatching(/passphrase/i)]);
  expect(stderr).not.toContain('wrong horse');
});
