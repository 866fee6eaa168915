import type { AuditReport } from '../../model/report.ts';
import { RECORD_WORDS } from '../../model/record-type.ts';
import { precisionOf, recallOf } from '../../model/run-analysis.ts';
import { causeEntry, stateEntry } from '../../model/states.ts';
import { countText, instantText } from '../words.ts';
import { count, figure, share, text } from './cells.ts';
import type { Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

/** How long syncing takes at this customer, as pairs of both sides show it, and the window that this suggests. */
export function addSyncLag(sheet: Sheet, { run, analysis }: AuditReport): void {
  addSection(sheet, 'Measured sync lag');
  const lag = analysis?.lag ?? [];
  if (lag.length === 0) {
    addNote(sheet, 'It was not measured.');
    return;
  }
  addNote(
    sheet,
    'Hours from the moment Raise created a record until CRM+ had it; half, 95 and 99 of a hundred took no longer.',
  );
  sheet.addHeader(
    ['Record', 'Pairs', 'p50 (h)', 'p95 (h)', 'p99 (h)', 'Window used', 'Window advised'],
    [1, 2, 3, 4, 5, 6],
    32,
  );
  for (const row of lag) {
    const isShort = run.parameters.lagHours < row.suggestedHours;
    sheet.add([
      text(RECORD_WORDS[row.recordType].one),
      count(row.pairs),
      figure(row.p50),
      figure(row.p95),
      figure(row.p99),
      count(run.parameters.lagHours, isShort ? STYLES.badCount : STYLES.count),
      count(row.suggestedHours),
    ]);
  }
}

/** Whether the audit finds what is wrong: errors planted in a copy of this customer's own pages, and what came of them. */
export function addPowerTest(sheet: Sheet, { power }: AuditReport): void {
  addSection(sheet, 'Power test');
  if (!power) {
    addNote(sheet, 'None was made on this run.');
    return;
  }
  addNote(
    sheet,
    `Known errors were planted in a copy of this run’s stored pages, and the rules were run again (${instantText(power.ranUtc)} UTC, seed ${power.seed}).`,
  );
  const recall = recallOf(power);
  const precision = precisionOf(power);
  sheet.add([
    text('Recall', STYLES.label),
    share(recall, recall < 1 ? STYLES.badShare : STYLES.share),
    text('of what was planted was found'),
  ]);
  sheet.add([
    text('Precision', STYLES.label),
    share(precision, precision < 1 ? STYLES.badShare : STYLES.share),
    text(`of what was found was planted; ${countText(power.extra)} beside it`),
  ]);
  sheet.addHeader(['Planted', 'Record', 'Planted', 'Found', 'Recall'], [2, 3, 4]);
  for (const row of power.rows) {
    const isShort = row.found < row.planted;
    sheet.add([
      text(`${stateEntry(row.state).title}: ${causeEntry(row.state, row.cause).words}`),
      text(RECORD_WORDS[row.recordType].one),
      count(row.planted),
      count(row.found, isShort ? STYLES.badCount : STYLES.count),
      row.planted === 0
        ? null
        : share(row.found / row.planted, isShort ? STYLES.badShare : STYLES.share),
    ]);
  }
}

function addSection(sheet: Sheet, title: string): void {
  sheet.skip();
  sheet.add([text(title, STYLES.section)], 22);
}

function addNote(sheet: Sheet, words: string): void {
  sheet.add([text(words, STYLES.quiet)]);
}
