import type { AuditReport } from '../../model/report.ts';
import type { Metric, TrendPoint } from '../../model/run-analysis.ts';
import { compareMetrics, metricRecords, metricWords, sparkline } from '../metric-words.ts';
import { countText, instantText } from '../words.ts';
import type { Book } from './book.ts';
import { figure, line, text, type SheetCell } from './cells.ts';
import { STYLES } from './styles.ts';
import { writeTableSheets, type TableColumn } from './table-sheets.ts';

/** More columns of figures than that can't be read on paper. */
const MOST_RUNS = 12;

/** A metric over the runs; null where a run does not have it. */
interface TrendRow {
  readonly name: string;
  readonly recordType: Metric['recordType'];
  readonly values: readonly (number | null)[];
}

/** The figures of the last runs, a line for each, with bars of block characters: exceljs draws no charts. */
export async function writeTrendSheet(book: Book, { trend }: AuditReport): Promise<void> {
  if (trend === undefined || trend.length === 0) return;
  const last = trend.at(-1);
  const comparable = trend.filter(
    (run) => run === last || (run.scope !== null && run.scope === last?.scope),
  );
  const runs = comparable.slice(-MOST_RUNS);
  const unverified = runs.filter((run) => run.status === 'not_verified');
  const table = {
    name: 'Trend',
    title: 'Trend',
    rangeName: 'Tieout_Trend',
    lines: [
      line(
        runs.length === 1
          ? 'There is one such run yet: a trend needs more of them.'
          : `The last ${countText(runs.length)} of ${countText(comparable.length)} runs, the oldest first. Bars stand between the lowest and the highest figure of their own line; “·” where a run does not have it.`,
      ),
      ...leftOut(trend.length - comparable.length),
      unverified.length === 0
        ? line('All of these runs are verified.', STYLES.good)
        : line(
            `Not verified, so their figures may be too low: ${unverified.map((run) => instantText(run.asOfUtc)).join(', ')}.`,
            STYLES.bad,
          ),
    ],
    columns: columnsOf(runs),
    frozenColumns: 3,
    whenEmpty: 'These runs kept no figures.',
  };
  await writeTableSheets(book, table, rowsOf(runs));
}

function leftOut(others: number): SheetCell[] {
  if (others === 0) return [];
  const words = others === 1 ? '1 run is' : `${countText(others)} runs are`;
  return [
    line(
      `${words} left out: of other records, or of a period of another length, their figures can’t be compared.`,
    ),
  ];
}

function columnsOf(runs: readonly TrendPoint[]): TableColumn<TrendRow>[] {
  return [
    { header: 'Figure', width: 34, cell: (row) => text(metricWords(row.name), STYLES.strong) },
    {
      header: 'Record',
      width: 16,
      cell: (row) => text(metricRecords(row)),
    },
    { header: 'Bars', width: 15, cell: (row) => text(sparkline(row.values), STYLES.bars) },
    {
      header: 'Since the run before',
      width: 13,
      isNumeric: true,
      cell: (row) => {
        const [before, last] = [row.values.at(-2) ?? null, row.values.at(-1) ?? null];
        return before === null || last === null ? null : figure(last - before);
      },
    },
    ...runs.map((run, index): TableColumn<TrendRow> => ({
      header: `${instantText(run.asOfUtc)} UTC`,
      width: 13,
      isNumeric: true,
      cell: (row) => figure(row.values[index] ?? null),
    })),
  ];
}

function rowsOf(runs: readonly TrendPoint[]): TrendRow[] {
  const rows = new Map<string, TrendRow>();
  for (const { name, recordType } of runs.flatMap((run) => run.metrics)) {
    const key = `${name}|${recordType}`;
    if (rows.has(key)) continue;
    const values = runs.map(
      ({ metrics }) =>
        metrics.find((metric) => metric.name === name && metric.recordType === recordType)?.value ??
        null,
    );
    rows.set(key, { name, recordType, values });
  }
  return [...rows.values()].sort(compareMetrics);
}
