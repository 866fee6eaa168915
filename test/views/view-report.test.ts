import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import exceljs from 'exceljs';
import { expect, it } from 'vitest';
import type { FindingQuery } from '../../src/core/model/finding-query.ts';
import { writeExport } from '../../src/core/exports/write-export.ts';
import { filterWords } from '../../src/core/views/filters.ts';
import { openFindingsView } from '../../src/core/views/findings-view.ts';
import { viewReport } from '../../src/core/views/view-report.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { everyCause, makeReport } from '../support/report-factory.ts';
import { storedRun, tempFile } from './stored-run.ts';

const QUERY: FindingQuery = { states: ['field_drift', 'duplicate_link'], amountFromMinor: 2_500 };

async function filtered(query: FindingQuery): Promise<AuditReport> {
  const view = await openFindingsView(storedRun(everyCause()), query, [
    { column: 'amountMinor', isDescending: true },
  ]);
  return viewReport(makeReport(), view, filterWords(query));
}

const path = (ending: string): string => join(dirname(tempFile()), `view.${ending}`);
const idsOf = (report: AuditReport): string[] => [...report.findings()].map(({ id }) => id);

it('a workbook of a view holds its findings, and says on its first sheet what they were chosen by', async () => {
  const report = await filtered(QUERY);
  const file = path('xlsx');
  const told: number[] = [];
  await writeExport(report, file, { onProgress: ({ done, total }) => told.push(done, total) });
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
  const summary = book.getWorksheet('Summary');
  const cells = summary?.getColumn(2).values.map(String) ?? [];
  const at = cells.indexOf(`Only findings with: ${filterWords(QUERY)}`);
  expect(filterWords(QUERY)).toBe('state is Values differ or Duplicate link; amount from 25.00');
  expect(summary?.getCell(at, 2).font).toMatchObject({ bold: true, color: { argb: 'FFB42318' } });
  expect(cells[at + 1]).toBe(
    'Findings on the sheets: 5. Result, states and tie-out are of the whole run.',
  );
  expect(told).toEqual([5, 5]);
  const sheets = book.worksheets.map((sheet) => sheet.name);
  expect(sheets).toContain('Values differ');
  expect(sheets).toContain('Duplicate link');
  expect(sheets).not.toContain('Missing in CRM+');
  expect(book.getWorksheet('Excluded')?.lastRow?.getCell(1).value).toContain('The filter');
});

it('a JSON file of a view names it; all else of its shape stays', async () => {
  const report = await filtered(QUERY);
  const file = path('json');
  await writeExport(report, file);
  const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect(Object.keys(json)).toEqual(['format', 'run', 'view', 'summary', 'tieOut', 'findings']);
  expect(json['view']).toEqual({ words: filterWords(QUERY), count: 5 });
  expect((json['findings'] as { id: string }[]).map(({ id }) => id)).toEqual(idsOf(report));
});

it('a view that is only sorted is the whole run in another order', async () => {
  const report = await filtered({});
  expect(report.view).toBeNull();
  expect(idsOf(report)).toEqual(idsOf(makeReport()).toReversed());
  const file = path('json');
  await writeExport(report, file);
  expect(readFileSync(file, 'utf8')).not.toContain('"view"');
});
