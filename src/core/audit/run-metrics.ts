import type { Metric, SyncLag } from '../model/run-analysis.ts';
import type { RunFacts, SummaryRow } from '../model/report.ts';
import type { RecordType } from '../model/record-type.ts';
import type { State } from '../model/states.ts';
import type { TieOutRow } from '../model/tie-out.ts';

const STATES = [
  ['reconcile.missing_in_crm', 'missing_in_crm'],
  ['reconcile.missing_in_raise', 'missing_in_raise'],
  ['reconcile.not_yet_linked', 'not_yet_synced'],
] as const satisfies readonly (readonly [string, State])[];

/**
 * A run's figures for trends, under the names of product.md §5; those of gifts have no label. A run of a choice of records has
 * no totals and no counts: another choice would be other records.
 */
export function runMetrics(
  { spent, parameters }: RunFacts,
  summary: readonly SummaryRow[],
  {
    tieOut,
    lag,
  }: { readonly tieOut: readonly TieOutRow[]; readonly lag: readonly SyncLag[] | null },
  isNarrow: boolean,
): Metric[] {
  const { raise, crm } = spent.products;
  const ofRun = [
    metric('calls', null, raise.calls + crm.calls),
    metric('calls_refused', null, raise.refused + crm.refused),
    metric('duration_seconds', null, Math.round(spent.activeMs / 1000)),
  ];
  if (isNarrow) return ofRun;
  return [
    ...parameters.records.flatMap((type) => countsOf(type, summary, tieOut)),
    ...(lag ?? []).flatMap(hoursOf),
    ...ofRun,
  ];
}

function hoursOf({ recordType, p50, p95, p99 }: SyncLag): Metric[] {
  const label = recordType === 'gift' ? null : recordType;
  return [
    metric('sync_lag_hours.p50', label, p50),
    metric('sync_lag_hours.p95', label, p95),
    metric('sync_lag_hours.p99', label, p99),
  ];
}

function countsOf(
  type: RecordType,
  summary: readonly SummaryRow[],
  tieOut: readonly TieOutRow[],
): Metric[] {
  const label = type === 'gift' ? null : type;
  const rows = tieOut.filter(({ recordType }) => recordType === type);
  const inState = (state: State): number =>
    sumOf(summary.filter((row) => row.recordType === type && row.state === state));
  return [
    metric('reconcile.raise_total', label, sumOf(rows.map(({ raise }) => raise))),
    metric('reconcile.crm_total', label, sumOf(rows.map(({ crm }) => crm))),
    ...STATES.map(([name, state]) => metric(name, label, inState(state))),
  ];
}

function metric(name: string, recordType: RecordType | null, value: number): Metric {
  return { name, recordType, value };
}

function sumOf(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
