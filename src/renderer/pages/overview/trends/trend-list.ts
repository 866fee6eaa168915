import type { RecordType } from '../../../../core/model/record-type.ts';
import { trendWords, type TrendUnit } from '../../../words/trends.ts';

/** A figure that is drawn over runs. */
export interface TrendKind {
  /** As runs store it (product.md §5). */
  readonly name: string;
  readonly title: string;
  readonly unit: TrendUnit;
}

const titles = trendWords.metrics;

/** Figures of one record type. */
export const RECORD_TRENDS: readonly TrendKind[] = [
  { name: 'reconcile.missing_in_crm', title: titles.missingInCrm, unit: 'records' },
  { name: 'reconcile.missing_in_raise', title: titles.missingInRaise, unit: 'records' },
  { name: 'reconcile.not_yet_linked', title: titles.notYetLinked, unit: 'records' },
  { name: 'reconcile.raise_total', title: titles.raiseTotal, unit: 'records' },
  { name: 'reconcile.crm_total', title: titles.crmTotal, unit: 'records' },
  { name: 'sync_lag_hours.p95', title: titles.lag, unit: 'hours' },
];

/** Figures of a whole run. */
export const RUN_TRENDS: readonly TrendKind[] = [
  { name: 'calls', title: titles.calls, unit: 'calls' },
  { name: 'calls_refused', title: titles.refused, unit: 'calls' },
  { name: 'duration_seconds', title: titles.duration, unit: 'seconds' },
];

export const TREND_TYPES: readonly RecordType[] = ['gift', 'donor', 'recurring_gift'];
