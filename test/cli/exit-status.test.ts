import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox, type RunningSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { reach, runCli, temporaryFolder, tokensOf } from './run-cli.ts';

const CLEAN: SandboxOptions = { donors: 60, gifts: 200, plant: 'none' };

async function sandboxFor(options: SandboxOptions = CLEAN): Promise<RunningSandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function serverThatAnswers(status: number, type: string, body: string): Promise<string> {
  const server = createServer((_request, answer) =>
    answer.writeHead(status, { 'Content-Type': type }).end(body),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('0: verified and nothing to act on; progress on standard error, the summary on standard output', async () => {
  const sandbox = await sandboxFor();
  const folder = temporaryFolder();
  const env = tokensOf(sandbox);
  const result = await runCli(['audit', ...reach(sandbox, folder), '--progress', 'json'], { env });
  expect(result.status, result.stderr).toBe(0);
  expect(result.stdout).toContain(
    '✓ Verified: everything was read and compared; nothing to act on.',
  );
  expect(result.stdout).toContain('✓ 0 unexplained');
  expect(result.stdout).not.toContain('\u001B[');
  const facts = result.stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string });
  expect(new Set(facts.map((fact) => fact.kind))).toEqual(new Set(['phase', 'stream', 'calls']));

  const again = await runCli(['audit', ...reach(sandbox, folder), '--resume'], { env });
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('no interrupted run');
});

test('1: verified, with a finding to act on', async () => {
  const sandbox = await sandboxFor({
    world: {
      raise: {
        donors: [{ id: 1, firstName: 'Ada', lastName: 'Byron', crmKey: '7' }],
        gifts: [],
        recurringGifts: [],
        campaigns: [],
      },
      crm: { contacts: [{ id: 7, name: 'Someone Else' }], gifts: [], recurringGifts: [] },
    },
  });
  const result = await runCli(
    ['audit', ...reach(sandbox, temporaryFolder()), '--records', 'donors'],
    { env: tokensOf(sandbox) },
  );
  expect(result.status, result.stdout + result.stderr).toBe(1);
  expect(result.stdout).toContain('1 finding to act on');
});

test('3: a list that could not be read', async () => {
  const sandbox = await sandboxFor({ ...CLEAN, faults: 'crm:contact:403x*' });
  const result = await runCli(
    ['audit', ...reach(sandbox, temporaryFolder()), '--records', 'donors'],
    { env: tokensOf(sandbox) },
  );
  expect(result.status, result.stdout + result.stderr).toBe(3);
  expect(result.stdout).toContain('✗ CRM+ contacts');
});

test('4: a refused token of either product, and no token in what is printed', async () => {
  const sandbox = await sandboxFor();
  for (const name of ['TIEOUT_RAISE_TOKEN', 'TIEOUT_CRM_TOKEN']) {
    const env = { ...tokensOf(sandbox), [name]: 'canary-of-a-token' };
    const result = await runCli(['audit', ...reach(sandbox, temporaryFolder())], { env });
    expect(result.status, result.stderr).toBe(4);
    expect(result.stderr).toContain('refused the token');
    expect(result.stdout + result.stderr).not.toContain('canary');
  }
});

test('4: a token that is refused on the way', async () => {
  const sandbox = await sandboxFor({ ...CLEAN, faults: 'raise:gift:401x*' });
  const result = await runCli(['audit', ...reach(sandbox, temporaryFolder())], {
    env: tokensOf(sandbox),
  });
  expect(result.status, result.stdout + result.stderr).toBe(4);
});

test.for([
  ['a web page', 200, 'text/html', '<!doctype html><title>Sign in</title>'],
  ['404', 404, 'text/plain', 'not here'],
] as const)(
  '2: an address that answers with %s, and nothing is kept',
  async ([, status, type, body]) => {
    const url = await serverThatAnswers(status, type, body);
    const folder = temporaryFolder();
    const env = { TIEOUT_RAISE_TOKEN: 'some-token' };
    const result = await runCli(
      ['audit', '--raise-url', url, '--raise-rps', '100', '--data-dir', folder],
      { env },
    );
    expect(result.status, result.stderr).toBe(2);
    expect(result.stderr).toContain(url);
    expect(readdirSync(folder)).toEqual([]);
  },
);

test('without a CRM+ token every record is excluded, verified, 0', async () => {
  const sandbox = await sandboxFor();
  const args = [
    'audit',
    '--raise-url',
    sandbox.raiseUrl,
    '--raise-rps',
    '500',
    '--data-dir',
    temporaryFolder(),
  ];
  const result = await runCli(args, { env: { TIEOUT_RAISE_TOKEN: sandbox.raiseToken } });
  expect(result.status, result.stderr).toBe(0);
  expect(result.stderr).toContain('without CRM+');
  expect(result.stdout).toContain('Excluded');
});
