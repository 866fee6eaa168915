import { openSinceRunBefore } from '../../../core/model/overview.ts';
import type { CustomerRow } from './customer-row-facts.ts';

export const SORT_KEYS = [
  'attention',
  'name',
  'lastRun',
  'open',
  'toActOn',
  'atStake',
  'trend',
  'next',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface CustomerSort {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** Those that need attention, and of these the ones with most to act on. */
export const FIRST_SORT: CustomerSort = { key: 'attention', isDescending: false };

/** What a click on a column's head asks for: names upwards first, figures downwards; a second click turns it round. */
export function nextSort(now: CustomerSort, key: SortKey): CustomerSort {
  if (now.key === key) return { key, isDescending: !now.isDescending };
  return { key, isDescending: !['attention', 'name', 'next'].includes(key) };
}

/** The rows in order; what is not known comes last, whichever way round. */
export function sortCustomers(
  rows: readonly CustomerRow[],
  { key, isDescending }: CustomerSort,
): CustomerRow[] {
  const currency = key === 'atStake' ? commonCurrency(rows) : null;
  const valueOf = (row: CustomerRow): number | string | null => values(row, currency)[key];
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    if (one === null || other === null) {
      if (one !== other) return one === null ? 1 : -1;
    } else if (one !== other) return sign * compare(one, other);
    return byNeed(a, b);
  });
}

/** The currency that most customers have something at stake in: sums of different ones can't be compared. Null if nobody has. */
export function commonCurrency(rows: readonly CustomerRow[]): string | null {
  const counts = new Map<string, number>();
  for (const { overview } of rows)
    for (const { currency } of overview?.atStake ?? [])
      counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const [first] = [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return first?.[0] ?? null;
}

function values(
  row: CustomerRow,
  currency: string | null,
): Readonly<Record<SortKey, number | string | null>> {
  const { overview, nextUtc, rank, workspace } = row;
  // Of one that was never audited nothing is known, which is no zero.
  const found = overview?.lastRun == null ? null : overview;
  const amount = overview?.atStake.find((each) => each.currency === currency);
  return {
    attention: rank,
    name: workspace.name.toLocaleLowerCase(),
    lastRun: overview?.lastRun?.asOfUtc ?? null,
    open: found?.open ?? null,
    toActOn: found?.toActOn ?? null,
    atStake: amount?.amountMinor ?? null,
    trend: openSinceRunBefore(overview?.openTrend ?? []),
    next: nextUtc,
  };
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b));
}

function byNeed(a: CustomerRow, b: CustomerRow): number {
  return (
    a.rank - b.rank ||
    (b.overview?.toActOn ?? 0) - (a.overview?.toActOn ?? 0) ||
    a.workspace.name.localeCompare(b.workspace.name)
  );
}
