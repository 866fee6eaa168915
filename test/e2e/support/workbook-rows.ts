import ExcelJS from 'exceljs';
import { STATE_ORDER, stateEntry } from '../../../src/core/model/states.ts';

/** The ids of every finding in a workbook's sheets of states: "Raise id/CRM+ id". @throws Error if it can't be opened */
export async function idsInWorkbook(file: string): Promise<string[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return STATE_ORDER.flatMap((state) => {
    const sheet = workbook.getWorksheet(stateEntry(state).title);
    return sheet === undefined ? [] : idsInSheet(sheet);
  });
}

function idsInSheet(sheet: ExcelJS.Worksheet): string[] {
  const rows = Array.from({ length: sheet.rowCount }, (_, at) => {
    const row = sheet.getRow(at + 1);
    return Array.from({ length: sheet.columnCount }, (_, column) => row.getCell(column + 1).text);
  });
  const head = rows.findIndex((row) => row.includes('Raise id') && row.includes('CRM+ id'));
  const [raise, crm] = ['Raise id', 'CRM+ id'].map((title) => rows[head]?.indexOf(title) ?? -1);
  return rows
    .slice(head + 1)
    .map((row) => `${row[raise ?? -1] ?? ''}/${row[crm ?? -1] ?? ''}`)
    .filter((ids) => ids !== '/');
}
