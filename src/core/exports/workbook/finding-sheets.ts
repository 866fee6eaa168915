import type { Finding } from '../../model/finding.ts';
import { assertNever } from '../../model/record-type.ts';
import type { Triage } from '../../model/triage.ts';
import type { Book } from './book.ts';
import { blank, day, id, instant, link, money, text } from './cells.ts';
import type { SheetCell } from './cells.ts';
import { FINDING_COLUMNS, PRINTED_COLUMN_COUNT } from '../finding-columns.ts';
import type { FindingColumn } from '../finding-columns.ts';
import type { TriageOf } from '../triage-columns.ts';
import { STYLES } from './styles.ts';
import { writeTableSheets, type TableColumn, type TableSheet } from './table-sheets.ts';

/** What stands above the findings of a sheet: the two lines of meaning and who acts; more where there is more to say. */
export type FindingSheetHead = Pick<
  TableSheet<Finding>,
  'name' | 'title' | 'lines' | 'rangeName' | 'tabColor' | 'whenEmpty'
>;

/** Writes findings with what persons decided about them. */
export async function writeFindingSheets(
  book: Book,
  head: FindingSheetHead,
  findings: Iterable<Finding>,
  triageOf: TriageOf,
): Promise<void> {
  // One look-up a row, not one a column.
  let known: { readonly finding: Finding; readonly triage: Triage | null } | null = null;
  const triageFor = (finding: Finding): Triage | null => {
    if (known?.finding !== finding) known = { finding, triage: triageOf(finding.id) };
    return known.triage;
  };
  const columns = FINDING_COLUMNS.map((column): TableColumn<Finding> => ({
    header: column.header,
    width: column.width,
    isNumeric: column.kind === 'amount',
    cell: (finding) => cellOf(column, finding, triageFor(finding)),
  }));
  const table = { ...head, columns, frozenColumns: 3, printedColumns: PRINTED_COLUMN_COUNT };
  await writeTableSheets(book, table, findings);
}

function cellOf(column: FindingColumn, finding: Finding, triage: Triage | null): SheetCell | null {
  const value = column.value(finding, triage);
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
    case 'written':
      return text(value, STYLES.blank) ?? blank();
    case 'beside':
      return text(value, STYLES.indented);
    case 'amount':
    case 'text':
      return text(value);
    default:
      return assertNever(column.kind);
  }
}
