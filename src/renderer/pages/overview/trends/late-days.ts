import type { LateDay } from '../../../../core/model/live-status.ts';
import { formatDay } from '../../../words/format.ts';
import type { LatestSpike } from './latest-spikes.ts';
import { LATE_TREND } from './trend-list.ts';
import { besideUsual, type TrendValue } from './trend-runs.ts';

/** Days of live confirmation as a trend. Today is not over: it may be out of the usual already, but makes nothing usual. */
export function lateValues(days: readonly LateDay[]): TrendValue[] {
  const figures = days.map(({ day, confirmed, isOver }) => ({
    id: day,
    when: formatDay(day),
    isFirm: isOver,
    value: confirmed,
  }));
  return besideUsual(figures).map((value) =>
    // What has come by noon says nothing of how few there will be.
    !value.isFirm && value.spike === 'below' ? { ...value, spike: null } : value,
  );
}

/** The newest day, if more gifts than usual were late on it. */
export function lateSpike(days: readonly LateDay[]): LatestSpike[] {
  return lateValues(days).at(-1)?.spike === 'above'
    ? [{ title: LATE_TREND.title, type: 'gift' }]
    : [];
}
