import type { Finding } from '../core/model/finding.ts';
import { formatMoney } from '../core/model/money.ts';
import { RECORD_WORDS } from '../core/model/record-type.ts';
import type { AuditReport } from '../core/model/report.ts';
import { isActionable, stateEntry } from '../core/model/states.ts';
import { onOneLine, type Terminal } from './terminal.ts';

const TITLES = ['State', 'Record', 'Raise', 'CRM+', 'Date', 'Amount', 'Act', 'Evidence'];
/** Index of the amount, which stands to the right. */
const AMOUNT = 5;

/** Findings as aligned lines, titles first; nothing if there are none. Passes over them twice instead of keeping them. */
export function* findingLines(
  report: Pick<AuditReport, 'findings' | 'triageOf'>,
  terminal: Terminal,
): Generator<string> {
  const cells = (finding: Finding): string[] => cellsOf(finding, actText(finding, report));
  const widths = TITLES.map((title) => title.length);
  let count = 0;
  for (const finding of report.findings()) {
    count += 1;
    for (const [index, text] of cells(finding).entries())
      widths[index] = Math.max(widths[index] ?? 0, text.length);
  }
  if (count === 0) return;
  yield terminal.paint(lineOf(TITLES, widths, terminal), 'bold');
  for (const finding of report.findings()) yield lineOf(cells(finding), widths, terminal);
}

function cellsOf(finding: Finding, act: string): string[] {
  return [
    stateEntry(finding.state).title,
    RECORD_WORDS[finding.recordType].one,
    finding.raiseId ?? '–',
    finding.crmId ?? '–',
    finding.date ?? '–',
    finding.amountMinor === null ? '–' : formatMoney(finding.amountMinor, finding.currency),
    act,
    onOneLine(finding.evidence),
  ];
}

/** What somebody accepted would ask for action otherwise. */
function actText(
  { id, state, cause, actionable }: Finding,
  { triageOf }: Pick<AuditReport, 'triageOf'>,
): string {
  if (actionable) return 'yes';
  const isAccepted = isActionable(state, cause) && (triageOf?.(id)?.accepted ?? null) !== null;
  return isAccepted ? 'accepted' : 'no';
}

/** Evidence is cut only where a terminal would break the line. */
function lineOf(
  texts: readonly string[],
  widths: readonly number[],
  { columns }: Terminal,
): string {
  const head = texts
    .slice(0, -1)
    .map((text, index) =>
      index === AMOUNT ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0),
    );
  const line = [...head, texts.at(-1) ?? ''].join('  ');
  return columns !== null && line.length > columns
    ? `${line.slice(0, Math.max(0, columns - 1))}…`
    : line;
}
