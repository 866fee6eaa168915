import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { comparePlanted } from '../../src/cli/compare-planted.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

test(
  'demo finds exactly what is planted, writes a workbook where the person stands, leaves nothing else',
  { timeout: 60_000 },
  async () => {
    const folder = temporaryFolder();
    const before = leftOvers();
    const result = await runCli(['demo'], {
      cwd: join(import.meta.dirname, '../..'),
      env: { INIT_CWD: folder },
    });
    expect(result.status, result.stdout + result.stderr).toBe(0);
    expect(result.stdout).toContain('planted findings were found, and nothing else.');
    expect(readdirSync(folder)).toEqual(['tieout-demo.xlsx']);
    expect(leftOvers()).toEqual(before);
  },
);

test('a difference from what is planted is told on both sides', () => {
  const planted = {
    recordType: 'donor',
    state: 'field_drift',
    cause: 'fields_differ',
    raiseId: '1',
    crmId: '2',
    fields: ['name'],
  } as const;
  const differences = comparePlanted([{ ...planted, fields: ['name'] }], []);
  expect(differences).toEqual([
    'planted, not found: donor field_drift/fields_differ (Raise 1, CRM+ 2) on name',
  ]);
});

test.skipIf(process.platform === 'win32')(
  'sandbox prints one JSON line, writes down what it planted, grants the quota that was asked for, and ends when told',
  async () => {
    const list = join(temporaryFolder(), 'planted.json');
    const main = join(import.meta.dirname, '../../src/cli/main.ts');
    const child = spawn(
      process.execPath,
      [main, ...`sandbox --donors 10 --gifts 10 --seed 4 --quota 7 --planted ${list}`.split(' ')],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const access = JSON.parse(line.toString()) as { crmUrl: string };
    expect(Object.keys(access)).toEqual(['raiseUrl', 'crmUrl', 'raiseToken', 'crmToken']);
    const same = await startSandbox({ donors: 10, gifts: 10, seed: 4 });
    await same.close();
    expect(JSON.parse(readFileSync(list, 'utf8'))).toEqual(same.planted);
    const { headers } = await fetch(`${access.crmUrl}/api/Permission`);
    expect(headers.get('x-ratelimit-limit')).toBe('7');
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  },
);

function leftOvers(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('tieout-demo-'));
}
