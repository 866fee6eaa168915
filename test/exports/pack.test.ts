import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeExport } from '../../src/core/exports/write-export.ts';
import { STATE_ORDER, stateEntry } from '../../src/core/model/states.ts';
import { makeReportOverTime } from '../support/history-factory.ts';
import { everyCause, makeCoverage, makeFinding, makeReport } from '../support/report-factory.ts';
import { INJECTIONS, looksLikeFormula } from './injections.ts';
import { unzip, unzipAll } from './unzip.ts';

const NAMES = [
  'README.md',
  'SHA256SUMS',
  'certificate.json',
  'certificate.md',
  'findings.csv',
  'findings.json',
  'method.md',
  'workbook.xlsx',
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-pack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('holds every part once, in order, and nothing is left beside it', async () => {
  const files = await packOf(makeReportOverTime());
  expect([...files.keys()]).toEqual(NAMES);
  expect(NAMES).toEqual(NAMES.toSorted());
  expect(await readdir(folder)).toEqual(['pack.zip']);
  expect((await stat(join(folder, 'pack.zip'))).mode & 0o777).toBe(0o600);
});

test('its sums are those of its parts, as sha256sum reads them', async () => {
  const files = await packOf(makeReportOverTime());
  const lines = files.get('SHA256SUMS')?.toString().trimEnd().split('\n') ?? [];
  expect(lines.map((line) => line.slice(66))).toEqual(
    NAMES.filter((name) => name !== 'SHA256SUMS'),
  );
  for (const line of lines) {
    const [sum = '', name = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(files.get(name) ?? '')
        .digest('hex'),
    ).toBe(sum);
  }
});

test.each([false, true])(
  'two packs of one run are the same, part by part; masked: %s',
  async (isMasked) => {
    const before = await packOf(makeReportOverTime(), isMasked);
    const bytes = await readFile(join(folder, 'pack.zip'));
    await new Promise((resolve) => setTimeout(resolve, 2_100)); // the resolution of a zip's times is 2 s
    const after = await packOf(makeReportOverTime(), isMasked);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, content] of before) {
      if (name !== 'workbook.xlsx') {
        expect(after.get(name)?.equals(content), name).toBe(true);
        continue;
      }
      const [first, second] = [unzip(content), unzip(after.get(name) ?? Buffer.alloc(0))];
      expect([...second.keys()]).toEqual([...first.keys()]);
      for (const [part, xml] of first) expect(second.get(part)?.equals(xml), part).toBe(true);
    }
    expect((await readFile(join(folder, 'pack.zip'))).equals(bytes)).toBe(true);
  },
);

test('its parts are what each format is by itself', async () => {
  const report = makeReportOverTime();
  const files = await packOf(report);
  for (const [name, part] of [
    ['a.csv', 'findings.csv'],
    ['a.json', 'findings.json'],
    ['a.xlsx', 'workbook.xlsx'],
  ] as const) {
    await writeExport(report, join(folder, name));
    expect(files.get(part)?.equals(await readFile(join(folder, name))), part).toBe(true);
  }
});

test('the certificate says of every list what was advertised and read, and of the tie-out whether it passed', async () => {
  const coverage = [
    makeCoverage(),
    makeCoverage({ product: 'crm', advertised: null, changed: true }),
  ];
  const report = makeReport([], {
    coverage,
    status: 'not_verified',
    gaps: ['Something is missing.'],
  });
  const files = await packOf(report);
  const json = JSON.parse(files.get('certificate.json')?.toString() ?? '') as object;
  expect(json).toMatchObject({
    format: 'tieout.certificate/1',
    run: { status: 'not_verified', gaps: ['Something is missing.'], digest: report.run.digest },
    tieOut: { lines: 1, failing: 0 },
    coverage: [
      {
        product: 'raise',
        stream: 'gifts',
        advertised: 10_014,
        read: 10_014,
        unreadable: 0,
        complete: true,
        firstId: '100001',
        lastId: '110014',
        firstPageUtc: '2026-02-01T06:00:02.000Z',
        lastPageUtc: '2026-02-01T06:05:10.000Z',
        changed: false,
      },
      { product: 'crm', advertised: null, changed: true },
    ],
  });
  const page = files.get('certificate.md')?.toString() ?? '';
  expect(page).toContain('Not verified. Something is missing.');
  expect(page).toContain('| CRM+ | Gifts | not told | 10,014 |');
});

test('the method explains every state and cause, tolerances, conventions and what was not compared', async () => {
  const report = makeReport(everyCause(), { notCompared: ['CRM+ tells no currency.'] });
  const page = (await packOf(report)).get('method.md')?.toString() ?? '';
  for (const state of STATE_ORDER) {
    expect(page).toContain(stateEntry(state).meaning);
    for (const { words } of Object.values(stateEntry(state).causes)) expect(page).toContain(words);
  }
  expect(page).toContain('- CRM+ tells no currency.');
  expect(page).toMatch(/RaiseDonors \| rd2- \| proved/);
  expect(page).toContain('| Tolerance of dates | 1 d |');
});

test('its pages are plain: no text of a product becomes mark-up, a link or a formula', async () => {
  const evil = [
    '[x](https://evil.example)',
    '![x](https://evil.example)',
    '<img src=x>',
    'a | b',
    // What some programs make a link of without being asked, and mark-up that comes back as an entity.
    'see https://evil.example, ftp://evil.example or WWW.evil.example',
    'write to mailto:a@evil.example or a@evil.example',
    '&lt;b&gt; ~~gone~~',
  ];
  const report = makeReport([makeFinding()], {
    workspace: evil[0] ?? '',
    organization: '<b>',
    gaps: [...evil, ...INJECTIONS],
    notCompared: evil,
    coverage: [...evil, ...INJECTIONS].map((note) => makeCoverage({ note })),
    status: 'not_verified',
  });
  const files = await packOf(report);
  for (const name of NAMES.filter((each) => each.endsWith('.md'))) {
    const page = files.get(name)?.toString() ?? '';
    expect(page).not.toMatch(/(?<!\\)[[\]<>@&~]/);
    expect(page).not.toMatch(/(?<!\\):\/\/evil|www\.evil|mailto:/i);
    for (const line of page.split('\n'))
      if (!line.startsWith('- ')) expect(looksLikeFormula(line), line).toBe(false);
    // Every row of a table has as many cells as its header.
    for (const table of page.split('\n\n').filter((each) => each.startsWith('|'))) {
      const cells = table
        .trimEnd()
        .split('\n')
        .map((row) => row.match(/(?<!\\)\|/g)?.length);
      expect(new Set(cells).size).toBe(1);
    }
  }
});

test('a masked pack says so in every part that people read', async () => {
  const files = await packOf(makeReportOverTime(), true);
  expect(files.get('README.md')?.toString()).toContain('This is a masked copy');
  expect(files.get('method.md')?.toString()).toContain('In this masked copy');
  const book = new exceljs.Workbook();
  await book.xlsx.load(new Uint8Array(files.get('workbook.xlsx') ?? []).buffer);
  const labels = book.getWorksheet('Summary')?.getColumn(1).values ?? [];
  expect(labels).toContain('Masked copy');
  expect(
    unzipAll(await readFile(join(folder, 'pack.zip')))
      .get('workbook.xlsx/docProps/core.xml')
      ?.toString(),
  ).toContain('masked copy');
});

async function packOf(
  report: Parameters<typeof writeExport>[0],
  isMasked = false,
): Promise<Map<string, Buffer>> {
  await writeExport(report, join(folder, 'pack.zip'), { isMasked });
  return unzip(await readFile(join(folder, 'pack.zip')));
}
