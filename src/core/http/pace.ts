import { Failure } from '../model/failure.ts';
import type { Product } from '../model/record-type.ts';

export type PacePreset = 'polite' | 'normal' | 'fast';

/** How hard one product may be asked, by all workers together. */
export interface Pace {
  readonly product: Product;
  readonly requestsPerSecond: number;
  /** Most calls under way at once. */
  readonly concurrency: number;
  /** The part of an advertised quota that may be spent; the rest stays for the customer's other integrations. */
  readonly quotaShare: number;
}

/** product.md §4 "Pace". One request a second is the vendor's own advice for Raise (docs/api-facts.md B1). */
const PRESETS: Readonly<
  Record<Product, Readonly<Record<PacePreset, readonly [perSecond: number, concurrency: number]>>>
> = {
  raise: { polite: [0.5, 1], normal: [1, 2], fast: [2, 3] },
  crm: { polite: [1, 2], normal: [4, 4], fast: [8, 6] },
};
export const QUOTA_SHARE = 0.8;
const MOST_PER_SECOND = 10_000;
const MOST_CONCURRENCY = 16;

/**
 * The pace for a product: a preset (default normal), or an explicit number, which wins. Quotas and waits that the
 * server tells hold for every pace.
 * @throws Failure usage for a number that is none
 */
export function paceFor(options: {
  readonly product: Product;
  readonly preset?: PacePreset | undefined;
  readonly requestsPerSecond?: number | undefined;
}): Pace {
  const [perSecond, concurrency] = PRESETS[options.product][options.preset ?? 'normal'];
  const asked = options.requestsPerSecond;
  const base = { product: options.product, quotaShare: QUOTA_SHARE };
  if (asked === undefined) return { ...base, requestsPerSecond: perSecond, concurrency };
  if (!Number.isFinite(asked) || asked < 0.001 || asked > MOST_PER_SECOND) {
    throw new Failure(
      'usage',
      `Requests per second must be a number from 0.001 to ${MOST_PER_SECOND}.`,
    );
  }
  // Two calls under way for each one a second keep the rate up while an answer takes two seconds.
  const needed = Math.min(MOST_CONCURRENCY, Math.ceil(asked * 2));
  return { ...base, requestsPerSecond: asked, concurrency: Math.max(concurrency, needed) };
}
