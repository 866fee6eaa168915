import { amountsOf } from '../../../model/open-item.ts';
import { countText, instantText, isOrAre } from '../../words.ts';
import type { Book } from '../book.ts';
import { count, line, money, share, text } from '../cells.ts';
import { sheetLayout } from '../sheet-layout.ts';
import type { Sheet } from '../sheet.ts';
import { STYLES } from '../styles.ts';
import {
  currenciesOf,
  standingOf,
  STANDINGS,
  STANDING_WORDS,
  type OverviewRow,
} from './overview-row.ts';

/** All customers on a page: how many stand how, what is open in all, what is at stake, and who has to be looked at. */
export async function writeOverviewSummary(
  book: Book,
  rows: readonly OverviewRow[],
  madeUtc: string,
): Promise<void> {
  const sheet = book.sheet('Summary', sheetLayout([34, 18, 16, 70]));
  const bad = rows.filter(({ isGood }) => !isGood);
  sheet.add([text('All customers', STYLES.title)], 26);
  sheet.add([line(`${countOf(rows.length)}, as of ${instantText(madeUtc)} UTC.`)]);
  sheet.add([
    rows.length === 0
      ? line('There is no workspace.', STYLES.quiet)
      : bad.length === 0
        ? line('All of them are verified, with nothing to act on.', STYLES.good)
        : line(
            `${countText(bad.length)} of them ${bad.length === 1 ? 'needs' : 'need'} somebody: see below.`,
            STYLES.bad,
          ),
  ]);
  addStandings(sheet, rows);
  addTotals(sheet, rows);
  addAmounts(sheet, rows);
  addNeedy(sheet, bad);
  await sheet.finish();
}

function addStandings(sheet: Sheet, rows: readonly OverviewRow[]): void {
  addSection(sheet, 'How they stand');
  sheet.addHeader(['Status', 'Workspaces', 'Share', 'Meaning'], [1, 2]);
  for (const standing of STANDINGS) {
    const of = rows.filter((row) => standingOf(row) === standing).length;
    const isGap = of > 0 && standing !== 'clean' && standing !== 'to_act';
    const [words, meaning] = STANDING_WORDS[standing];
    sheet.add([
      text(words, isGap ? STYLES.bad : STYLES.strong),
      count(of, isGap ? STYLES.badCount : STYLES.count),
      share(rows.length === 0 ? null : of / rows.length, isGap ? STYLES.badShare : STYLES.share),
      text(meaning, STYLES.wrappedIndented),
    ]);
  }
}

function addTotals(sheet: Sheet, rows: readonly OverviewRow[]): void {
  const readable = rows.flatMap(({ overview }) => overview ?? []);
  const sum = (of: 'open' | 'toActOn' | 'accepted'): number =>
    readable.reduce((total, overview) => total + overview[of], 0);
  addSection(sheet, 'What is open');
  sheet.addHeader(['Findings', 'Count'], [1]);
  sheet.add([text('Open', STYLES.strong), count(sum('open'))]);
  sheet.add([
    text('To act on', STYLES.strong),
    count(sum('toActOn'), sum('toActOn') > 0 ? STYLES.badCount : STYLES.count),
  ]);
  sheet.add([text('Accepted', STYLES.strong), count(sum('accepted'))]);
  addWithout(sheet, rows);
  addNever(sheet, rows);
}

function addAmounts(sheet: Sheet, rows: readonly OverviewRow[]): void {
  const currencies = currenciesOf(rows);
  const all = rows.flatMap(({ overview }) => overview?.atStake ?? []);
  addSection(sheet, 'At stake');
  if (currencies.length === 0) {
    sheet.add([text('Nothing that has an amount.', STYLES.quiet)]);
    return;
  }
  sheet.addHeader(['Currency', 'Amount', 'Workspaces'], [1, 2]);
  for (const { currency, amountMinor } of amountsOf(all))
    sheet.add([
      text(currency, STYLES.strong),
      money(amountMinor, currency),
      count(all.filter((each) => each.currency === currency).length),
    ]);
  sheet.add([
    text('What the findings to act on are about. Currencies are never added up.', STYLES.quiet),
  ]);
  addWithout(sheet, rows);
}

/** A total that lacks something says so. */
function addWithout(sheet: Sheet, rows: readonly OverviewRow[]): void {
  const missing = rows.filter(({ overview }) => overview === null).length;
  if (missing > 0)
    sheet.add([
      text(
        `Without ${countOf(missing)} that can’t be read: the totals are at least this.`,
        STYLES.gap,
      ),
    ]);
}

function addNever(sheet: Sheet, rows: readonly OverviewRow[]): void {
  const never = rows.filter((row) => standingOf(row) === 'never').length;
  if (never > 0)
    sheet.add([
      text(
        `${countOf(never)} ${isOrAre(never)} never audited: nothing of ${never === 1 ? 'it' : 'them'} is in here.`,
        STYLES.gap,
      ),
    ]);
}

function addNeedy(sheet: Sheet, bad: readonly OverviewRow[]): void {
  if (bad.length === 0) return;
  addSection(sheet, 'Who needs somebody');
  sheet.addHeader(['Workspace', 'Status', 'To act on', 'Result'], [2]);
  const inOrder = bad.toSorted(
    (a, b) =>
      STANDINGS.indexOf(standingOf(a)) - STANDINGS.indexOf(standingOf(b)) ||
      (b.overview?.toActOn ?? 0) - (a.overview?.toActOn ?? 0),
  );
  for (const row of inOrder)
    sheet.add([
      text(row.workspace, STYLES.strongWrapped),
      text(STANDING_WORDS[standingOf(row)][0], STYLES.wrapped),
      row.overview?.lastRun == null ? text('not known', STYLES.gap) : count(row.overview.toActOn),
      text(row.result, STYLES.wrappedIndented),
    ]);
}

function addSection(sheet: Sheet, title: string): void {
  sheet.skip();
  sheet.add([text(title, STYLES.section)], 22);
}

function countOf(workspaces: number): string {
  return workspaces === 1 ? '1 workspace' : `${countText(workspaces)} workspaces`;
}
