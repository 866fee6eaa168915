import type { RecordType } from '../../../../core/model/record-type.ts';
import type { TrendPoint } from '../../../../core/model/run-analysis.ts';
import { RECORD_TRENDS, TREND_TYPES } from './trend-list.ts';
import { trendValues } from './trend-runs.ts';

/** A figure of the newest audit that is out of the usual. */
export interface LatestSpike {
  readonly title: string;
  readonly type: RecordType;
}

/** Spikes of the last of comparable runs, of figures about records: how long an audit takes says nothing of the customer. */
export function latestSpikes(points: readonly TrendPoint[]): LatestSpike[] {
  const last = points.at(-1);
  return TREND_TYPES.flatMap((type) =>
    RECORD_TRENDS.filter(({ name }) => {
      const value = trendValues(points, name, type).at(-1);
      return value !== undefined && value.id === last?.runId && value.spike !== null;
    }).map(({ title }) => ({ title, type })),
  );
}
