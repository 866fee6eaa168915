import type { Product } from '../../../core/model/record-type.ts';
import type { RunFacts } from '../../../core/model/report.ts';
import type { CallCounts } from '../../../core/model/spent.ts';

export interface SpentRow extends CallCounts {
  /** Null is both together. */
  readonly product: Product | null;
  /** Calls of reading; null if nobody planned it. */
  readonly planned: number | null;
}

/** Planned and made calls of each product that was asked, and of both together. */
export function spentRows({
  plan,
  spent,
  origins,
}: Pick<RunFacts, 'plan' | 'spent' | 'origins'>): SpentRow[] {
  const products = (['raise', 'crm'] as const).filter(
    (product) => product === 'raise' || origins.crm !== null,
  );
  const rows = products.map((product): SpentRow => ({
    product,
    planned: plan?.products.find((each) => each.product === product)?.listingCalls ?? null,
    ...spent.products[product],
  }));
  if (rows.length < 2) return rows;
  const sum = (of: (row: SpentRow) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const together: SpentRow = {
    product: null,
    planned: plan === null ? null : sum((row) => row.planned ?? 0),
    calls: sum((row) => row.calls),
    retried: sum((row) => row.retried),
    refused: sum((row) => row.refused),
  };
  return [...rows, together];
}
