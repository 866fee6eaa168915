import type { ChangeRow } from '../model/lineage.ts';
import type { AuditReport, SummaryRow } from '../model/report.ts';
import { STATE_ORDER } from '../model/states.ts';
import { countText, instantText } from './words.ts';

/** A line of the summary: what is there now, and what came, stayed, came back and went since the run before. */
export interface SummaryLine extends SummaryRow {
  /** Null where it isn't known, and on further currencies of a kind: changes are counted by kind. */
  readonly change: ChangeRow | null;
}

/** The summary with its changes; kinds that are all resolved get a line of their own, with nothing in it now. */
export function summaryLines({ summary, changes }: AuditReport): SummaryLine[] {
  const open = new Map((changes?.since ? changes.rows : []).map((row) => [kindOf(row), row]));
  const lines = summary.map((row): SummaryLine => {
    const change = open.get(kindOf(row)) ?? null;
    open.delete(kindOf(row));
    return { ...row, change };
  });
  const gone = [...open.values()].filter((change) => change.resolved > 0);
  for (const change of gone) {
    const { recordType, state, cause } = change;
    lines.push({ recordType, state, cause, count: 0, amountMinor: null, currency: null, change });
  }
  return gone.length === 0 ? lines : lines.toSorted(byState);
}

/** What changed since the run before, in one sentence. */
export function changeSentence({ changes }: AuditReport): string {
  if (!changes) return 'What changed since the run before is not known.';
  if (changes.since === null) return 'This is the first run: there is none to compare it with.';
  const sum = (pick: (row: ChangeRow) => number): string =>
    countText(changes.rows.reduce((total, row) => total + pick(row), 0));
  const [fresh, persisting] = [sum((row) => row.new), sum((row) => row.persisting)];
  const [back, gone] = [sum((row) => row.reappeared), sum((row) => row.resolved)];
  return `Since the run as of ${instantText(changes.since.asOfUtc)} UTC: ${fresh} new, ${persisting} persisting, ${back} back, ${gone} resolved.`;
}

function kindOf({ recordType, state, cause }: Pick<SummaryRow, 'recordType' | 'state' | 'cause'>) {
  return `${recordType}|${state}|${cause}`;
}

function byState(a: SummaryLine, b: SummaryLine): number {
  return STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state);
}
