import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuditor } from '../../src/core/auditor.ts';
import type { LiveStatus } from '../../src/core/model/live-status.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { crmGiftBody, raiseGiftBody } from '../monitor/bodies.ts';
import { reach, runCli, temporaryFolder, tokensOf, type CliResult } from './run-cli.ts';

const SECRETS = {
  TIEOUT_RAISE_HOOK_SECRET: 'canary-raise-6612',
  TIEOUT_CRM_HOOK_SECRET: 'canary-crm-6613',
};
let sandbox: RunningSandbox;
let data: string;
let env: Record<string, string>;

beforeAll(async () => {
  data = temporaryFolder(afterAll);
  sandbox = await startSandbox({ donors: 4, gifts: 8, plant: 'none', seed: 4 });
  env = { ...tokensOf(sandbox), ...SECRETS };
  const auditor = createAuditor({ dataFolder: data, version: 'test' });
  auditor.customers.create('Hope', {});
  auditor.close();
});
afterAll(() => sandbox.close());

const webhooks = (...args: readonly string[]): Promise<CliResult> =>
  runCli(['webhooks', ...args, ...reach(sandbox, data)], { env });

test('listens until Ctrl-C, takes what both products tell, and says how it stands', async () => {
  let output = '';
  const done = new Promise<CliResult>((resolve, reject) => {
    const run = runCli(['webhooks', 'listen', ...reach(sandbox, data)], {
      env,
      onStderr: () => undefined,
    });
    run.then(resolve, reject);
  });
  const url = async (product: 'raise' | 'crm'): Promise<string> => {
    const status = JSON.parse((await webhooks('status', '--json')).stdout) as LiveStatus;
    return `http://127.0.0.1:${status.settings.port}${status.settings.paths[product]}`;
  };
  await expect
    .poll(
      async () => (JSON.parse((await webhooks('status', '--json')).stdout) as LiveStatus).listener,
      { timeout: 20_000 },
    )
    .toMatchObject({ program: 'the command line' });
  for (const product of ['raise', 'crm'] as const) {
    const asked = ['subscribe', product, '--url', await url(product)];
    const shown = await webhooks(...asked);
    // Nobody is there to ask.
    expect(shown.status).toBe(2);
    expect(shown.stdout).toContain('POST http://127.0.0.1');
    expect(shown.stdout + shown.stderr).not.toMatch(/canary-/);
    const digest = /Confirmation: ([0-9a-f]{16})/.exec(shown.stdout)?.[1] ?? '';
    expect((await webhooks(...asked, '--confirm', 'f'.repeat(16))).status).toBe(2);
    expect(
      sandbox.requests().filter(({ method, path }) => method === 'POST' && path === '/api/Webhook'),
    ).toHaveLength(product === 'raise' ? 0 : 1);
    expect((await webhooks(...asked, '--confirm', digest)).stdout).toContain('is made.');
  }
  expect(await sandbox.play()).toMatchObject({ failed: 0 });
  const held = await webhooks('import', join(data, 'keys.json'));
  expect([held.status, held.stderr]).toEqual([
    2,
    expect.stringMatching(/are being taken by the command line/),
  ]);
  const listed = await webhooks('subscriptions');
  expect(listed.stdout).toMatch(/Raise 1 .*made by Tieout/);
  expect(listed.stdout).toContain('Event 10 of Raise is "Gift Created"');
  const { listener } = JSON.parse((await webhooks('status', '--json')).stdout) as LiveStatus;
  process.kill(listener?.pid ?? 0, 'SIGINT');
  const ended = await done;
  output = ended.stdout;
  expect(ended.status).toBe(0);
  expect(output).toMatch(/Listening for webhooks of Hope, on this machine only/);
  expect(output).toMatch(/ 8 told of by both products/);
  const after = await webhooks('status');
  expect([after.status, after.stdout]).toEqual([0, expect.stringMatching(/nobody listens now/)]);
}, 120_000);

test('import names bad lines; status says what waits', async () => {
  const file = join(data, 'captured.ndjson');
  const old = {
    product: 'raise',
    body: raiseGiftBody({ id: 900 }),
    receivedUtc: '2026-01-05T10:00:00Z',
  };
  writeFileSync(
    file,
    [JSON.stringify(old), 'no json', crmGiftBody({ id: 901, raiseId: null })].join('\n'),
  );
  const result = await webhooks('import', file);
  expect([result.status, result.stdout, result.stderr]).toEqual([
    3,
    expect.stringMatching(
      /^2 deliveries imported, unverified; 0 of them were known, 1 lines could not be read/,
    ),
    expect.stringMatching(/Line 2 was passed: it is no JSON/),
  ]);
  const status = await webhooks('status');
  expect(status.status).toBe(3);
  expect(status.stdout).toMatch(/1 waiting to be confirmed/);
  expect(status.stdout).toMatch(
    /Bodies kept: \d+, the oldest of .*; each is removed 30 days after it came/,
  );
});

test('no secret and no donor data lie about, and the file is checked', async () => {
  for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' })) {
    const path = join(data, name);
    if (!/sqlite|lock|json/.test(name)) continue;
    const bytes = readFileSync(path);
    for (const secret of Object.values(SECRETS)) expect(bytes.includes(secret), name).toBe(false);
  }
  const sound = await runCli(['verify', '--data-dir', data]);
  expect([sound.status, sound.stdout]).toEqual([0, expect.stringMatching(/sound/)]);
  const db = new Database(join(data, 'workspaces/Hope/live.sqlite'));
  db.exec(`UPDATE delivery SET body = CAST('{}' AS BLOB) WHERE seq = 1`);
  db.close();
  const damaged = await runCli(['verify', '--data-dir', data]);
  expect(damaged.status).not.toBe(0);
  expect(damaged.stdout).toMatch(/1 of its \d+ deliveries are not those that came/);
}, 60_000);

test('words that are none', async () => {
  for (const args of [
    [],
    ['list'],
    ['subscribe', 'both'],
    ['listen', '--crm-proof', 'md5'],
    ['unsubscribe', 'crm'],
  ]) {
    const result = await webhooks(...args);
    expect([args.join(' '), result.status]).toEqual([args.join(' '), 2]);
  }
});
