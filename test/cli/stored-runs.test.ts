import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../../src/core/model/finding.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { unzip } from '../exports/unzip.ts';
import { reach, runCli, temporaryFolder, tokensOf } from './run-cli.ts';

interface Document {
  readonly format: string;
  readonly run: {
    readonly id: string;
    readonly digest: string;
    readonly workspace: string;
    readonly status: string;
  };
  readonly summary: readonly object[];
  readonly tieOut: readonly object[];
  readonly findings: readonly Finding[];
}

test(
  'one audit: exports, --json, and every command that reads the stored run',
  { timeout: 120_000 },
  async () => {
    const sandbox = await startSandbox({ donors: 400, gifts: 900 });
    onTestFinished(() => sandbox.close());
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    const env = tokensOf(sandbox);
    const files = ['a.json', 'a.csv', 'a.xlsx'].map((name) => join(folder, name));
    const exports = files.flatMap((file) => ['--export', file]);
    const audit = await runCli(
      ['audit', ...reach(sandbox, data), '--json', '--progress', 'none', ...exports],
      { env },
    );
    // Planted unreadable records make every run over them "not verified".
    expect(audit.status, audit.stderr).toBe(3);

    const printed = JSON.parse(audit.stdout) as Document;
    expect(Object.keys(printed)).toEqual(['format', 'run', 'summary', 'tieOut', 'findings']);
    expect(printed.format).toBe('tieout.findings/1');
    expect(audit.stdout).toBe(readFileSync(join(folder, 'a.json'), 'utf8'));
    expect(printed.findings.map(keyOf).sort()).toEqual(sandbox.planted.map(keyOf).sort());
    expect(printed.run.workspace).toMatch(/^adhoc-[0-9a-f]{8}$/);
    if (process.platform !== 'win32') {
      expect(
        [...files, join(data, 'workspaces')].map((path) => statSync(path).mode & 0o777),
      ).toEqual([0o600, 0o600, 0o600, 0o700]);
    }
    expect(readdirSync(join(data, 'workspaces', printed.run.workspace)).sort()).toEqual([
      'runs',
      'workspace.sqlite',
      'writer.lock',
    ]);

    const stored = ['--data-dir', data];
    const runs = await runCli(['runs', ...stored, '--json']);
    expect(JSON.parse(runs.stdout)).toMatchObject([
      { id: printed.run.id, state: 'finished', status: 'not_verified', digest: printed.run.digest },
    ]);

    const filtered = await runCli([
      'findings',
      ...stored,
      '--json',
      '--actionable',
      '--record',
      'donors',
      '--state',
      'merged_in_crm,field-drift',
    ]);
    expect(filtered.status).toBe(0);
    const wanted = printed.findings.filter(
      ({ state, recordType, actionable }) =>
        actionable &&
        recordType === 'donor' &&
        (state === 'merged_in_crm' || state === 'field_drift'),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect((JSON.parse(filtered.stdout) as Document).findings).toEqual(wanted);

    const table = await runCli(['findings', ...stored]);
    expect(table.stdout.trim().split('\n')).toHaveLength(printed.findings.length + 1);

    const later = join(folder, 'later.csv');
    const exported = await runCli([
      'export',
      ...stored,
      '--run',
      printed.run.id,
      '--export',
      later,
    ]);
    expect([exported.status, exported.stdout]).toEqual([0, '']);
    expect(readFileSync(later, 'utf8')).toBe(readFileSync(join(folder, 'a.csv'), 'utf8'));

    const pack = join(folder, 'pack.zip');
    const masked = await runCli(['export', pack, '--masked', ...stored]);
    expect([masked.status, masked.stdout]).toEqual([0, '']);
    expect(masked.stderr).toContain('hold no donor data');
    const parts = unzip(readFileSync(pack));
    const copy = JSON.parse(parts.get('findings.json')?.toString() ?? '') as Document;
    expect(copy.run.digest).toBe(printed.run.digest);
    expect(copy.findings.map(({ evidence }) => evidence).join('\n')).toContain('(masked)');
    const values = printed.findings.flatMap(({ fields }) =>
      fields.flatMap(({ field, raise, crm }) =>
        /name|email|phone/i.test(field) ? [raise, crm] : [],
      ),
    );
    expect(values.length).toBeGreaterThan(5);
    const text = [...parts.values()].join('\n');
    expect(values.filter((value) => value !== null && text.includes(value))).toEqual([]);

    const rerun = await runCli(['rerun', ...stored]);
    expect(rerun.status).toBe(3);
    expect(rerun.stderr).toContain('The findings are the same as before.');

    const plan = await runCli(['plan', ...reach(sandbox, data), '--json'], { env });
    expect(plan.status).toBe(0);
    expect((JSON.parse(plan.stdout) as { streams: object[] }).streams).toHaveLength(7);

    const merged = printed.findings.find(({ state }) => state === 'merged_in_crm');
    const check = await runCli(['check', 'donor', merged?.raiseId ?? '', ...reach(sandbox, data)], {
      env,
    });
    expect(check.status, check.stderr).toBe(1);
    expect(check.stdout).toContain('merged_in_crm');
    // How records refer to Raise was learned by the audit: nothing has to be sampled again.
    expect(Number(/^ {2}(\d+) calls\.$/m.exec(check.stdout)?.[1])).toBeLessThanOrEqual(6);
    const absent = await runCli(['check', 'donor', '999999999', ...reach(sandbox, data)], { env });
    expect([absent.status, absent.stderr]).toEqual([
      2,
      expect.stringContaining('Raise has no donor 999999999'),
    ]);

    const leaks = [audit, runs, filtered, table, exported, masked, rerun, plan, check].flatMap(
      ({ stdout, stderr }) => [stdout, stderr],
    );
    expect(
      leaks.filter((text) => text.includes(sandbox.raiseToken) || text.includes(sandbox.crmToken)),
    ).toEqual([]);
  },
);

test('two pairs of tokens never share a workspace, and a workspace keeps its customer', async () => {
  const world = { donors: 20, gifts: 0, plant: 'none' } as const;
  const data = temporaryFolder();
  let ports = {};
  for (const crmToken of ['one-token', 'another-token']) {
    const sandbox = await startSandbox({ ...world, ...ports, crmToken });
    const args = ['audit', ...reach(sandbox, data), '--records', 'donors'];
    await runCli(args, { env: tokensOf(sandbox) });
    // The same addresses again: only the token tells the second customer from the first.
    ports = { portRaise: portOf(sandbox.raiseUrl), portCrm: portOf(sandbox.crmUrl) };
    await sandbox.close();
  }
  expect(readdirSync(join(data, 'workspaces'))).toHaveLength(2);
});

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function keyOf(each: {
  recordType: string;
  state: string;
  cause: string;
  raiseId: string | null;
  crmId: string | null;
}): string {
  return [each.recordType, each.state, each.cause, each.raiseId, each.crmId].join(' ');
}
