import { RECORD_WORDS } from '../model/record-type.ts';
import type { Metric } from '../model/run-analysis.ts';
import { capitalized } from './words.ts';

/** What people read for a run's figures; gifts carry no label, which the names of product.md §5 don't say. */
const WORDS: Readonly<Record<string, string>> = {
  'reconcile.raise_total': 'Records in Raise',
  'reconcile.crm_total': 'Records in CRM+',
  'reconcile.missing_in_crm': 'Missing in CRM+',
  'reconcile.missing_in_raise': 'Missing in Raise',
  'reconcile.not_yet_linked': 'Not yet linked',
  'sync_lag_hours.p50': 'Sync lag in hours, p50',
  'sync_lag_hours.p95': 'Sync lag in hours, p95',
  'sync_lag_hours.p99': 'Sync lag in hours, p99',
};
const NAMES = Object.keys(WORDS);

/** "Missing in CRM+"; of a figure without words of its own, its name. */
export function metricWords(name: string): string {
  return WORDS[name] ?? capitalized(name.replace(/^reconcile\./, '').replaceAll(/[._]/g, ' '));
}

/** The record type of a figure, as people read it; null of one of the whole run. */
export function metricRecords({
  name,
  recordType,
}: Pick<Metric, 'name' | 'recordType'>): string | null {
  const isOfGifts = recordType === null && name in WORDS;
  return recordType === null && !isOfGifts ? null : RECORD_WORDS[recordType ?? 'gift'].many;
}

/** What is known by name stands first, in the order of this file; then the rest, as it was given. */
export function compareMetrics(a: Pick<Metric, 'name'>, b: Pick<Metric, 'name'>): number {
  const placeOf = ({ name }: Pick<Metric, 'name'>): number =>
    NAMES.includes(name) ? NAMES.indexOf(name) : NAMES.length;
  return placeOf(a) - placeOf(b);
}

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const NONE = '·';

/** One bar a value, from the lowest to the highest of them; values that are all the same are all in the middle. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return values
    .map((value) => {
      if (value === null) return NONE;
      const height = high === low ? 0.5 : (value - low) / (high - low);
      return BARS[Math.round(height * (BARS.length - 1))] ?? NONE;
    })
    .join('');
}
