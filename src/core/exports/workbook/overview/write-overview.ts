import { dirname } from 'node:path';
import type { Entry } from '../../dictionary-words.ts';
import { replaceFile } from '../../replace-file.ts';
import { countText, instantText } from '../../words.ts';
import { Book, EXCEL_LIMITS } from '../book.ts';
import { line, text } from '../cells.ts';
import { addEntries } from '../dictionary-sheet.ts';
import { sheetLayout } from '../sheet-layout.ts';
import { STYLES } from '../styles.ts';
import { writeTableSheets } from '../table-sheets.ts';
import { overviewColumns, printedColumns, type OverviewColumn } from './overview-columns.ts';
import { STANDINGS, STANDING_WORDS, type OverviewRow } from './overview-row.ts';
import { writeOverviewSummary } from './overview-summary-sheet.ts';

/** The summary of all customers: what they come to together, and a line each. It names no donor. @throws Failure storage, cancelled */
export async function writeOverview(
  rows: readonly OverviewRow[],
  path: string,
  madeUtc: string,
  signal?: AbortSignal,
): Promise<void> {
  const properties = {
    title: 'Tieout: all customers',
    subject: 'Raise and CRM+ reconciled, all customers',
    keywords: 'Tieout',
    description: `As of ${madeUtc}`,
    date: new Date(madeUtc),
  };
  const columns = overviewColumns(rows, dirname(path));
  await replaceFile(
    path,
    async (temporary) => {
      const book = await Book.open(temporary, properties, EXCEL_LIMITS, signal);
      try {
        await writeOverviewSummary(book, rows, madeUtc);
        await writeTableSheets(book, tableOf(rows, columns, madeUtc), rows);
        await writeDictionary(book, columns);
        await book.finish();
      } catch (error) {
        await book.abandon();
        throw error;
      }
    },
    signal,
  );
}

function tableOf(
  rows: readonly OverviewRow[],
  columns: readonly OverviewColumn[],
  madeUtc: string,
): Parameters<typeof writeTableSheets<OverviewRow>>[1] {
  return {
    name: 'Customers',
    title: 'All customers',
    rangeName: 'Tieout_Customers',
    lines: [
      line(
        `${countText(rows.length)} ${rows.length === 1 ? 'workspace' : 'workspaces'}, as of ${instantText(madeUtc)} UTC. What each column means stands on the last sheet.`,
      ),
    ],
    frozenColumns: 1,
    printedColumns: printedColumns(columns),
    whenEmpty: 'There is no workspace.',
    columns,
  };
}

async function writeDictionary(book: Book, columns: readonly OverviewColumn[]): Promise<void> {
  const sheet = book.sheet('Data dictionary', sheetLayout([30, 130]));
  sheet.add([text('Data dictionary', STYLES.title)], 26);
  const ofColumns = columns.map(({ header, meaning }): Entry => [header, meaning]);
  addEntries(sheet, 'Columns of the sheet “Customers”', 'Column', ofColumns);
  const ofStatus = STANDINGS.map((standing) => STANDING_WORDS[standing]);
  addEntries(sheet, 'Status', 'Word', ofStatus);
  addEntries(sheet, 'Names for formulas', 'Name', NAMES);
  await sheet.finish();
}

const NAMES: readonly Entry[] = [
  ['Tieout_Customers', 'The table of the sheet “Customers”, with its header row'],
];
