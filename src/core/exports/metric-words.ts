import { capitalized } from './words.ts';

/** What people read for a run's figures; gifts carry no label, which the names of product.md §5 don't say. */
const WORDS: Readonly<Record<string, string>> = {
  'reconcile.raise_total': 'Records in Raise',
  'reconcile.crm_total': 'Records in CRM+',
  'reconcile.missing_in_crm': 'Missing in CRM+',
  'reconcile.missing_in_raise': 'Missing in Raise',
  'reconcile.not_yet_linked': 'Not yet linked',
  'sync_lag_hours.p50': 'Hours until half were in CRM+',
  'sync_lag_hours.p95': 'Hours until 95 of a hundred were in CRM+',
  'sync_lag_hours.p99': 'Hours until 99 of a hundred were in CRM+',
};

/** "Missing in CRM+"; of a figure without words of its own, its name. */
export function metricWords(name: string): string {
  return WORDS[name] ?? capitalized(name.replace(/^reconcile\./, '').replaceAll(/[._]/g, ' '));
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
