import type { AuditReport, RunFacts } from '../../model/report.ts';
import { PRODUCT_WORDS, RECORD_WORDS } from '../../model/record-type.ts';
import { ACTOR_WORDS, causeEntry, isActionable, stateEntry, whoActs } from '../../model/states.ts';
import { acceptedIn } from '../../model/to-act-on.ts';
import { changeSentence, summaryLines, type SummaryLine } from '../change-rows.ts';
import {
  capitalized,
  countText,
  periodWords,
  recordWords,
  resultSentence,
  yesNo,
} from '../words.ts';
import type { Book } from './book.ts';
import { count, id, instant, money, text } from './cells.ts';
import type { SheetCell } from './cells.ts';
import { sheetLayout } from './sheet-layout.ts';
import type { Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

const WIDTHS = [24, 20, 46, 12, 18, 11, 13, 11, 9, 10, 10, 14, 22];

/** Who, when, what the findings were filtered by, the result in one sentence, gaps, how many of what, and how much was read. */
export async function writeSummarySheet(book: Book, report: AuditReport): Promise<void> {
  const { run } = report;
  const sheet = book.sheet('Summary', sheetLayout(WIDTHS));
  sheet.add([text('Tieout: Raise and CRM+ reconciled', STYLES.title)], 28);
  addRunFacts(sheet, run);
  addNotices(sheet, report);
  sheet.skip();
  const result = resultSentence(report);
  sheet.add([
    text('Result', STYLES.label),
    text(result, run.status === 'verified' ? STYLES.good : STYLES.bad),
  ]);
  sheet.nameCell('Tieout_Result', 2);
  for (const [index, gap] of run.gaps.entries()) {
    sheet.add([index === 0 ? text('Gaps', STYLES.label) : null, text(gap, STYLES.gap)]);
  }
  sheet.add([text('Change', STYLES.label), text(changeSentence(report))]);
  addCounts(sheet, report);
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
  sheet.nameCell('Tieout_AsOf', 2);
  sheet.add([text('Findings digest', STYLES.label), id(run.digest)]);
  sheet.nameCell('Tieout_Digest', 2);
}

/** What this copy is not: whole, or with donor data. */
function addNotices(sheet: Sheet, { view, isMasked }: AuditReport): void {
  if (isMasked)
    sheet.add([
      text('Masked copy', STYLES.label),
      text(
        'Names, emails, phones and what persons wrote are masked; ids, amounts, days, campaigns and projects are not.',
        STYLES.strong,
      ),
    ]);
  if (!view) return;
  sheet.add([text('Filter', STYLES.label), text(`Only findings with: ${view.words}`, STYLES.bad)]);
  sheet.add([
    null,
    text(
      `Findings on the sheets: ${countText(view.count)}. Result, states and tie-out are of the whole run.`,
      STYLES.gap,
    ),
  ]);
}

const COUNT_HEADERS = [
  'State',
  'Record',
  'Cause',
  'Count',
  'Amount',
  'Currency',
  'New',
  'Persisting',
  'Back',
  'Resolved',
  'Accepted',
  'Needs action',
  'Who acts',
];

function addCounts(sheet: Sheet, report: AuditReport): void {
  sheet.skip();
  sheet.add([text('States', STYLES.section)], 22);
  sheet.addHeader(COUNT_HEADERS, [3, 4, 6, 7, 8, 9, 10]);
  const headerRow = sheet.rowCount;
  const isKept = report.triageOf !== undefined;
  const lines = summaryLines(report);
  for (const line of lines) sheet.add(countCells(line, isKept ? acceptedIn(report, line) : null));
  if (lines.length === 0) sheet.add([text('There were no records.', STYLES.quiet)]);
  sheet.nameTable('Tieout_Summary', headerRow, COUNT_HEADERS.length);
}

function countCells(row: SummaryLine, accepted: number | null): (SheetCell | null)[] {
  const { state, cause, change } = row;
  const isFinding = state !== 'consistent';
  const canAct = isActionable(state, cause);
  const isActing = canAct && row.count > (accepted ?? 0);
  return [
    text(stateEntry(state).title, isActing ? STYLES.strong : STYLES.plain),
    text(RECORD_WORDS[row.recordType].one),
    text(causeEntry(state, cause).words),
    count(row.count),
    money(row.amountMinor, row.currency),
    text(row.currency, STYLES.indented),
    count(change && change.new),
    count(change && change.persisting),
    count(change && change.reappeared),
    count(change && change.resolved),
    isFinding && canAct ? count(accepted) : null,
    actionCell(row, isActing, accepted),
    text(ACTOR_WORDS[whoActs(state, cause)]),
  ];
}

function actionCell(
  row: SummaryLine,
  isActing: boolean,
  accepted: number | null,
): SheetCell | null {
  if (isActing) return text('● yes', STYLES.gap);
  return text(row.count > 0 && accepted === row.count ? 'no (accepted)' : 'no', STYLES.quiet);
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
