import type { AuditReport, SummaryRow } from './report.ts';
import { isActionable } from './states.ts';

/** What a run's summary says of findings that ask for action, less those that somebody accepted. */
export function toActOn({
  summary,
  accepted = [],
}: Pick<AuditReport, 'summary' | 'accepted'>): SummaryRow[] {
  const lived = new Map(accepted.map((row) => [keyOf(row), row]));
  return summary
    .filter((row) => isActionable(row.state, row.cause))
    .map((row) => {
      const part = lived.get(keyOf(row));
      if (part === undefined) return row;
      return {
        ...row,
        count: row.count - part.count,
        amountMinor: row.amountMinor === null ? null : row.amountMinor - (part.amountMinor ?? 0),
      };
    })
    .filter(({ count }) => count > 0);
}

/** How many findings of a run ask for action. */
export function countToActOn(report: Pick<AuditReport, 'summary' | 'accepted'>): number {
  return countOf(toActOn(report));
}

/** How many findings of a run would ask for action, had nobody accepted them. */
export function countAccepted({ accepted = [] }: Pick<AuditReport, 'accepted'>): number {
  return countOf(accepted.filter((row) => isActionable(row.state, row.cause)));
}

/** How many findings of one row of a run's summary somebody accepted. */
export function acceptedIn(
  { accepted = [] }: Pick<AuditReport, 'accepted'>,
  row: Pick<SummaryRow, 'recordType' | 'state' | 'cause' | 'currency'>,
): number {
  return countOf(accepted.filter((each) => keyOf(each) === keyOf(row)));
}

function countOf(rows: readonly SummaryRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

function keyOf({
  recordType,
  state,
  cause,
  currency,
}: Pick<SummaryRow, 'recordType' | 'state' | 'cause' | 'currency'>): string {
  return `${recordType} ${state} ${cause} ${currency ?? ''}`;
}
