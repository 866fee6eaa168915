import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createAuditor } from '../../src/core/auditor.ts';
import type { WorkspaceOverview } from '../../src/core/model/overview.ts';
import { metricsText } from '../../src/core/operations/metrics/prometheus.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { DEFAULT_REQUEST } from '../../src/core/auditor.ts';

const HOSTILE: WorkspaceOverview = {
  workspace: 'He said "hi" \\ 100%',
  lastRun: {
    runId: 'r',
    asOfUtc: '2026-03-01T06:00:00.000Z',
    finishedUtc: '2026-03-01T06:01:00.000Z',
    status: 'not_verified',
    from: '2026-02-28',
    to: '2026-02-28',
  },
  lastDay: '2026-02-28',
  failedTry: null,
  open: 5,
  openTrend: [],
  toActOn: 3,
  accepted: 1,
  atStake: [
    { currency: 'JPY', amountMinor: 12 },
    { currency: 'USD', amountMinor: 1_000_050 },
  ],
  trend: [],
  metrics: [
    { name: 'reconcile.raise_total', recordType: null, value: 10_000 },
    { name: 'reconcile.raise_total', recordType: 'donor', value: 400 },
    { name: 'reconcile.missing_in_crm', recordType: null, value: 3 },
    { name: 'sync_lag_hours.p95', recordType: null, value: 1.5 },
    { name: 'calls', recordType: null, value: 77 },
  ],
};
const EMPTY: WorkspaceOverview = {
  ...HOSTILE,
  workspace: 'Ünïcode',
  lastRun: null,
  toActOn: 0,
  atStake: [],
  metrics: [],
};

it('the figures are what the names of product.md §5 say, with the customer as a label', async () => {
  const lines = (await metricsText([HOSTILE, EMPTY])).split('\n');
  const label = String.raw`workspace="He said \"hi\" \\ 100%"`;
  expect(lines).toEqual(
    expect.arrayContaining([
      '# TYPE reconcile_raise_total_records gauge',
      `reconcile_raise_total_records{${label},record_type="gift"} 10000`,
      `reconcile_raise_total_records{${label},record_type="donor"} 400`,
      `reconcile_missing_in_crm{${label},record_type="gift"} 3`,
      `reconcile_sync_lag_seconds{${label},record_type="gift",percentile="95"} 5400`,
      `reconcile_at_stake_minor_units{${label},currency="USD"} 1000050`,
      `reconcile_run_verified{${label}} 0`,
      'reconcile_to_act_on{workspace="Ünïcode"} 0',
    ]),
  );
});

const PARSE = `
import sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as prometheus
text = sys.stdin.read()
families = list((openmetrics if sys.argv[1] == 'openmetrics' else prometheus)(text))
print(sum(len(family.samples) for family in families))
`;
const python = ['/usr/bin/python3', 'python3'].find(
  (program) => spawnSync(program, ['-c', 'import prometheus_client']).status === 0,
);
if (python === undefined)
  console.info('Skipped: no python3 with prometheus_client (Debian: python3-prometheus-client).');

it.runIf(python !== undefined).each(['openmetrics', 'prometheus'] as const)(
  'a parser of others reads every sample of the %s form',
  async (format) => {
    const text = await metricsText([HOSTILE, EMPTY], format);
    const parsed = spawnSync(python ?? '', ['-c', PARSE, format], {
      input: text,
      encoding: 'utf8',
    });
    expect(parsed.stderr).toBe('');
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
    expect(Number(parsed.stdout)).toBe(samples);
    expect(samples).toBeGreaterThan(10);
  },
);

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool) console.info('Skipped: no promtool (Debian: prometheus).');

it.runIf(hasPromtool)('promtool finds nothing to complain about', async () => {
  const input = await metricsText([HOSTILE, EMPTY]);
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input,
    encoding: 'utf8',
  });
  expect([status, stdout, stderr]).toEqual([0, '', '']);
});

it('a file is there complete or not at all, as text or JSON lines, with what the last run counted', async () => {
  const sandbox = await startSandbox({ donors: 20, gifts: 60, seed: 3 });
  onTestFinished(() => sandbox.close());
  const folder = mkdtempSync(join(tmpdir(), 'tieout-metrics-'));
  const auditor = createAuditor({ dataFolder: folder, version: 'test' });
  onTestFinished(() => {
    auditor.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const access = { requestsPerSecond: 1000 };
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, ...access },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, ...access },
  });
  const report = await auditor.audit(link, { workspace: 'Hope', request: DEFAULT_REQUEST });
  const overview = auditor.overview('Hope');
  await auditor.writeMetrics([overview], join(folder, 'tieout.prom'));
  await auditor.writeMetrics([overview], join(folder, 'tieout.jsonl'));
  const gifts = report.summary.filter(
    ({ recordType, state }) => recordType === 'gift' && state === 'missing_in_crm',
  );
  const missing = gifts.reduce((sum, { count }) => sum + count, 0);
  expect(missing).toBeGreaterThan(0);
  expect(readFileSync(join(folder, 'tieout.prom'), 'utf8')).toContain(
    `reconcile_missing_in_crm{workspace="Hope",record_type="gift"} ${missing}\n`,
  );
  const lines = readFileSync(join(folder, 'tieout.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual({
    workspace: 'Hope',
    asOfUtc: report.run.asOfUtc,
    name: 'reconcile.missing_in_crm',
    value: missing,
  });
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  const open = [...report.findings({ actionable: true })].filter(
    ({ isTestMode }) => isTestMode !== true,
  );
  expect(overview.toActOn).toBe(new Set(open.map(({ id }) => id)).size);
  expect(overview.trend).toHaveLength(1);
});
