import { openSinceRunBefore, type WorkspaceOverview } from '../../../model/overview.ts';
import { sparkline } from '../../metric-words.ts';
import { count, day, fileLink, id, instant, money, text, type SheetCell } from '../cells.ts';
import { STYLES } from '../styles.ts';
import type { TableColumn } from '../table-sheets.ts';
import { currenciesOf, standingOf, STANDING_WORDS, type OverviewRow } from './overview-row.ts';

export interface OverviewColumn extends TableColumn<OverviewRow> {
  /** For the data dictionary. */
  readonly meaning: string;
}

/** One column a currency; the column of workbooks is there if there are any. @param folder where the summary lies */
export function overviewColumns(rows: readonly OverviewRow[], folder: string): OverviewColumn[] {
  return [
    ...WHO_AND_HOW,
    ...FIGURES,
    ...currenciesOf(rows).map(atStakeIn),
    ...OVER_RUNS,
    ...(rows.some(({ ownFile }) => ownFile !== null) ? [ownWorkbook(folder)] : []),
    RUN,
  ];
}

const WHO_AND_HOW: readonly OverviewColumn[] = [
  {
    header: 'Workspace',
    width: 28,
    meaning: 'The customer, by the name of the workspace',
    cell: ({ workspace }) => text(workspace, STYLES.strongWrapped),
  },
  {
    header: 'Status',
    width: 19,
    meaning: 'How it stands, in the words below',
    cell: (row) => {
      const standing = standingOf(row);
      const style = { clean: STYLES.good, to_act: STYLES.strong }[standing as string] ?? STYLES.bad;
      return text(STANDING_WORDS[standing][0], style);
    },
  },
  {
    header: 'Result',
    width: 50,
    meaning: 'How its last backstop ended, or how it stands, in a sentence',
    cell: ({ result, isGood }) => text(result, isGood ? STYLES.wrapped : STYLES.wrappedGap),
  },
  {
    header: 'Last run (UTC)',
    width: 17,
    meaning: 'As of when its last finished run judged',
    cell: known(({ lastRun }) => (lastRun === null ? NEVER : instant(lastRun.asOfUtc))),
  },
  {
    header: 'From day',
    width: 12,
    meaning: 'The first day that run audited, in the customer’s zone; empty: from the beginning',
    cell: known(({ lastRun }) => day(lastRun?.from ?? null)),
  },
  {
    header: 'To day',
    width: 12,
    meaning: 'The last day that run audited; empty: all until it was run',
    cell: known(({ lastRun }) => day(lastRun?.to ?? null)),
  },
  {
    header: 'Last day audited',
    width: 12,
    meaning: 'The newest day that a scheduled audit, or “tieout daily”, has read completely',
    cell: known(({ lastDay }) => day(lastDay)),
  },
];

const FIGURES: readonly OverviewColumn[] = [
  {
    header: 'Open',
    width: 10,
    isNumeric: true,
    meaning:
      'Findings of a kind that asks for action which any run left open: those to act on, accepted ones, test records',
    cell: audited(({ open }) => count(open)),
  },
  {
    header: 'To act on',
    width: 10,
    isNumeric: true,
    meaning: 'Those of them that somebody has to act on',
    cell: audited(({ toActOn }) => count(toActOn, toActOn > 0 ? STYLES.badCount : STYLES.count)),
  },
  {
    header: 'Accepted',
    width: 10,
    isNumeric: true,
    meaning: 'Those of them that somebody decided to live with',
    cell: audited(({ accepted }) => count(accepted)),
  },
];

const MOST_BARS = 14;
/** What is printed ends with it: addresses and ids behind it are for the screen. */
const LAST_PRINTED = 'Next audit (UTC)';

export function printedColumns(columns: readonly OverviewColumn[]): number {
  return columns.findIndex(({ header }) => header === LAST_PRINTED) + 1;
}

const OVER_RUNS: readonly OverviewColumn[] = [
  {
    header: 'Open since run before',
    width: 12,
    isNumeric: true,
    meaning:
      'How many more (+) or fewer (−) findings were open after the last run than after the one before it; empty: there is none before it, or it did not count',
    cell: known(({ openTrend }) => count(openSinceRunBefore(openTrend), STYLES.change)),
  },
  {
    header: 'Open, run by run',
    width: 16,
    meaning:
      'A bar for each of the last runs, oldest first, from the lowest to the highest; · is not known',
    cell: known(({ openTrend }) =>
      text(sparkline(openTrend.slice(-MOST_BARS).map(({ open }) => open)), STYLES.barsIndented),
    ),
  },
  {
    header: 'Missing, run by run',
    width: 18,
    meaning:
      'The same for records missing on either side, of runs that looked at all records of their days',
    cell: known(({ trend }) =>
      text(sparkline(trend.slice(-MOST_BARS).map(({ missing }) => missing)), STYLES.bars),
    ),
  },
  {
    header: 'Next audit (UTC)',
    width: 17,
    meaning: 'When its daily schedule comes next; empty: it has none, or one for every hour',
    cell: ({ nextUtc }) => instant(nextUtc),
  },
];

const RUN: OverviewColumn = {
  header: 'Last run',
  width: 25,
  meaning: 'The id of its last finished run: “tieout export --run” writes its workbook',
  cell: known(({ lastRun }) => id(lastRun?.runId ?? null)),
};

function atStakeIn(currency: string): OverviewColumn {
  return {
    header: `At stake, ${currency}`,
    width: 14,
    isNumeric: true,
    meaning: `What the findings to act on are about, in ${currency}; empty: nothing in this currency`,
    cell: audited(({ atStake }) =>
      money(atStake.find((each) => each.currency === currency)?.amountMinor ?? null, currency),
    ),
  };
}

function ownWorkbook(folder: string): OverviewColumn {
  return {
    header: 'Own workbook',
    width: 40,
    meaning:
      'Its own workbook, written with the summary; the link works while both lie as they lay',
    cell: ({ ownFile }) => (ownFile === null ? null : fileLink(ownFile, folder)),
  };
}

/** What can't be known of an unreadable workspace says so, in red: an empty cell would look like nothing. */
function known(
  cell: (overview: WorkspaceOverview) => SheetCell | null,
): (row: OverviewRow) => SheetCell | null {
  return ({ overview }) => (overview === null ? text('not known', STYLES.gap) : cell(overview));
}

/** Nothing was found of one that was never audited, which is not the same as that there is nothing. */
function audited(
  cell: (overview: WorkspaceOverview) => SheetCell | null,
): (row: OverviewRow) => SheetCell | null {
  return known((overview) =>
    overview.lastRun === null ? text('not known', STYLES.gap) : cell(overview),
  );
}

const NEVER = text('never', STYLES.gap);
