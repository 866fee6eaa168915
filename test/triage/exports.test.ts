import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, onTestFinished, test } from 'vitest';
import { createAuditor } from '../../src/core/auditor.ts';
import { addRun, saveResult } from '../../src/core/staging/runs.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { makeFinding, makeReport, makeRun } from '../support/report-factory.ts';
import { tempFolder } from '../staging/temp-folder.ts';

const AS_OF = '2026-02-01T06:00:00.000Z';
const NAME = 'Harbor';

test('a workbook of a part of the findings tells the result of the whole run, accepted ones apart', async () => {
  const dataFolder = tempFolder();
  const auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => auditor.close());
  const kind = { state: 'missing_in_crm', cause: 'overdue' } as const;
  const findings = [1, 2, 3, 4].map((number) => makeFinding(kind, number));
  const report = makeReport([
    ...findings,
    makeFinding({ state: 'excluded', cause: 'test_mode', actionable: false }, 5),
  ]);
  const at = openWorkspace(dataFolder, NAME, { create: true });
  addRun(at.db, { id: 'run', startedUtc: AS_OF, asOfUtc: AS_OF, request: '{}' });
  saveResult(at.db, makeRun({ ...report.run, id: 'run' }), report.summary, [], report.findings());
  at.db.close();
  const accept = { untilDay: null, reason: 'agreed' };
  // What asks for nothing can be accepted too, and is counted nowhere.
  const all = [...auditor.report(NAME, 'run').findings()].map(({ id }) => id);
  await auditor.triage.decide(
    NAME,
    'run',
    { ids: [all[0] ?? '', all[4] ?? ''] },
    { accept },
    'Ana',
  );

  const query = { accepted: false };
  const view = await auditor.results.openView(NAME, 'run', query, []);
  const words = auditor.results.words(query);
  const path = join(tempFolder(), 'part.xlsx');
  await auditor.export(auditor.results.reportOf(auditor.report(NAME, 'run'), view, words), path);
  view.close();

  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const cells = new Map<string, string>();
  book
    .getWorksheet('Summary')
    ?.eachRow((row) => cells.set(row.getCell(1).text, row.getCell(2).text));
  expect(cells.get('Filter')).toBe('Only findings with: is not accepted');
  expect(cells.get('Result')).toBe(
    'Verified: everything was read and compared; 3 findings need action, 1 more is accepted.',
  );
});
