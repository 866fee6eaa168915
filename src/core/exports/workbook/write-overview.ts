import { formatMoney } from '../../model/money.ts';
import type { WorkspaceOverview } from '../../model/overview.ts';
import { sparkline } from '../metric-words.ts';
import { replaceFile } from '../replace-file.ts';
import { countText, instantText } from '../words.ts';
import { Book, EXCEL_LIMITS } from './book.ts';
import { count, day, id, instant, line, text } from './cells.ts';
import { STYLES } from './styles.ts';
import { writeTableSheets } from './table-sheets.ts';

/** A customer's line: what is known of it, and how its backstop ended, in words. */
export interface OverviewRow {
  readonly workspace: string;
  readonly result: string;
  readonly isGood: boolean;
  /** Null if its file can't be read. */
  readonly overview: WorkspaceOverview | null;
}

/** The summary of all customers: a line each. It names no donor. @throws Failure storage, cancelled */
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
  await replaceFile(
    path,
    async (temporary) => {
      const book = await Book.open(temporary, properties, EXCEL_LIMITS, signal);
      try {
        await writeTableSheets(book, tableOf(rows, madeUtc), rows);
        await book.finish();
      } catch (error) {
        await book.abandon();
        throw error;
      }
    },
    signal,
  );
}

function tableOf(rows: readonly OverviewRow[], madeUtc: string): TableOf {
  const bad = rows.filter(({ isGood }) => !isGood).length;
  return {
    name: 'Customers',
    title: 'All customers',
    rangeName: 'Tieout_Customers',
    lines: [
      line(`${countText(rows.length)} workspaces, ${instantText(madeUtc)} UTC.`),
      bad === 0
        ? line('All of them are verified, with nothing to act on.', STYLES.good)
        : line(`${countText(bad)} of them need somebody: see Result.`, STYLES.bad),
    ],
    frozenColumns: 1,
    whenEmpty: 'There is no workspace.',
    columns: [
      { header: 'Workspace', width: 28, cell: ({ workspace }) => text(workspace, STYLES.strong) },
      {
        header: 'Result',
        width: 60,
        cell: ({ result, isGood }) => text(result, isGood ? STYLES.good : STYLES.bad),
      },
      {
        header: 'Last run (UTC)',
        width: 18,
        cell: ({ overview }) => instant(overview?.lastRun?.asOfUtc ?? null),
      },
      {
        header: 'Last run',
        width: 22,
        cell: ({ overview }) => id(overview?.lastRun?.runId ?? null),
      },
      {
        header: 'Status',
        width: 14,
        cell: ({ overview }) => text(overview?.lastRun?.status.replace('_', ' ') ?? null),
      },
      {
        header: 'Last day audited',
        width: 14,
        cell: ({ overview }) => day(overview?.lastDay ?? null),
      },
      {
        header: 'To act on',
        width: 11,
        isNumeric: true,
        cell: ({ overview }) => count(overview?.toActOn ?? null),
      },
      {
        header: 'Accepted',
        width: 11,
        isNumeric: true,
        cell: ({ overview }) => count(overview?.accepted ?? null),
      },
      { header: 'At stake', width: 30, cell: ({ overview }) => text(amountText(overview)) },
      {
        header: 'Missing, run by run',
        width: 32,
        cell: ({ overview }) =>
          text(sparkline((overview?.trend ?? []).map(({ missing }) => missing)), STYLES.bars),
      },
    ],
  };
}

type TableOf = Parameters<typeof writeTableSheets<OverviewRow>>[1];

/** Currencies side by side, never added up. */
function amountText(overview: WorkspaceOverview | null): string | null {
  const amounts = overview?.atStake ?? [];
  return amounts.length === 0
    ? null
    : amounts.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency)).join(', ');
}
