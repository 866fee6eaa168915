import type { RecordType } from '../../../core/model/record-type.ts';
import type { AuditReport, SummaryRow } from '../../../core/model/report.ts';
import { STATE_ORDER, type State } from '../../../core/model/states.ts';
import { toActOn } from '../../../core/model/to-act-on.ts';

export interface StateCell {
  readonly count: number;
  /** One sum for each currency: amounts of two currencies are never added. */
  readonly money: readonly { readonly currency: string; readonly amountMinor: number }[];
}

export interface StateRow {
  readonly state: State;
  readonly cells: Readonly<Record<RecordType, StateCell>>;
  readonly count: number;
  readonly toAct: number;
  readonly accepted: number;
}

/** The states that occurred, in their order. */
export function stateRows(report: Pick<AuditReport, 'summary' | 'accepted'>): StateRow[] {
  const { summary, accepted = [] } = report;
  const acting = toActOn(report);
  return STATE_ORDER.flatMap((state) => {
    const own = summary.filter((row) => row.state === state);
    if (own.length === 0) return [];
    const cell = (type: RecordType) => cellOf(own.filter((row) => row.recordType === type));
    return [
      {
        state,
        cells: {
          donor: cell('donor'),
          gift: cell('gift'),
          recurring_gift: cell('recurring_gift'),
        },
        count: countOf(own),
        toAct: countOf(acting.filter((row) => row.state === state)),
        accepted: countOf(accepted.filter((row) => row.state === state)),
      },
    ];
  });
}

function cellOf(rows: readonly SummaryRow[]): StateCell {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of rows) {
    if (currency !== null && amountMinor !== null)
      sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  }
  return {
    count: countOf(rows),
    money: [...sums]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([currency, amountMinor]) => ({ currency, amountMinor })),
  };
}

function countOf(rows: readonly SummaryRow[]): number {
  return rows.reduce((sum, row) => sum + row.count, 0);
}
