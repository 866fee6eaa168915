import type { RecordType } from '../../../../core/model/record-type.ts';
import { trendWords, type TrendOf, type TrendUnit } from '../../../words/trends.ts';

/** A figure that is drawn over runs, or over days. */
export interface TrendKind {
  /** As runs store it (product.md §5). */
  readonly name: string;
  readonly title: string;
  readonly unit: TrendUnit;
  readonly of: TrendOf;
}

const titles = trendWords.metrics;

/** Figures of one record type. */
export const RECORD_TRENDS: readonly TrendKind[] = [
  { name: 'reconcile.missing_in_crm', title: titles.missingInCrm, unit: 'records', of: 'audits' },
  {
    name: 'reconcile.missing_in_raise',
    title: titles.missingInRaise,
    unit: 'records',
    of: 'audits',
  },
  { name: 'reconcile.not_yet_linked', title: titles.notYetLinked, unit: 'records', of: 'audits' },
  { name: 'reconcile.raise_total', title: titles.raiseTotal, unit: 'records', of: 'audits' },
  { name: 'reconcile.crm_total', title: titles.crmTotal, unit: 'records', of: 'audits' },
  { name: 'sync_lag_hours.p95', title: titles.lag, unit: 'hours', of: 'audits' },
];

/** Figures of a whole run. */
export const RUN_TRENDS: readonly TrendKind[] = [
  { name: 'calls', title: titles.calls, unit: 'calls', of: 'audits' },
  { name: 'calls_refused', title: titles.refused, unit: 'calls', of: 'audits' },
  { name: 'duration_seconds', title: titles.duration, unit: 'seconds', of: 'audits' },
];

/** Of live confirmation, by the customer's days. */
export const LATE_TREND: TrendKind = {
  name: 'live.confirmed_late',
  title: titles.confirmedLate,
  unit: 'records',
  of: 'days',
};

export const TREND_TYPES: readonly RecordType[] = ['gift', 'donor', 'recurring_gift'];
