import type { Product } from './record-type.ts';
import type { StreamName } from './streams.ts';

/** What one list will cost. */
export interface PlannedStream {
  readonly stream: StreamName;
  /** Records the product advertises; null if it tells none. */
  readonly records: number | null;
  readonly calls: number;
}

export interface PlannedProduct {
  readonly product: Product;
  /** Calls for the lists, the identity and the proof that each list has ended. */
  readonly listingCalls: number;
  readonly minutes: number;
  /** Requests an hour the product allows, if it says so. */
  readonly hourlyQuota: number | null;
  /** Share of that quota the listing takes in its busiest hour, 0 to 1. */
  readonly quotaShare: number | null;
}

export interface AuditPlan {
  readonly streams: readonly PlannedStream[];
  readonly products: readonly PlannedProduct[];
  /** Calls that planning itself took. */
  readonly countCalls: Readonly<Record<Product, number>>;
  readonly sentences: readonly string[];
}
