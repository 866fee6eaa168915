import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workspaceSettings } from '../../src/contract/settings.ts';
import { createAuditor } from '../../src/core/auditor.ts';
import type { AlertMessage } from '../../src/core/model/alert.ts';
import { dayInZone, startOfDay } from '../../src/core/model/instants.ts';
import { formatDay } from '../../src/core/model/days.ts';
import { openKeyStore } from '../../src/keys/open-key-store.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { runCli, type CliResult } from './run-cli.ts';

const PASSPHRASE = 'correct horse battery';
const ZONE = 'US/Arizona';
let sandbox: RunningSandbox;
let clean: RunningSandbox;
let dataFolder: string;
let alerts: string;

beforeAll(async () => {
  const now = Date.now();
  const today = startOfDay(dayInZone(now, ZONE), ZONE);
  const [dayBefore, twoBefore] = [today - 12 * 3_600_000, today - 36 * 3_600_000];
  const at = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
  const gift = (id: number, ms: number) => ({
    id,
    donorId: 501,
    amount: 100,
    date: `${formatDay(dayInZone(ms, ZONE))}T10:00:00`,
    createdDate: at(ms),
  });
  const world = {
    organization: { timeZone: ZONE, name: 'Hope' },
    raise: {
      donors: [{ id: 501, name: 'Ann Archer', crmKey: '9001', createdDate: '2020-01-01T00:00:00' }],
      gifts: [gift(7001, dayBefore), gift(7002, dayBefore), gift(7003, twoBefore)],
    },
    crm: {
      contacts: [{ id: 9001, name: 'Ann Archer' }],
      gifts: [
        {
          id: 3001,
          transactionSource: 'RaiseDonors',
          transactionId: 'rd2-7001',
          contactId: 9001,
          amount: 100,
          giftDate: `${formatDay(dayInZone(dayBefore, ZONE))}T00:00:00`,
        },
      ],
    },
  };
  sandbox = await startSandbox({ world, nowUtc: new Date(now).toISOString() });
  clean = await startSandbox({ donors: 5, gifts: 10, plant: 'none' });
  dataFolder = mkdtempSync(join(tmpdir(), 'tieout-daily-'));
  alerts = join(dataFolder, 'alerts.jsonl');
  const auditor = createAuditor({ dataFolder, version: 'test' });
  const keys = openKeyStore({ dataFolder, keyring: false });
  await keys.choose('passphrase', PASSPHRASE);
  const customers = [
    ['Broken', sandbox, 'no-such-token'],
    ['Clean', clean, clean.raiseToken],
    ['Hope', sandbox, sandbox.raiseToken],
  ] as const;
  for (const [name, { raiseUrl, crmUrl, crmToken }, raiseToken] of customers) {
    const settings = workspaceSettings.parse({
      raiseUrl,
      crmUrl,
      timeZone: ZONE,
      lagHours: 4,
      linkSources: ['RaiseDonors'],
      linkPrefixes: ['rd2-'],
      sinks: [{ id: 'file', kind: 'file', path: alerts }],
      keep: { pagesDays: 0, wholeRuns: 1 },
    });
    auditor.customers.create(
      name,
      name === 'Clean' ? { ...settings, linkSources: [], linkPrefixes: [] } : settings,
    );
    await keys.put(name, 'raise', raiseToken);
    await keys.put(name, 'crm', crmToken);
  }
  auditor.close();
}, 180_000);

afterAll(async () => {
  await sandbox.close();
  await clean.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const tieout = (...words: string[]): Promise<CliResult> =>
  runCli([...words, '--data-dir', dataFolder], { env: { TIEOUT_PASSPHRASE: PASSPHRASE } });
const fast = ['--raise-rps', '500', '--crm-rps', '500', '--progress', 'none'];

test('daily audits yesterday, and what is open is looked at again the next time; a day is done once', async () => {
  const first = await tieout('daily', '--workspace', 'Hope', ...fast);
  expect([first.status, first.stderr]).toEqual([1, '']);
  expect(first.stdout).toContain('1 finding to act on is open in all.');
  const yesterday = formatDay(dayInZone(Date.now(), ZONE) - 1);
  const runs = await tieout('runs', '--workspace', 'Hope');
  expect(runs.stdout).toContain(yesterday);
  const before = sandbox.calls();
  const again = await tieout('daily', '--workspace', 'Hope', ...fast);
  expect([again.status, again.stdout]).toEqual([1, expect.stringContaining('Nothing is due')]);
  expect(sandbox.calls()).toEqual(before);
  // The other missing gift is of the day before, which --day asks for.
  const named = await tieout(
    'daily',
    '--workspace',
    'Hope',
    '--day',
    formatDay(dayInZone(Date.now(), ZONE) - 2),
    ...fast,
  );
  expect(named.stdout).toContain('2 findings to act on are open in all.');
  expect(named.stdout).toContain('Of 1 finding of earlier runs, 0 are fixed.');
  // Its finding was seen again by the re-check: what the first run read is needed no more.
  expect(named.stderr).toMatch(/^Hope: \d+ kB of old runs went: what 1 run read/m);
  const told = readFileSync(alerts, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AlertMessage);
  expect(told.map(({ newCount, count }) => [newCount, count])).toEqual([
    [1, 1],
    [1, 2],
  ]);
}, 180_000);

test('--all goes through every workspace, one that fails stops no other, and the worst status is the answer', async () => {
  const [book, metrics] = [join(dataFolder, 'all.xlsx'), join(dataFolder, 'tieout.prom')];
  const each = ['--export-each', dataFolder, '--masked'];
  const all = await tieout(
    'daily',
    '--all',
    '--summary',
    book,
    ...each,
    '--metrics',
    metrics,
    ...fast,
  );
  expect(all.status, all.stderr).toBe(4);
  expect(all.stdout).toMatch(/^Broken: .*token/m);
  expect(all.stdout).toMatch(/^Clean: Verified: .*nothing to act on/m);
  expect(all.stdout).toMatch(/^Hope: Nothing is due/m);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(book);
  const names = workbook.getWorksheet('Customers')?.getColumn(1).values ?? [];
  expect(names.slice(-3)).toEqual(['Broken', 'Clean', 'Hope']);
  // Of the broken one nothing was read; the others' workbooks lie beside the summary, which leads to them.
  const table = workbook.getWorksheet('Customers');
  const header = (table?.getRow(3).values ?? []) as string[];
  const links = table?.getColumn(header.indexOf('Own workbook')).values.slice(-2) ?? [];
  expect(links).toHaveLength(2);
  for (const cell of links as { hyperlink: string }[])
    expect(existsSync(join(dataFolder, decodeURIComponent(cell.hyperlink)))).toBe(true);
  expect(readFileSync(metrics, 'utf8')).toContain('reconcile_to_act_on{workspace="Hope"} 2');
  const text = readFileSync(alerts, 'utf8');
  expect(text).toContain('"workspace":"Broken"');
  expect(text).not.toMatch(/Archer|no-such-token/);
}, 180_000);

test('--due asks the schedules: without one, nothing is done and nothing is said', async () => {
  const calls = sandbox.calls();
  const due = await tieout('daily', '--all', '--due', ...fast);
  expect([due.status, due.stdout]).toEqual([0, '']);
  expect(sandbox.calls()).toEqual(calls);
});

test('wrong words are told before anything is asked', async () => {
  const today = formatDay(dayInZone(Date.now(), ZONE));
  const cases = [
    [['daily', '--all', '--workspace', 'Hope'], '--all goes through every workspace'],
    [['daily', '--workspace', 'Hope', '--day', today], 'is not over yet'],
    [['daily', '--all', '--export', join(dataFolder, 'a.json')], '--export is for one workspace'],
    [['daily', '--all', '--summary', join(dataFolder, 'a.json')], 'a .xlsx file'],
    [['daily', '--all', '--export-each', join(dataFolder, 'no')], 'there is no folder'],
    [['daily', '--workspace', 'Hope', '--summary', join(dataFolder, 'a.xlsx')], 'say --all too'],
    [['daily', '--all', '--metrics', join(dataFolder, 'no', 'm.prom')], 'there is no folder'],
  ] as const;
  for (const [words, sentence] of cases) {
    const { status, stderr } = await tieout(...words);
    expect([words, status, stderr]).toEqual([words, 2, expect.stringContaining(sentence)]);
  }
  expect(existsSync(join(dataFolder, 'a.json'))).toBe(false);
});
