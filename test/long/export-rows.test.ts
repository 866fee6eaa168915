import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeExport } from '../../src/core/exports/write-export.ts';
import { pythonWithOpenpyxl } from '../exports/tools.ts';
import { makeLargeReport } from '../support/report-factory.ts';

const folder = mkdtempSync(join(tmpdir(), 'tieout-long-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints a line a sheet: the distinct Raise ids of findings that it holds, and their number, tab, its name. */
const COUNT = `import openpyxl,sys
book=openpyxl.load_workbook(sys.argv[1], read_only=True)
for sheet in book:
    column=None; ids=[]
    for row in sheet.iter_rows(values_only=True):
        if column is None:
            if row[:1]==('Record',) and 'Raise id' in row: column=row.index('Raise id')
        elif len(row)>column and row[column] is not None: ids.append(row[column])
    if column is not None: print(len(ids), len(set(ids)), sheet.title, sep='\\t')`;

describe('every finding is in the workbook, counted by another reader', () => {
  const python = pythonWithOpenpyxl();

  test.skipIf(python === null).each([
    ['100,000 of every state', makeLargeReport(100_000), 100_000],
    ['a million of every state', makeLargeReport(1_000_000), 1_000_000],
    [
      'more of one state than a sheet holds',
      makeLargeReport(1_100_000, ['missing_in_crm']),
      1_100_000,
    ],
  ])('%s', async (_name, report, count) => {
    const path = join(folder, 'large.xlsx');
    await writeExport(report, path);
    const sheets = execFileSync(python ?? '', ['-c', COUNT, path], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    const sum = (at: number): number => sheets.reduce((all, each) => all + Number(each[at]), 0);
    expect([sum(0), sum(1)], sheets.join('\n')).toEqual([count, count]);
    expect(new Set(sheets.map(([, , name]) => name)).size).toBe(sheets.length);
  });
});
