import type { Book } from './book.ts';
import { text } from './cells.ts';
import type { SheetCell } from './cells.ts';
import { sheetLayout } from './sheet-layout.ts';
import type { Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

export interface TableColumn<T> {
  readonly header: string;
  /** In characters. */
  readonly width: number;
  /** Numbers stand at the right, and so does their header. */
  readonly isNumeric?: boolean;
  readonly cell: (row: T) => SheetCell | null;
}

/** A sheet that is one table, with what stands above it. */
export interface TableSheet<T> {
  readonly name: string;
  readonly title: string;
  /** What the table means, a line each. */
  readonly lines: readonly SheetCell[];
  /** What formulas call the table; a further sheet's gets a number. */
  readonly rangeName: string;
  readonly columns: readonly TableColumn<T>[];
  readonly frozenColumns: number;
  readonly tabColor?: string;
  /** How many of the columns are printed; all if not given. */
  readonly printedColumns?: number;
  /** What to write where there are no rows; without it, there is no sheet then. */
  readonly whenEmpty?: string;
}

const BREATH = 25;

/** Writes rows to a sheet, and to "… (2)" and so on when it is full: headers in view, filter buttons, a name for formulas. */
export async function writeTableSheets<T>(
  book: Book,
  table: TableSheet<T>,
  rows: Iterable<T>,
): Promise<void> {
  let sheet: Sheet | null = null;
  for (const row of rows) {
    if (sheet?.isFull) {
      await finish(sheet, table);
      sheet = null;
    }
    sheet ??= open(book, table);
    sheet.add(table.columns.map((column) => column.cell(row)));
    if (sheet.rowCount % BREATH === 0) await sheet.breathe();
  }
  if (sheet === null) {
    if (table.whenEmpty === undefined) return;
    sheet = open(book, table);
    sheet.add([text(table.whenEmpty, STYLES.quiet)]);
  }
  await finish(sheet, table);
}

function open<T>(book: Book, table: TableSheet<T>): Sheet {
  const { columns, frozenColumns, tabColor } = table;
  const choices = {
    headerRow: headerRowOf(table),
    frozenColumns,
    isWide: true,
    ...(tabColor === undefined ? {} : { tabColor }),
  };
  const widths = columns.map((column) => column.width);
  const sheet = book.sheet(table.name, sheetLayout(widths, choices));
  sheet.add([text(table.title, STYLES.title)], 26);
  for (const line of table.lines) sheet.add([line]);
  sheet.addHeader(
    columns.map((column) => column.header),
    columns.flatMap((column, index) => (column.isNumeric ? [index] : [])),
    32,
  );
  return sheet;
}

async function finish<T>(sheet: Sheet, table: TableSheet<T>): Promise<void> {
  const { columns, printedColumns, rangeName } = table;
  const headerRow = headerRowOf(table);
  sheet.filterFrom(headerRow, columns.length);
  if (printedColumns !== undefined) sheet.printColumns(printedColumns);
  sheet.nameTable(rangeName, headerRow, columns.length);
  await sheet.finish();
}

/** Below the title and the lines. */
function headerRowOf<T>({ lines }: TableSheet<T>): number {
  return lines.length + 2;
}
