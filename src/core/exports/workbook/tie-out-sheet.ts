import type { AuditReport } from '../../model/report.ts';
import type { CountAndAmount, TieOutRow } from '../../model/tie-out.ts';
import { RECORD_WORDS } from '../../model/record-type.ts';
import { explanationText, sumOf } from '../words.ts';
import type { Book } from './book.ts';
import { count, money, text } from './cells.ts';
import type { SheetCell } from './cells.ts';
import { sheetLayout } from './sheet-layout.ts';
import { STYLES } from './styles.ts';

const AMOUNTS = [
  'Raise',
  'CRM+',
  'Difference',
  'Explained',
  'Unreadable',
  'Unknown',
  'Unexplained',
];
const HEADERS = [
  'Ties out',
  'Record',
  'Month',
  'Currency',
  ...AMOUNTS.flatMap((name) => [`${name} count`, `${name} amount`]),
  'Explained by',
];
const WIDTHS = [8, 14, 10, 10, ...AMOUNTS.flatMap(() => [12, 16]), 70];
const NUMERIC = Array.from({ length: AMOUNTS.length * 2 }, (_, index) => 4 + index);
const HEADER_ROW = 4;
const BREATH = 100;

/** Month by month: what Raise has, what CRM+ has, and what explains the difference; ✓ only if nothing is left over. */
export async function writeTieOutSheet(book: Book, { tieOut }: AuditReport): Promise<void> {
  const layout = sheetLayout(WIDTHS, { headerRow: HEADER_ROW, frozenColumns: 4, isWide: true });
  const sheet = book.sheet('Tie-out', layout);
  const failing = tieOut.filter((row) => !tiesOut(row)).length;
  sheet.add([text('Tie-out', STYLES.title)], 26);
  sheet.add([
    text(
      'Raise − CRM+ = explained + unreadable + unknown + unexplained. A line ties out (✓) when nothing is unexplained.',
    ),
  ]);
  sheet.add([
    failing === 0
      ? text(`✓ All ${tieOut.length} lines tie out.`, STYLES.good)
      : text(`✗ ${failing} of ${tieOut.length} lines don't tie out.`, STYLES.bad),
  ]);
  sheet.addHeader(HEADERS, NUMERIC, 32);
  for (const row of tieOut) {
    sheet.add(cellsOf(row));
    if (sheet.rowCount % BREATH === 0) await sheet.breathe();
  }
  sheet.filterFrom(HEADER_ROW, HEADERS.length);
  await sheet.finish();
}

function tiesOut({ unexplained }: TieOutRow): boolean {
  return unexplained.count === 0 && unexplained.amountMinor === 0;
}

function cellsOf(row: TieOutRow): (SheetCell | null)[] {
  const difference = {
    count: row.raise.count - row.crm.count,
    amountMinor: row.raise.amountMinor - row.crm.amountMinor,
  };
  const isGood = tiesOut(row);
  const pair = (part: CountAndAmount, isBad = false): (SheetCell | null)[] => [
    count(part.count, isBad ? STYLES.badCount : STYLES.count),
    money(part.amountMinor, row.currency, isBad),
  ];
  return [
    text(isGood ? '✓' : '✗', isGood ? STYLES.mark : STYLES.badMark),
    text(RECORD_WORDS[row.recordType].one),
    text(row.month ?? 'no day'),
    text(row.currency),
    ...pair(row.raise),
    ...pair(row.crm),
    ...pair(difference),
    ...pair(sumOf(row.explained)),
    ...pair(row.unreadable),
    ...pair(row.unknown),
    ...pair(row.unexplained, !isGood),
    text(explanationText(row), STYLES.wrappedIndented),
  ];
}
