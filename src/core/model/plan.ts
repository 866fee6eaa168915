import type { Product } from './record-type.ts';
import type { StreamName } from './streams.ts';

/** What one list will cost. */
export interface PlannedStream {
  readonly stream: StreamName;
  /** Records the product advertises; null if it tells none. */
  readonly records: number | null;
  readonly calls: number;
  /** Why it could not be counted; null if it was. */
  readonly note: string | null;
}

export interface PlannedProduct {
  readonly product: Product;
  /** Calls for what is read, the identity and the proof that each list has ended; confirming comes on top. */
  readonly listingCalls: number;
  readonly minutes: number;
  /** Requests an hour the product allows, if it says so. */
  readonly hourlyQuota: number | null;
  /** Share of that quota the reading takes in its busiest hour, 0 to 1. */
  readonly quotaShare: number | null;
}

/** Ways to read that were weighed: whole lists page by page, the ids one by one, or a call for each record as the vendor's guide does. */
export type ReadingWay = 'lists' | 'single' | 'record_by_record';

export interface PlanAlternative {
  readonly way: ReadingWay;
  readonly calls: Readonly<Record<Product, number>>;
  /** Of the slower product: both are read side by side. */
  readonly minutes: number;
  readonly isChosen: boolean;
  /** A sentence. */
  readonly why: string;
}

export interface AuditPlan {
  /** How the run will read. */
  readonly reads: 'lists' | 'single';
  readonly streams: readonly PlannedStream[];
  readonly products: readonly PlannedProduct[];
  readonly alternatives: readonly PlanAlternative[];
  /** Calls that planning itself took. */
  readonly countCalls: Readonly<Record<Product, number>>;
  readonly sentences: readonly string[];
}
