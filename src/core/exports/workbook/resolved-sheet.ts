import type { ResolvedFinding } from '../../model/lineage.ts';
import type { AuditReport } from '../../model/report.ts';
import { RECORD_WORDS } from '../../model/record-type.ts';
import { causeEntry, stateEntry } from '../../model/states.ts';
import { instantText } from '../words.ts';
import type { Book } from './book.ts';
import { id, line, money, text } from './cells.ts';
import { STYLES } from './styles.ts';
import { writeTableSheets, type TableColumn } from './table-sheets.ts';

const GREEN = 'FF12B76A';

const COLUMNS: readonly TableColumn<ResolvedFinding>[] = [
  { header: 'Record', width: 14, cell: (row) => text(RECORD_WORDS[row.recordType].one) },
  { header: 'Raise id', width: 12, cell: (row) => id(row.raiseId) },
  { header: 'CRM+ id', width: 12, cell: (row) => id(row.crmId) },
  {
    header: 'Amount',
    width: 14,
    isNumeric: true,
    cell: (row) => money(row.amountMinor, row.currency),
  },
  { header: 'Currency', width: 10, cell: (row) => text(row.currency, STYLES.indented) },
  { header: 'Was', width: 20, cell: (row) => text(stateEntry(row.state).title) },
  {
    header: 'Cause',
    width: 36,
    cell: (row) => text(causeEntry(row.state, row.cause).words, STYLES.wrapped),
  },
  {
    header: 'Is now',
    width: 20,
    cell: (row) =>
      text(
        row.becameState === null ? 'no finding any more' : stateEntry(row.becameState).title,
        row.becameState === null ? STYLES.good : STYLES.plain,
      ),
  },
  { header: 'Finding id', width: 24, cell: (row) => id(row.findingId) },
];

/** What earlier runs found and this one did not find any more; no sheet where there is nothing. */
export async function writeResolvedSheet(book: Book, report: AuditReport): Promise<void> {
  if (report.resolved === undefined) return;
  const since = report.changes?.since;
  const table = {
    name: 'Resolved since last run',
    title: 'Resolved since last run',
    rangeName: 'Tieout_Resolved',
    lines: [
      line(
        'Findings of earlier runs: this run looked at the record and found it well, or in another state, under which it is listed.',
      ),
      line(
        since
          ? `The run before: as of ${instantText(since.asOfUtc)} UTC.`
          : 'The run before is not known.',
      ),
    ],
    columns: COLUMNS,
    frozenColumns: 3,
    tabColor: GREEN,
  };
  await writeTableSheets(book, table, report.resolved());
}
