import type { Finding } from '../../model/finding.ts';
import { assertNever } from '../../model/record-type.ts';
import type { Book } from './book.ts';
import { blank, day, id, instant, link, money, text } from './cells.ts';
import type { SheetCell } from './cells.ts';
import { FINDING_COLUMNS, PRINTED_COLUMN_COUNT } from '../finding-columns.ts';
import type { FindingColumn } from '../finding-columns.ts';
import { sheetLayout } from './sheet-layout.ts';
import type { Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

/** What stands above the findings of a sheet. */
export interface FindingSheetHead {
  readonly name: string;
  readonly title: string;
  /** The two lines of meaning and who acts; more where a sheet has more to say. */
  readonly lines: readonly SheetCell[];
  readonly tabColor?: string;
}

const BREATH = 25;
const AMOUNT_INDEX = FINDING_COLUMNS.findIndex((column) => column.kind === 'amount');

/**
 * Writes findings to a sheet, and to "… (2)" and so on when it is full. Makes no sheet when there are none, unless
 * `whenEmpty` says what to write instead.
 */
export async function writeFindingSheets(
  book: Book,
  head: FindingSheetHead,
  findings: Iterable<Finding>,
  whenEmpty?: string,
): Promise<void> {
  const headerRow = head.lines.length + 2;
  let sheet: Sheet | null = null;
  for (const finding of findings) {
    if (sheet?.isFull) {
      await finish(sheet, headerRow);
      sheet = null;
    }
    sheet ??= openSheet(book, head, headerRow);
    sheet.add(FINDING_COLUMNS.map((column) => cellOf(column, finding)));
    if (sheet.rowCount % BREATH === 0) await sheet.breathe();
  }
  if (sheet === null) {
    if (whenEmpty === undefined) return;
    sheet = openSheet(book, head, headerRow);
    sheet.add([text(whenEmpty, STYLES.quiet)]);
  }
  await finish(sheet, headerRow);
}

function openSheet(book: Book, head: FindingSheetHead, headerRow: number): Sheet {
  const widths = FINDING_COLUMNS.map((column) => column.width);
  const { tabColor } = head;
  const choices = {
    headerRow,
    frozenColumns: 3,
    isWide: true,
    ...(tabColor === undefined ? {} : { tabColor }),
  };
  const sheet = book.sheet(head.name, sheetLayout(widths, choices));
  sheet.add([text(head.title, STYLES.title)], 26);
  for (const line of head.lines) sheet.add([line]);
  sheet.addHeader(
    FINDING_COLUMNS.map((column) => column.header),
    [AMOUNT_INDEX],
    32,
  );
  return sheet;
}

async function finish(sheet: Sheet, headerRow: number): Promise<void> {
  sheet.filterFrom(headerRow, FINDING_COLUMNS.length);
  sheet.printColumns(PRINTED_COLUMN_COUNT);
  await sheet.finish();
}

function cellOf(column: FindingColumn, finding: Finding): SheetCell | null {
  const value = column.value(finding);
  if (typeof value === 'number') return money(value, finding.currency ?? '');
  switch (column.kind) {
    case 'id':
      return id(value);
    case 'day':
      return day(value);
    case 'instant':
      return instant(value);
    case 'link':
      return link(value);
    case 'long':
      return text(value, STYLES.wrapped);
    case 'blank':
      return blank();
    case 'beside':
      return text(value, STYLES.indented);
    case 'amount':
    case 'text':
      return text(value);
    default:
      return assertNever(column.kind);
  }
}
