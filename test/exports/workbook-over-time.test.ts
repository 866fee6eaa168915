import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { Cell, Workbook, Worksheet } from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findingsCsv } from '../../src/core/exports/csv.ts';
import { FINDING_COLUMNS } from '../../src/core/exports/finding-columns.ts';
import { findingsJson } from '../../src/core/exports/findings-json.ts';
import { triageOfReport } from '../../src/core/exports/triage-columns.ts';
import { writeExport } from '../../src/core/exports/write-export.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import {
  makePart,
  makeReportOverTime,
  makeResolved,
  makeTrendPoint,
  makeTriage,
} from '../support/history-factory.ts';
import { makeFinding, makeReport, makeTieOutRow } from '../support/report-factory.ts';
import { INJECTIONS, looksLikeFormula } from './injections.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-over-time-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const accepted = { untilDay: null, reason: 'Old data', atUtc: '2026-02-01T08:00:00.000Z' };

describe('a workbook over time', () => {
  test('has its sheets in order; those of what is not known are left out', async () => {
    const drift = [makeFinding({ state: 'field_drift' })];
    const book = await written(makeReportOverTime(drift));
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
      'Summary',
      'Tie-out',
      'Tie-out by campaign',
      'Tie-out by project',
      'Donor years',
      'Values differ',
      'Excluded',
      'Not verified',
      'Resolved since last run',
      'Trend',
      'Provenance',
      'Sign-off',
      'Data dictionary',
    ]);
    const bare = { analysis: null, trend: [], resolved: () => [] };
    const without = await written(makeReportOverTime(drift, bare));
    expect(without.worksheets.map((sheet) => sheet.name)).toHaveLength(8);
  });

  test('the summary says what came, stayed, came back and went, also of kinds of which nothing is left', async () => {
    const findings = [
      makeFinding({ cause: 'overdue' }),
      makeFinding({ cause: 'overdue', currency: 'EUR' }, 2),
    ];
    const sheet = (await written(makeReportOverTime(findings))).getWorksheet('Summary');
    expect(valueBeside(sheet, 'Change')).toBe(
      'Since the run as of 2026-01-01 06:00 UTC: 1 new, 2 persisting, 3 back, 9 resolved.',
    );
    expect(column(sheet, 'New')).toEqual([0, 1, null, null]);
    expect(column(sheet, 'Resolved')).toEqual([5, 4, null, null]);
    expect(column(sheet, 'Count').slice(0, 3)).toEqual([0, 1, 1]);
    const first = { changes: { since: null, rows: [] } };
    const none = (await written(makeReportOverTime(findings, first))).getWorksheet('Summary');
    expect(valueBeside(none, 'Change')).toMatch(/^This is the first run/);
    const old = (await written(makeReport(findings))).getWorksheet('Summary');
    expect(valueBeside(old, 'Change')).toMatch(/is not known/);
    expect(column(old, 'New')).toEqual([null, null, null]);
  });

  test('accepted findings are counted apart and need no action', async () => {
    const findings = [1, 2, 3].map((number) => makeFinding({ cause: 'overdue' }, number));
    const triageOf = (id: string) => (id === findings[0]?.id ? null : makeTriage({ accepted }));
    const report = makeReportOverTime(findings, { triageOf });
    const book = await written(report);
    const summary = book.getWorksheet('Summary');
    expect(valueBeside(summary, 'Result')).toBe(
      'Verified: everything was read and compared; 1 finding needs action, 2 more are accepted.',
    );
    expect(column(summary, 'Accepted')).toContain(2);
    expect(column(book.getWorksheet('Missing in CRM+'), 'Needs action')).toEqual([
      'yes',
      'no (accepted)',
      'no (accepted)',
    ]);
    expect(valueBeside(book.getWorksheet('Sign-off'), 'Result')).toMatch(/2 more are accepted/);
    const json = JSON.parse([...findingsJson(report, report.findings())].join('')) as {
      findings: { actionable: boolean }[];
    };
    expect(json.findings.map(({ actionable }) => actionable)).toEqual([true, false, false]);
    const all = { triageOf: () => makeTriage({ accepted }) };
    const none = (await written(makeReportOverTime(findings, all))).getWorksheet('Summary');
    expect(valueBeside(none, 'Result')).toBe(
      'Verified: everything was read and compared; nothing needs action, 3 more are accepted.',
    );
    expect(column(none, 'Needs action')).toContain('no (accepted)');
  });

  test('what persons decided stands beside each finding, in the CSV too', async () => {
    const findings = [1, 2].map((number) => makeFinding({ state: 'field_drift' }, number));
    const decided = makeTriage({
      status: 'reported',
      owner: 'Kim',
      note: 'Told support',
      accepted: { ...accepted, untilDay: '2026-12-31' },
      reopened: 'Its amount changed.',
    });
    const triageOf = (id: string) => (id === findings[0]?.id ? decided : null);
    const report = makeReportOverTime(findings, { triageOf });
    const sheet = (await written(report)).getWorksheet('Values differ');
    const expected = {
      Status: ['reported', 'open'],
      Owner: ['Kim', null],
      Note: ['Told support', null],
      Accepted: ['until 2026-12-31: Old data', null],
      'Opened again': ['Its amount changed.', null],
    };
    for (const [header, values] of Object.entries(expected))
      expect(column(sheet, header), header).toEqual(values);
    const csv = [...findingsCsv(report.findings(), triageOfReport(report))].join('');
    expect(csv).toContain(
      '"reported","Kim","Told support","until 2026-12-31: Old data","Its amount changed."',
    );
    // Where nothing is kept, nobody has left anything open.
    expect([...findingsCsv(report.findings())].join('')).not.toMatch(/"open"|"reported"/);
  });

  test('the tie-out by campaign and by project, with its own verdict, and the donors’ years', async () => {
    const bad = { unexplained: { count: 0, amountMinor: -1 } };
    const parts = [
      makePart(),
      makePart({ key: '78', name: null, ...bad }),
      makePart({ by: 'project' }),
    ];
    const { analysis } = makeReportOverTime();
    if (!analysis) throw new Error('The factory gives an analysis.');
    const book = await written(makeReportOverTime([], { analysis: { ...analysis, parts } }));
    const campaigns = book.getWorksheet('Tie-out by campaign');
    expect(column(campaigns, 'Ties out')).toEqual(['✓', '✗']);
    expect(column(campaigns, 'Campaign')).toEqual(['Spring appeal', null]);
    expect(column(campaigns, 'Id')).toEqual(['77', '78']);
    expect(column(campaigns, 'Unexplained amount')).toEqual([0, -0.01]);
    expect(textsOf(campaigns)).toContain("✗ 1 of 2 lines don't tie out.");
    expect(column(book.getWorksheet('Tie-out by project'), 'Ties out')).toEqual(['✓']);
    const years = book.getWorksheet('Donor years');
    expect(column(years, 'Difference')).toEqual([100]);
    expect(column(years, 'Donor id (Raise)')).toEqual(['501']);
    expect(textsOf(years)).toContain('✗ 1 of 120 donor-years has another total in CRM+.');
  });

  test('what was resolved, and what became of it', async () => {
    const sheet = (await written(makeReportOverTime())).getWorksheet('Resolved since last run');
    expect(column(sheet, 'Raise id')).toEqual(['4711', '7']);
    expect(column(sheet, 'Was')).toEqual(['Orphaned link', 'Orphaned link']);
    expect(column(sheet, 'Is now')).toEqual(['no finding any more', 'Values differ']);
    expect(column(sheet, 'Amount')).toEqual([50, 50]);
  });

  test('the trend has the figures of the last runs as numbers, bars, and names what is not verified', async () => {
    const sheet = (await written(makeReportOverTime())).getWorksheet('Trend');
    expect(column(sheet, 'Figure')).toEqual([
      'Records in Raise',
      'Records in Raise',
      'Missing in CRM+',
      'Duration seconds',
    ]);
    expect(column(sheet, 'Record')).toEqual(['gifts', 'donors', 'gifts', null]);
    expect(column(sheet, '2026-03-01 06:00 UTC')).toEqual([10_003, 400, 0, 12.5]);
    expect(column(sheet, '2026-01-01 06:00 UTC')).toEqual([10_001, 400, 8, null]);
    expect(column(sheet, 'Since the run before')).toEqual([1, 0, -5, 0]);
    expect(column(sheet, 'Bars')).toEqual(['▁▅█', '▅▅▅', '█▅▁', '·▅▅']);
    expect(textsOf(sheet).join('\n')).toMatch(/Not verified.*: 2026-02-01 06:00/);
    const many = { trend: Array.from({ length: 30 }, (_, index) => makeTrendPoint(index % 9)) };
    const long = (await written(makeReportOverTime([], many))).getWorksheet('Trend');
    expect(long?.getRow(4).cellCount).toBe(4 + 12);
  });

  test('the trend leaves out runs of other records or of another length of time', async () => {
    const other = { ...makeTrendPoint(2), scope: 'gift 0' };
    const narrow = (at: number) => ({ ...makeTrendPoint(at), scope: null });
    const mixed = { trend: [makeTrendPoint(1), other, narrow(2), makeTrendPoint(3)] };
    const sheet = (await written(makeReportOverTime([], mixed))).getWorksheet('Trend');
    expect(column(sheet, 'Since the run before')).toEqual([2, 0, -8, null]);
    expect(textsOf(sheet).join('\n')).toContain('The last 2 of 2 runs');
    expect(textsOf(sheet).join('\n')).toContain('2 runs are left out');
    // A choice of records is comparable with nothing, not even with another one.
    const chosen = { trend: [makeTrendPoint(1), narrow(2), narrow(3)] };
    const alone = (await written(makeReportOverTime([], chosen))).getWorksheet('Trend');
    expect(column(alone, 'Since the run before')).toEqual([null, null, null, null]);
    expect(textsOf(alone).join('\n')).toContain('There is one such run yet');
  });

  test('provenance has the measured lag and the power test, or says that there is none', async () => {
    const sheet = (await written(makeReportOverTime())).getWorksheet('Provenance');
    expect(column(sheet, 'p99 (h)')[0]).toBe(26.4);
    expect(column(sheet, 'Window advised')[0]).toBe(27);
    expect(valueBeside(sheet, 'Recall')).toBe(39 / 40);
    expect(valueBeside(sheet, 'Precision')).toBe(39 / 40);
    const bare = textsOf((await written(makeReport())).getWorksheet('Provenance'));
    expect(bare).toEqual(
      expect.arrayContaining(['It was not measured.', 'None was made on this run.']),
    );
  });

  test('the dictionary explains every column and sheet', async () => {
    const book = await written(makeReportOverTime());
    const texts = textsOf(book.getWorksheet('Data dictionary'));
    for (const { header, meaning } of FINDING_COLUMNS)
      expect(texts).toEqual(expect.arrayContaining([header, meaning]));
    for (const name of ['Donor years', 'Trend', 'Resolved since last run', 'Provenance'])
      expect(texts).toContain(name);
  });

  test('its properties and names say which run it is of', async () => {
    const report = makeReportOverTime();
    const book = await written(report);
    expect(book.title).toBe('Tieout: Harbor Relief');
    expect(book.description).toContain(report.run.digest);
    const digest = book.definedNames.getRanges('Tieout_Digest').ranges[0] ?? '';
    const cell = /\$B\$(\d+)$/.exec(digest)?.[1];
    expect(book.getWorksheet('Summary')?.getCell(`B${cell}`).value).toBe(report.run.digest);
  });

  test('no text that a person or a product wrote starts a formula', async () => {
    const findings = INJECTIONS.map((_, index) => makeFinding({ state: 'field_drift' }, index));
    const texts = new Map(findings.map(({ id }, index) => [id, INJECTIONS[index] ?? '']));
    const { analysis } = makeReportOverTime();
    if (!analysis) throw new Error('The factory gives an analysis.');
    const report = makeReportOverTime(findings, {
      ...makeReport(findings, {}, [makeTieOutRow({ currency: '=1' })]),
      triageOf: (id) => {
        const text = texts.get(id) ?? '';
        return makeTriage({
          owner: text,
          note: text,
          reopened: text,
          accepted: { ...accepted, reason: text },
        });
      },
      resolved: () =>
        INJECTIONS.map((text) =>
          makeResolved({ raiseId: text, crmId: text, findingId: text, currency: text }),
        ),
      trend: [
        {
          ...makeTrendPoint(1),
          metrics: INJECTIONS.map((name) => ({ name, recordType: null, value: 1 })),
        },
      ],
      analysis: {
        ...analysis,
        parts: INJECTIONS.map((text) => makePart({ name: text, key: text })),
        donorYears: {
          compared: 1,
          total: 1,
          rows: (analysis.donorYears?.rows ?? []).flatMap((row) =>
            INJECTIONS.map((text) => ({ ...row, donorId: text, contactId: text, currency: text })),
          ),
        },
      },
    });
    const book = await written(report);
    let seen = 0;
    for (const sheet of book.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.type).not.toBe(exceljs.ValueType.Formula);
          if (typeof cell.value !== 'string') return;
          seen += 1;
          expect(looksLikeFormula(cell.value), `${sheet.name}: ${cell.value}`).toBe(false);
        }),
      );
    expect(seen).toBeGreaterThan(INJECTIONS.length * 15);
    const csv = [...findingsCsv(report.findings(), triageOfReport(report))].join('');
    for (const piece of csv.split(/[;\r\n]|",|,"/))
      if (!/^[-\d.]+$/.test(piece))
        expect(looksLikeFormula(piece.replace(/^"+/, '')), piece).toBe(false);
  });
});

async function written(report: AuditReport): Promise<Workbook> {
  const path = join(folder, 'book.xlsx');
  await writeExport(report, path);
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  return book;
}

/** The values below a header, down to the first row that is empty. */
function column(sheet: Worksheet | undefined, header: string): unknown[] {
  const at = find(sheet, header);
  const values: unknown[] = [];
  for (let row = at.row + 1; row <= (sheet?.rowCount ?? 0); row++) {
    if ((sheet?.getRow(row).actualCellCount ?? 0) === 0) break;
    values.push(sheet?.getRow(row).getCell(at.column).value);
  }
  return values;
}

function valueBeside(sheet: Worksheet | undefined, label: string): unknown {
  const { row, column: at } = find(sheet, label);
  return sheet?.getRow(row).getCell(at + 1).value;
}

function find(sheet: Worksheet | undefined, text: string): { row: number; column: number } {
  let found: Cell | null = null;
  sheet?.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.value === text) found ??= cell;
    }),
  );
  if (found === null) throw new Error(`There is no “${text}” on ${sheet?.name ?? 'no sheet'}.`);
  const { row, col } = found as Cell;
  return { row: Number(row), column: Number(col) };
}

function textsOf(sheet: Worksheet | undefined): string[] {
  const texts: string[] = [];
  sheet?.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
  return texts;
}
