import type { AuditReport } from '../../model/report.ts';
import { isUnknownState, STATE_ORDER, stateEntry, UNKNOWN_STATES } from '../../model/states.ts';
import type { FindingCounter } from '../progress.ts';
import { triageOfReport } from '../triage-columns.ts';
import { actorSentence } from '../words.ts';
import type { Book } from './book.ts';
import { line } from './cells.ts';
import { writeFindingSheets } from './finding-sheets.ts';
import { STYLES } from './styles.ts';

/** A filtered report can't say that there are none. */
const NOT_CHOSEN = 'The filter on the sheet “Summary” let none through.';
const AMBER = 'FFF79009';
const RED = 'FFD92D20';
const GREY = 'FF98A2B3';

/** One sheet for each state that has findings; excluded and not verified records have sheets of their own. */
export async function writeStateSheets(
  book: Book,
  report: AuditReport,
  counter: FindingCounter,
): Promise<void> {
  for (const state of STATE_ORDER) {
    if (state === 'consistent' || state === 'excluded' || isUnknownState(state)) continue;
    const { title, meaning, isActionable } = stateEntry(state);
    const lines = [line(meaning), line(actorSentence(state))];
    const head = {
      name: title,
      title,
      lines,
      rangeName: `Tieout_Findings_${state}`,
      tabColor: isActionable ? AMBER : GREY,
    };
    const findings = counter.count(report.findings({ states: [state] }));
    await writeFindingSheets(book, head, findings, triageOfReport(report));
  }
}

export async function writeExcludedSheet(
  book: Book,
  report: AuditReport,
  counter: FindingCounter,
): Promise<void> {
  const { title, meaning } = stateEntry('excluded');
  const lines = [
    line(meaning),
    line('Who acts: nobody. They are counted and listed, never dropped.'),
  ];
  const findings = counter.count(report.findings({ states: ['excluded'] }));
  const head = {
    name: title,
    title,
    lines,
    rangeName: 'Tieout_Findings_excluded',
    whenEmpty: report.view ? NOT_CHOSEN : 'No record was excluded.',
  };
  await writeFindingSheets(book, head, findings, triageOfReport(report));
}

/** Gaps of the run, and every record that could not be read or whose other side could not. */
export async function writeNotVerifiedSheet(
  book: Book,
  report: AuditReport,
  counter: FindingCounter,
): Promise<void> {
  const { run } = report;
  const isVerified = run.status === 'verified';
  const gaps = isVerified
    ? [line('The run is verified: every stream was read completely.', STYLES.good)]
    : [
        line('The run is not verified:', STYLES.bad),
        ...run.gaps.map((gap) => line(gap, STYLES.gap)),
      ];
  const lines = [
    line(
      'Records about which nothing is known, because they or their counterparts could not be read.',
    ),
    line(
      'Who acts: consultant (read again, with another token or later); platform support for unreadable records.',
    ),
    ...gaps,
  ];
  const head = {
    name: 'Not verified',
    title: 'Not verified',
    lines,
    rangeName: 'Tieout_Findings_not_verified',
    whenEmpty: report.view ? NOT_CHOSEN : 'There is no such record.',
    ...(isVerified ? {} : { tabColor: RED }),
  };
  const findings = counter.count(report.findings({ states: UNKNOWN_STATES }));
  await writeFindingSheets(book, head, findings, triageOfReport(report));
}
