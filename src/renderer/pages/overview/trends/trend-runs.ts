import type { StoredRunSummary } from '../../../../contract/runs.ts';
import { baselineOf, spikeOf, type Baseline, type Spike } from '../../../../core/model/baseline.ts';
import type { RecordType } from '../../../../core/model/record-type.ts';
import type { Metric, TrendPoint } from '../../../../core/model/run-analysis.ts';
import { comparableScope } from '../../../../core/model/run-scope.ts';
import { formatInstant } from '../../../words/format.ts';

/** The figure of one run, or of one day, in a trend, beside what the comparable ones before it make usual. */
export interface TrendValue {
  /** The run's id, or the day. */
  readonly id: string;
  /** When it was, as people read it. */
  readonly when: string;
  /** Whether it counts for what is usual: a verified run, a day that is over. */
  readonly isFirm: boolean;
  readonly value: number;
  readonly baseline: Baseline | null;
  readonly spike: Spike | null;
}

/** The runs that can be compared with the last of a trend, and how many can't. */
export interface ComparableRuns {
  readonly points: readonly TrendPoint[];
  readonly others: number;
}

/**
 * Runs of the same records over a period of the same length, as the last point's run. A choice of records is comparable with
 * nothing: another one would be other records.
 */
export function comparableRuns(
  trend: readonly TrendPoint[],
  runs: readonly StoredRunSummary[],
): ComparableRuns {
  const last = trend.at(-1);
  if (last === undefined) return { points: [], others: 0 };
  const kinds = new Map(
    runs.map(({ runId, scope, recheck }) => [runId, comparableScope({ ...scope, recheck })]),
  );
  const kind = kinds.get(last.runId) ?? null;
  const points = trend.filter(
    (point) => point === last || (kind !== null && kinds.get(point.runId) === kind),
  );
  return { points, others: trend.length - points.length };
}

/**
 * A metric over runs; runs that don't tell it are left out. What is usual rests on verified runs alone: one that could
 * not read everything counts too little.
 */
export function trendValues(
  points: readonly TrendPoint[],
  name: string,
  recordType: RecordType | null,
): TrendValue[] {
  const figures = points.flatMap(({ runId, asOfUtc, status, metrics }) => {
    const metric = metrics.find((each) => each.name === name && isOf(each, recordType));
    if (metric === undefined) return [];
    const isFirm = status === 'verified';
    return [{ id: runId, when: formatInstant(asOfUtc), isFirm, value: metric.value }];
  });
  return besideUsual(figures);
}

/** Figures, the oldest first, each beside what the firm ones before it make usual. */
export function besideUsual(
  figures: readonly Omit<TrendValue, 'baseline' | 'spike'>[],
): TrendValue[] {
  const usual: number[] = [];
  return figures.map((figure) => {
    const baseline = baselineOf(usual);
    if (figure.isFirm) usual.push(figure.value);
    const spike = baseline === null ? null : spikeOf(figure.value, baseline);
    return { ...figure, baseline, spike };
  });
}

/** Gifts have no label (product.md §5). */
function isOf(metric: Metric, recordType: RecordType | null): boolean {
  return metric.recordType === recordType || (recordType === 'gift' && metric.recordType === null);
}
