import type { AuditReport, RunFacts, SummaryRow } from '../../model/report.ts';
import { PRODUCT_WORDS, RECORD_WORDS } from '../../model/record-type.ts';
import { ACTOR_WORDS, causeEntry, isActionable, stateEntry, whoActs } from '../../model/states.ts';
import {
  capitalized,
  countText,
  periodWords,
  recordWords,
  resultSentence,
  yesNo,
} from '../words.ts';
import type { Book } from './book.ts';
import { count, instant, money, text } from './cells.ts';
import type { SheetCell } from './cells.ts';
import { sheetLayout } from './sheet-layout.ts';
import type { Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

const WIDTHS = [24, 20, 46, 12, 18, 11, 13, 22];

/** Who, when, what the findings were filtered by, the result in one sentence, gaps, how many of what, and how much was read. */
export async function writeSummarySheet(book: Book, report: AuditReport): Promise<void> {
  const { run, summary } = report;
  const sheet = book.sheet('Summary', sheetLayout(WIDTHS));
  sheet.add([text('Tieout: Raise and CRM+ reconciled', STYLES.title)], 28);
  addRunFacts(sheet, run);
  if (report.view) {
    const chosen = countText(report.view.count);
    sheet.add([
      text('Filter', STYLES.label),
      text(`Only findings with: ${report.view.words}`, STYLES.bad),
    ]);
    sheet.add([
      null,
      text(
        `Findings on the sheets: ${chosen}. Result, states and tie-out are of the whole run.`,
        STYLES.gap,
      ),
    ]);
  }
  sheet.skip();
  sheet.add([
    text('Result', STYLES.label),
    text(resultSentence(run, summary), run.status === 'verified' ? STYLES.good : STYLES.bad),
  ]);
  for (const [index, gap] of run.gaps.entries()) {
    sheet.add([index === 0 ? text('Gaps', STYLES.label) : null, text(gap, STYLES.gap)]);
  }
  addCounts(sheet, summary);
  addCoverage(sheet, run);
  await sheet.finish();
}

function addRunFacts(sheet: Sheet, run: RunFacts): void {
  const { parameters } = run;
  const facts: readonly [string, SheetCell | null][] = [
    ['Workspace', text(run.workspace, STYLES.strong)],
    ['Organization', text(run.organization ?? 'not known')],
    ['Records', text(recordWords(parameters))],
    ['Period', text(periodWords(parameters))],
    ['Time zone', text(parameters.timeZone)],
    ['As of (UTC)', instant(run.asOfUtc)],
  ];
  for (const [label, cell] of facts) sheet.add([text(label, STYLES.label), cell]);
}

function addCounts(sheet: Sheet, summary: readonly SummaryRow[]): void {
  sheet.skip();
  sheet.add([text('States', STYLES.section)], 22);
  const headers = [
    'State',
    'Record',
    'Cause',
    'Count',
    'Amount',
    'Currency',
    'Needs action',
    'Who acts',
  ];
  sheet.addHeader(headers, [3, 4]);
  for (const row of summary) {
    const isActing = isActionable(row.state, row.cause);
    sheet.add([
      text(stateEntry(row.state).title, isActing ? STYLES.strong : STYLES.plain),
      text(RECORD_WORDS[row.recordType].one),
      text(causeEntry(row.state, row.cause).words),
      count(row.count),
      money(row.amountMinor, row.currency),
      text(row.currency, STYLES.indented),
      isActing ? text('● yes', STYLES.gap) : text('no', STYLES.quiet),
      text(ACTOR_WORDS[whoActs(row.state, row.cause)]),
    ]);
  }
  if (summary.length === 0) sheet.add([text('There were no records.', STYLES.quiet)]);
}

function addCoverage(sheet: Sheet, run: RunFacts): void {
  sheet.skip();
  sheet.add([text('What was read', STYLES.section)], 22);
  sheet.addHeader(
    ['Product', 'Stream', 'Note', 'Advertised', 'Read', 'Unreadable', 'Complete'],
    [3, 4, 5],
  );
  for (const row of run.coverage) {
    sheet.add([
      text(PRODUCT_WORDS[row.product]),
      text(capitalized(row.stream.replaceAll('_', ' '))),
      text(row.note, STYLES.wrapped),
      count(row.advertised),
      count(row.read),
      count(row.unreadable, row.unreadable > 0 ? STYLES.badCount : STYLES.count),
      text(yesNo(row.complete), row.complete ? STYLES.indented : STYLES.badIndented),
    ]);
  }
}
