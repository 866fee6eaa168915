import type { AuditReport } from '../../model/report.ts';
import type { DonorYear } from '../../model/run-analysis.ts';
import { countText, isOrAre } from '../words.ts';
import type { Book } from './book.ts';
import { count, id, line, money, text } from './cells.ts';
import { STYLES } from './styles.ts';
import { writeTableSheets, type TableColumn } from './table-sheets.ts';

const COLUMNS: readonly TableColumn<DonorYear>[] = [
  { header: 'Donor id (Raise)', width: 16, cell: (row) => id(row.donorId) },
  { header: 'Contact id (CRM+)', width: 16, cell: (row) => id(row.contactId) },
  { header: 'Year', width: 8, cell: (row) => text(String(row.year)) },
  { header: 'Currency', width: 10, cell: (row) => text(row.currency) },
  numeric('Raise gifts', 12, (row) => count(row.raise.count)),
  numeric('Raise total', 16, (row) => money(row.raise.amountMinor, row.currency)),
  numeric('CRM+ gifts', 12, (row) => count(row.crm.count)),
  numeric('CRM+ total', 16, (row) => money(row.crm.amountMinor, row.currency)),
  numeric('Difference', 16, (row) =>
    money(row.raise.amountMinor - row.crm.amountMinor, row.currency, true),
  ),
];

/** What a tax statement of either side would show otherwise: donors' calendar years that don't come to the same total. */
export async function writeDonorYearsSheet(book: Book, { analysis }: AuditReport): Promise<void> {
  if (!analysis?.donorYears) return;
  const { compared, total, rows } = analysis.donorYears;
  const verdict =
    total === 0
      ? line(`✓ All ${countText(compared)} donor-years have the same total.`, STYLES.good)
      : line(
          `✗ ${countText(total)} of ${countText(compared)} donor-years ${total === 1 ? 'has' : 'have'} another total in CRM+.`,
          STYLES.bad,
        );
  const shown =
    rows.length === total
      ? []
      : [line(`The ${countText(rows.length)} largest differences ${isOrAre(rows.length)} listed.`)];
  const lines = [
    line(
      'Each donor’s gifts of a calendar year, as a tax statement of Raise or of CRM+ would add them up.',
    ),
    verdict,
    ...shown,
  ];
  const table = {
    name: 'Donor years',
    title: 'Effect on donors’ calendar years',
    rangeName: 'Tieout_DonorYears',
    lines,
    columns: COLUMNS,
    frozenColumns: 2,
    whenEmpty: 'There is no difference.',
  };
  await writeTableSheets(book, table, rows);
}

function numeric(
  header: string,
  width: number,
  cell: TableColumn<DonorYear>['cell'],
): TableColumn<DonorYear> {
  return { header, width, isNumeric: true, cell };
}
