import type { AlertRecord } from '../../model/alert.ts';
import { baselineOf, spikeOf } from '../../model/baseline.ts';
import type { OpenItem } from '../../model/open-item.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { RunFacts } from '../../model/report.ts';
import type { Metric, TrendPoint } from '../../model/run-analysis.ts';
import { isUnexplained, type TieOutRow } from '../../model/tie-out.ts';

/** What one evaluation of the rules looks at. */
export interface AlertFacts {
  readonly workspace: string;
  readonly organization: string | null;
  readonly nowUtc: string;
  /** All findings to act on that are open. */
  readonly open: readonly OpenItem[];
  readonly recordOf: (item: OpenItem) => AlertRecord;
  /** What the newest backstop made; null if it came to no result, which `failure` then tells. */
  readonly run: RunAlertFacts | null;
  readonly failure: string | null;
}

export interface RunAlertFacts {
  readonly runId: string;
  readonly isVerified: boolean;
  readonly gaps: readonly string[];
  readonly refusedCalls: number;
  readonly unexplained: readonly Unexplained[];
  readonly spikes: readonly MetricSpike[];
}

export interface Unexplained {
  readonly recordType: RecordType;
  readonly currency: string | null;
  readonly count: number;
  readonly amountMinor: number;
}

export interface MetricSpike {
  readonly name: string;
  readonly recordType: RecordType | null;
  readonly value: number;
  readonly usual: number;
}

export function runAlertFacts(
  { id, status, gaps, spent }: RunFacts,
  tieOut: readonly TieOutRow[],
  metrics: readonly Metric[],
  earlier: readonly TrendPoint[],
): RunAlertFacts {
  return {
    runId: id,
    isVerified: status === 'verified',
    gaps,
    refusedCalls: spent.products.raise.refused + spent.products.crm.refused,
    unexplained: unexplainedIn(tieOut),
    spikes: spikesIn(metrics, earlier),
  };
}

/** Summed over months, record type by record type and currency by currency; none where nothing is unexplained. */
function unexplainedIn(tieOut: readonly TieOutRow[]): Unexplained[] {
  const sums = new Map<string, Unexplained>();
  for (const { recordType, currency, unexplained } of tieOut.filter(isUnexplained)) {
    const key = `${recordType} ${currency}`;
    const before = sums.get(key);
    sums.set(key, {
      recordType,
      currency,
      count: (before?.count ?? 0) + Math.abs(unexplained.count),
      amountMinor: (before?.amountMinor ?? 0) + Math.abs(unexplained.amountMinor),
    });
  }
  return [...sums.values()];
}

/** Records that wait inside the lag window are not among them: they are nobody's business yet. */
const WATCHED = new Set([
  'reconcile.missing_in_crm',
  'reconcile.missing_in_raise',
  'sync_lag_hours.p95',
]);

function spikesIn(metrics: readonly Metric[], earlier: readonly TrendPoint[]): MetricSpike[] {
  return metrics
    .filter(({ name }) => WATCHED.has(name))
    .flatMap(({ name, recordType, value }) => {
      const before = earlier.flatMap((point) =>
        point.metrics
          .filter((metric) => metric.name === name && metric.recordType === recordType)
          .map((metric) => metric.value),
      );
      const baseline = baselineOf(before);
      if (baseline === null || spikeOf(value, baseline) !== 'above') return [];
      return [{ name, recordType, value, usual: baseline.median }];
    });
}
