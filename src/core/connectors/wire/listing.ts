import { asRow } from './fields.ts';

/** An answer with a list, its rows not read yet. */
export interface RawListing {
  readonly items: readonly unknown[];
  /** The `total` that came along; null if none or no whole number. */
  readonly total: number | null;
}

/**
 * Opens the envelope: CRM+ `{list, total}` (docs/api-facts.md A3), Raise `{items, total}` (B2). Null if it is neither:
 * an answer without a list is no empty list.
 */
export function openListing(value: unknown): RawListing | null {
  const envelope = asRow(value);
  const items = envelope?.['list'] ?? envelope?.['items'];
  if (!Array.isArray(items)) return null;
  const total = envelope?.['total'];
  return {
    items,
    total: typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : null,
  };
}
