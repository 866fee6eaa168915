import type { StoredRunSummary } from '../../../../contract/runs.ts';
import { baselineOf, spikeOf, type Baseline, type Spike } from '../../../../core/model/baseline.ts';
import type { RecordType } from '../../../../core/model/record-type.ts';
import type { Metric, TrendPoint } from '../../../../core/model/run-analysis.ts';
import { comparableScope } from '../../../../core/model/run-scope.ts';

/** One run's figure in a trend, beside what the comparable runs before it make usual. */
export interface TrendValue {
  readonly runId: string;
  readonly asOfUtc: string;
  readonly isVerified: boolean;
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
  const usual: number[] = [];
  return points.flatMap(({ runId, asOfUtc, status, metrics }) => {
    const metric = metrics.find((each) => each.name === name && isOf(each, recordType));
    if (metric === undefined) return [];
    const { value } = metric;
    const baseline = baselineOf(usual);
    const isVerified = status === 'verified';
    if (isVerified) usual.push(value);
    const spike = baseline === null ? null : spikeOf(value, baseline);
    return [{ runId, asOfUtc, isVerified, value, baseline, spike }];
  });
}

/** Gifts have no label (product.md §5). */
function isOf(metric: Metric, recordType: RecordType | null): boolean {
  return metric.recordType === recordType || (recordType === 'gift' && metric.recordType === null);
}
