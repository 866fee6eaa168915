import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { Cell, Workbook, Worksheet } from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FINDING_COLUMNS } from '../../src/core/exports/finding-columns.ts';
import { FindingCounter } from '../../src/core/exports/progress.ts';
import { isClogged, outletOf } from '../../src/core/exports/workbook/exceljs-surprises.ts';
import { SheetNames } from '../../src/core/exports/workbook/sheet-names.ts';
import { writeWorkbook } from '../../src/core/exports/workbook/write-workbook.ts';
import { writeExport } from '../../src/core/exports/write-export.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import {
  everyCause,
  makeCoverage,
  makeFinding,
  makeReport,
  makeTieOutRow,
} from '../support/report-factory.ts';
import { INJECTIONS, looksLikeFormula } from './injections.ts';
import { findTool, pythonWithOpenpyxl } from './tools.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-workbook-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the workbook', () => {
  test('has its sheets, and one for each state that has findings', async () => {
    const book = await written(makeReport([makeFinding({ state: 'field_drift' })]));
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
      'Summary',
      'Tie-out',
      'Values differ',
      'Excluded',
      'Not verified',
      'Provenance',
      'Sign-off',
      'Data dictionary',
    ]);
  });

  test('every finding is in it once', async () => {
    const book = await written(makeReport());
    const ids = book.worksheets.flatMap((sheet) => columnOf(sheet, 'Finding id'));
    expect(ids.map(String).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      everyCause().map((finding) => finding.id),
    );
  });

  test('real dates and numbers, ids as texts, links', async () => {
    const finding = makeFinding({
      state: 'field_drift',
      amountMinor: -123_456,
      currency: 'KWD',
      raiseId: '0042',
    });
    const sheet = (await written(makeReport([finding]))).getWorksheet('Values differ');
    const cell = (header: string): Cell | undefined => cellUnder(sheet, header);
    expect(cell('Amount')?.value).toBe(-123.456);
    expect(cell('Amount')?.numFmt).toBe('#,##0.000;[Red]-#,##0.000');
    expect(cell('Raise id')?.value).toBe('0042');
    expect(cell('Raise id')?.numFmt).toBe('@');
    expect(cell('Date')?.value).toEqual(new Date('2026-01-15T00:00:00Z'));
    expect(cell('First seen (UTC)')?.value).toEqual(new Date('2026-02-01T06:00:00Z'));
    expect(cell('CRM+ link')?.hyperlink).toBe(
      'https://app.virtuoussoftware.com/Generosity/Gift/View/500001',
    );
    expect(cell('Comment')?.value).toBeNull();
    expect(sheet?.autoFilter).toBe('A4:AE5');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 });
    expect(sheet?.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToWidth: 1,
      printTitlesRow: '4:4',
    });
  });

  test('what is no date, number or https address stays a text or empty', async () => {
    const odd = {
      date: '1812-06-24',
      amountMinor: Number.NaN,
      raiseUrl: 'javascript:alert(1)',
      firstSeenUtc: 'never',
    };
    const sheet = (await written(makeReport([makeFinding(odd)], { digest: 'd' }))).getWorksheet(
      'Missing in CRM+',
    );
    expect(cellUnder(sheet, 'Date')?.value).toBe('1812-06-24');
    expect(cellUnder(sheet, 'Amount')?.value ?? null).toBeNull();
    expect(cellUnder(sheet, 'Raise link')?.value).toBe('javascript:alert(1)');
    expect(cellUnder(sheet, 'First seen (UTC)')?.value).toBe('never');
  });

  test('no cell starts a formula, whatever the texts', async () => {
    const book = await written(injected());
    let texts = 0;
    for (const sheet of book.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.type).not.toBe(exceljs.ValueType.Formula);
          if (typeof cell.value !== 'string') return;
          texts += 1;
          expect(looksLikeFormula(cell.value), cell.value).toBe(false);
        }),
      );
    }
    expect(texts).toBeGreaterThan(INJECTIONS.length * 10);
  });

  test('goes on with another sheet when one is full, and with texts after the last link', async () => {
    const findings = Array.from({ length: 20 }, (_, index) => makeFinding({}, index + 1));
    const path = join(folder, 'small.xlsx');
    const report = makeReport(findings);
    const counter = new FindingCounter(report, undefined);
    await writeWorkbook(report, path, { counter, limits: { rows: 12, links: 5 } });
    const book = await opened(path);
    const sheets = book.worksheets.filter((sheet) => sheet.name.startsWith('Missing in CRM+'));
    expect(sheets.map((sheet) => [sheet.name, sheet.rowCount])).toEqual([
      ['Missing in CRM+', 12],
      ['Missing in CRM+ (2)', 12],
      ['Missing in CRM+ (3)', 8],
    ]);
    expect(sheets.flatMap((sheet) => columnOf(sheet, 'Finding id'))).toEqual(
      findings.map((finding) => finding.id),
    );
    const links = columnOf(sheets[0], 'Raise link');
    expect(links.slice(4, 6)).toEqual(['Open', 'https://app.raisedonors.example/gifts/100006']);
    expect(links).toHaveLength(8);
  });

  test('an unverified run says so first, gaps in red', async () => {
    const gap = 'CRM+ gifts could not be read: 403.';
    const coverage = [makeCoverage({ complete: false, note: gap })];
    const book = await written(makeReport([], { status: 'not_verified', gaps: [gap], coverage }));
    const found = textsOf(book.getWorksheet('Summary'));
    expect(found.some((text) => text.startsWith('Not verified: '))).toBe(true);
    expect(found).toContain(gap);
    expect(textsOf(book.getWorksheet('Not verified'))).toContain(gap);
    let color: unknown;
    book.getWorksheet('Summary')?.eachRow((row) => {
      if (row.getCell(2).value === gap) color = row.getCell(2).font.color?.argb;
    });
    expect(color).toBe('FFB42318');
  });

  test('the tie-out fails where something is unexplained', async () => {
    const rows = [
      makeTieOutRow(),
      makeTieOutRow({ month: '2026-02', unexplained: { count: 0, amountMinor: 1 } }),
    ];
    const sheet = (await written(makeReport([], {}, rows))).getWorksheet('Tie-out');
    expect(columnOf(sheet, 'Ties out')).toEqual(['✓', '✗']);
    expect(columnOf(sheet, 'Difference amount')).toEqual([600, 600]);
    expect(columnOf(sheet, 'Explained by')[0]).toBe('Missing in CRM+ (overdue): 3, 600.00 USD');
    expect(textsOf(sheet)).toContain("✗ 1 of 2 lines don't tie out.");
  });

  test('its dates are those of the run', async () => {
    const { created, modified, creator } = await written(makeReport());
    expect([created, modified]).toEqual([
      new Date('2026-02-01T06:12:30Z'),
      new Date('2026-02-01T06:12:30Z'),
    ]);
    expect(creator).toBe('Tieout');
  });

  test('openpyxl opens it', async (context) => {
    const python = pythonWithOpenpyxl();
    if (python === null) {
      context.skip('python3-openpyxl is not installed');
      return;
    }
    const path = join(folder, 'a.xlsx');
    await writeExport(injected(), path);
    const script = `import openpyxl,sys
book=openpyxl.load_workbook(sys.argv[1])
cells=[c for s in book for r in s.iter_rows() for c in r]
print(len(book.sheetnames), sum(c.data_type=='f' for c in cells), sum(s.conditional_formatting.__len__() for s in book))`;
    const [sheets, formulas, conditional] = execFileSync(python, ['-c', script, path], {
      encoding: 'utf8',
    }).split(/\s+/);
    expect([Number(sheets), formulas, conditional]).toEqual([8, '0', '0']);
  });

  test('LibreOffice opens it, and its CSV holds no formula either', async (context) => {
    const office = findTool('soffice');
    if (office === null) {
      context.skip('LibreOffice is not installed');
      return;
    }
    const path = join(folder, 'a.xlsx');
    await writeExport(injected(), path);
    const everySheet =
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const options = [profile, '--headless', '--convert-to', everySheet, '--outdir', folder, path];
    execFileSync(office, options, { stdio: 'ignore', timeout: 50_000 });
    const name = (await readdir(folder)).find((file) => file.endsWith('-Missing in CRM+.csv'));
    const text = await readFile(join(folder, name ?? 'missing'), 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(INJECTIONS.length + 4);
    for (const field of text.split(/\n|,(?=[^ ])/))
      expect(looksLikeFormula(field), field).toBe(false);
  });
});

test('the inner parts of exceljs that we lean on are still there', async () => {
  const options = { filename: join(folder, 'inner.xlsx'), useStyles: true };
  const book = new exceljs.stream.xlsx.WorkbookWriter(options);
  const sheet = book.addWorksheet('a');
  const outlet = outletOf(sheet);
  expect(outlet).not.toBeNull();
  for (let row = 0; row < 5_000; row++) sheet.addRow(['x'.repeat(100)]).commit();
  expect(outlet && isClogged(outlet)).toBe(true);
  await once(outlet as NonNullable<typeof outlet>, 'drain');
  expect(outlet && isClogged(outlet)).toBe(false);
  sheet.commit();
  await book.commit();
});

test('sheet names are short, unique and of permitted characters', () => {
  const names = new SheetNames();
  const long = 'A name that is much longer than Excel permits';
  expect(
    [long, long, "'a/b:c?*[d]\\'", '', 'History', 'CRM+', 'crm+'].map((name) => names.take(name)),
  ).toEqual([
    'A name that is much longer than',
    'A name that is much longer  (2)',
    'a b c   d',
    'Sheet',
    'History (2)',
    'CRM+',
    'crm+ (2)',
  ]);
});

function injected(): AuditReport {
  const findings = INJECTIONS.map((text, index) =>
    makeFinding(
      {
        raiseId: text,
        crmId: text,
        campaignId: text,
        campaignName: text,
        evidence: text,
        date: text,
        relatedRaiseIds: [text],
        raiseUrl: text,
        fields: [{ field: 'name', raise: text, crm: text }],
      },
      index,
    ),
  );
  const gaps = [...INJECTIONS];
  const coverage = INJECTIONS.map((text) =>
    makeCoverage({ stream: text, note: text, firstId: text }),
  );
  return makeReport(findings, {
    workspace: '=1+1',
    organization: '@x',
    status: 'not_verified',
    gaps,
    coverage,
  });
}

async function written(report: AuditReport): Promise<Workbook> {
  const path = join(folder, 'book.xlsx');
  await writeExport(report, path);
  return opened(path);
}

async function opened(path: string): Promise<Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  return book;
}

/** Where a table's header is; finding sheets and the tie-out have one each. */
function headerOf(
  sheet: Worksheet | undefined,
  header: string,
): { row: number; column: number } | null {
  let found: { row: number; column: number } | null = null;
  sheet?.eachRow((row, number) =>
    row.eachCell((cell, column) => {
      if (cell.value === header && row.cellCount > 10) found ??= { row: number, column };
    }),
  );
  return found;
}

function columnOf(sheet: Worksheet | undefined, header: string): unknown[] {
  const at = headerOf(sheet, header);
  if (!sheet || !at) return [];
  const values: unknown[] = [];
  for (let row = at.row + 1; row <= sheet.rowCount; row++) {
    const cell = sheet.getRow(row).getCell(at.column);
    const { value } = cell;
    if (value !== null) values.push(cell.type === exceljs.ValueType.Hyperlink ? cell.text : value);
  }
  return values;
}

function cellUnder(sheet: Worksheet | undefined, header: string): Cell | undefined {
  expect(FINDING_COLUMNS.map((column) => column.header)).toContain(header);
  const at = headerOf(sheet, header);
  return at ? sheet?.getRow(at.row + 1).getCell(at.column) : undefined;
}

function textsOf(sheet: Worksheet | undefined): string[] {
  const texts: string[] = [];
  sheet?.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
  return texts;
}
