import type { AuditReport } from '../../model/report.ts';
import type { TieOutPart, TieOutPartName } from '../../model/run-analysis.ts';
import { isUnexplained, type CountAndAmount, type TieOutRow } from '../../model/tie-out.ts';
import { RECORD_WORDS } from '../../model/record-type.ts';
import { countText, explanationText, sumOf } from '../words.ts';
import type { Book } from './book.ts';
import { count, id, line, money, text } from './cells.ts';
import { STYLES } from './styles.ts';
import { writeTableSheets, type TableColumn, type TableSheet } from './table-sheets.ts';

type Line = Omit<TieOutRow, 'month'>;
type Sheet<T> = Pick<TableSheet<T>, 'name' | 'title' | 'rangeName'>;

const EQUATION =
  'Raise − CRM+ = explained + unreadable + unknown + unexplained. A line ties out (✓) when nothing is unexplained.';

const MONTHS: Sheet<TieOutRow> = { name: 'Tie-out', title: 'Tie-out', rangeName: 'Tieout_TieOut' };
const PARTS: Readonly<Record<TieOutPartName, Sheet<TieOutPart>>> = {
  campaign: {
    name: 'Tie-out by campaign',
    title: 'Tie-out by campaign',
    rangeName: 'Tieout_TieOut_Campaigns',
  },
  project: {
    name: 'Tie-out by project',
    title: 'Tie-out by project',
    rangeName: 'Tieout_TieOut_Projects',
  },
};

/** Month by month: what Raise has, what CRM+ has, and what explains the difference; ✓ only if nothing is left over. */
export async function writeTieOutSheet(book: Book, { tieOut }: AuditReport): Promise<void> {
  const month: TableColumn<TieOutRow> = {
    header: 'Month',
    width: 10,
    cell: (row) => text(row.month ?? 'no day'),
  };
  await writeLines(book, MONTHS, [month], tieOut);
}

/** The same of all months, for each campaign and each project; no sheet where a run has none. */
export async function writeTieOutParts(book: Book, { analysis }: AuditReport): Promise<void> {
  for (const by of ['campaign', 'project'] as const) {
    const rows = analysis?.parts.filter((part) => part.by === by) ?? [];
    if (rows.length === 0) continue;
    const name: TableColumn<TieOutPart> = {
      header: by === 'campaign' ? 'Campaign' : 'Project',
      width: 30,
      cell: (row) => text(row.name ?? (row.key === null ? `no ${by}` : null)),
    };
    const key: TableColumn<TieOutPart> = { header: 'Id', width: 12, cell: (row) => id(row.key) };
    await writeLines(book, PARTS[by], [name, key], rows);
  }
}

async function writeLines<T extends Line>(
  book: Book,
  sheet: Sheet<T>,
  own: readonly TableColumn<T>[],
  rows: readonly T[],
): Promise<void> {
  const failing = rows.filter(isUnexplained).length;
  const all = countText(rows.length);
  const verdict =
    failing === 0
      ? line(`✓ All ${all} lines tie out.`, STYLES.good)
      : line(`✗ ${countText(failing)} of ${all} lines don't tie out.`, STYLES.bad);
  const columns = [...LEADING, ...own, CURRENCY, ...AMOUNT_COLUMNS];
  const table = { ...sheet, lines: [line(EQUATION), verdict], columns };
  await writeTableSheets(book, { ...table, frozenColumns: 3 + own.length, whenEmpty: NONE }, rows);
}

const NONE = 'There was nothing to add up.';

const LEADING: readonly TableColumn<Line>[] = [
  {
    header: 'Ties out',
    width: 8,
    cell: (row) => (isUnexplained(row) ? text('✗', STYLES.badMark) : text('✓', STYLES.mark)),
  },
  { header: 'Record', width: 14, cell: (row) => text(RECORD_WORDS[row.recordType].one) },
];

const CURRENCY: TableColumn<Line> = {
  header: 'Currency',
  width: 10,
  cell: (row) => text(row.currency),
};

const AMOUNTS: readonly (readonly [string, (row: Line) => CountAndAmount])[] = [
  ['Raise', (row) => row.raise],
  ['CRM+', (row) => row.crm],
  ['Difference', differenceOf],
  ['Explained', (row) => sumOf(row.explained)],
  ['Unreadable', (row) => row.unreadable],
  ['Unknown', (row) => row.unknown],
  ['Unexplained', (row) => row.unexplained],
];

const AMOUNT_COLUMNS: readonly TableColumn<Line>[] = [
  ...AMOUNTS.flatMap(([name, part]): TableColumn<Line>[] => {
    const isBad = (row: Line): boolean => name === 'Unexplained' && isUnexplained(row);
    return [
      {
        header: `${name} count`,
        width: 12,
        isNumeric: true,
        cell: (row) => count(part(row).count, isBad(row) ? STYLES.badCount : STYLES.count),
      },
      {
        header: `${name} amount`,
        width: 16,
        isNumeric: true,
        cell: (row) => money(part(row).amountMinor, row.currency, isBad(row)),
      },
    ];
  }),
  {
    header: 'Explained by',
    width: 70,
    cell: (row) => text(explanationText(row), STYLES.wrappedIndented),
  },
];

function differenceOf({ raise, crm }: Line): CountAndAmount {
  return {
    count: raise.count - crm.count,
    amountMinor: raise.amountMinor - crm.amountMinor,
  };
}
