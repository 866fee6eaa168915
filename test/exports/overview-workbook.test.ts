import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OverviewRow } from '../../src/core/auditor.ts';
import { writeOverview } from '../../src/core/exports/workbook/overview/write-overview.ts';
import type { WorkspaceOverview } from '../../src/core/model/overview.ts';
import { INJECTIONS, looksLikeFormula } from './injections.ts';
import { findTool } from './tools.ts';

const MADE_UTC = '2026-03-02T07:00:00.000Z';
let folder: string;
let path: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tieout-overview-'));
  path = join(folder, 'all.xlsx');
  await writeOverview(ROWS, path, MADE_UTC);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function overview(given: Partial<WorkspaceOverview> = {}): WorkspaceOverview {
  const asOfUtc = '2026-03-02T06:00:00.000Z';
  return {
    workspace: '',
    lastRun: {
      runId: 'run-1',
      asOfUtc,
      finishedUtc: asOfUtc,
      status: 'verified',
      from: '2026-02-28',
      to: '2026-03-01',
    },
    lastDay: '2026-03-01',
    failedTry: null,
    open: 4,
    toActOn: 3,
    accepted: 1,
    atStake: [{ currency: 'USD', amountMinor: 12_345 }],
    openTrend: [9, null, 6, 4].map((open, at) => ({ runId: `r${at}`, asOfUtc, open })),
    trend: [],
    metrics: [],
    ...given,
  };
}

function row(workspace: string, given: Partial<OverviewRow> = {}): OverviewRow {
  return {
    workspace,
    result: '3 findings to act on are open.',
    isGood: false,
    overview: overview(),
    nextUtc: null,
    ownFile: null,
    ...given,
  };
}

const CLEAN = overview({ open: 0, toActOn: 0, accepted: 0, atStake: [] });
const ROWS: readonly OverviewRow[] = [
  row('Acting'),
  row('Clean', { isGood: true, overview: CLEAN }),
  row('Yen', {
    overview: overview({
      toActOn: 1,
      atStake: [
        { currency: 'JPY', amountMinor: 500 },
        { currency: 'USD', amountMinor: 5 },
      ],
    }),
  }),
  row('Damaged', { overview: null, result: 'This file is damaged.' }),
  row('Never', {
    overview: overview({ ...CLEAN, lastRun: null, openTrend: [] }),
    result: 'No audit.',
  }),
  ...INJECTIONS.map((text) => row(text, { result: text })),
];

async function read(): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  return book;
}

/** A sheet's rows as texts and numbers. */
function cellsOf(book: exceljs.Workbook, name: string): unknown[][] {
  const rows: unknown[][] = [];
  book.getWorksheet(name)?.eachRow((each) => rows.push((each.values as unknown[]).slice(1)));
  return rows;
}

test('amounts stand by currency, totals add up and say what they lack, and what is not known is not empty', async () => {
  const book = await read();
  const [, , header = [], acting = [], , yen = [], damaged = []] = cellsOf(book, 'Customers');
  const of = (cells: unknown[], column: string): unknown => cells[header.indexOf(column)];
  expect(header.filter((text) => String(text).startsWith('At stake'))).toEqual([
    'At stake, JPY',
    'At stake, USD',
  ]);
  expect([of(acting, 'At stake, USD'), of(acting, 'At stake, JPY')]).toEqual([123.45, undefined]);
  expect([of(yen, 'At stake, USD'), of(yen, 'At stake, JPY')]).toEqual([0.05, 500]);
  expect([of(acting, 'Open since run before'), of(acting, 'Open, run by run')]).toEqual([
    -2,
    '█·▄▁',
  ]);
  for (const column of ['Open', 'To act on', 'At stake, USD', 'Last run (UTC)'])
    expect(of(damaged, column)).toBe('not known');
  // Nobody has looked at it: that nothing was found is no zero.
  const never = cellsOf(book, 'Customers').find(([name]) => name === 'Never') ?? [];
  expect([of(never, 'Open'), of(never, 'At stake, USD')]).toEqual(['not known', 'not known']);
  const readable = ROWS.flatMap(({ overview: known }) => known ?? []);
  const toActOn = readable.reduce((sum, known) => sum + known.toActOn, 0);
  const usd = readable
    .flatMap(({ atStake }) => atStake)
    .filter(({ currency }) => currency === 'USD')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const summary = cellsOf(book, 'Summary');
  expect(summary).toContainEqual(['To act on', toActOn]);
  expect(summary).toContainEqual(expect.arrayContaining(['USD', usd / 100]));
  expect(JSON.stringify(summary)).toContain('Without 1 workspace that can’t be read');
  expect(summary).toContainEqual([
    'Damaged',
    'Can’t be read',
    'not known',
    'This file is damaged.',
  ]);
});

test('the dictionary has a line for every column', async () => {
  const book = await read();
  const [, , header = []] = cellsOf(book, 'Customers');
  const words = cellsOf(book, 'Data dictionary').map(([word]) => word);
  expect(words).toEqual(expect.arrayContaining(header));
});

test('a link leads to a file below, and to nowhere else', async () => {
  const linked = join(folder, 'linked.xlsx');
  const below = join(folder, 'of each', '100% #1.xlsx');
  const rows = [row('Below', { ownFile: below }), row('Beside', { ownFile: '/elsewhere/b.xlsx' })];
  await writeOverview(rows, linked, MADE_UTC);
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(linked);
  const sheet = book.getWorksheet('Customers');
  const column = ((sheet?.getRow(3).values ?? []) as string[]).indexOf('Own workbook');
  expect(sheet?.getRow(4).getCell(column).value).toEqual({
    text: 'of each/100% #1.xlsx',
    hyperlink: 'of%20each/100%25%20%231.xlsx',
  });
  expect(sheet?.getRow(5).getCell(column).value).toBe('/elsewhere/b.xlsx');
});

test('no cell starts a formula, and LibreOffice opens it', async (context) => {
  const book = await read();
  for (const sheet of ['Summary', 'Customers'])
    for (const cell of cellsOf(book, sheet).flat())
      if (typeof cell === 'string') expect(looksLikeFormula(cell), cell).toBe(false);
  const office = findTool('soffice');
  if (office === null) return context.skip('LibreOffice is not installed');
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const options = [profile, '--headless', '--convert-to', 'csv', '--outdir', folder, path];
  execFileSync(office, options, { stdio: 'ignore', timeout: 50_000 });
  expect(readFileSync(join(folder, 'all.csv'), 'utf8')).toContain('All customers');
});
