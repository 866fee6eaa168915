import type { Product } from './record-type.ts';

/** A webhook subscription as far as it is known; null is "not told". */
export interface Subscription {
  readonly product: Product;
  readonly id: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly isActive: boolean | null;
  /** Made by Tieout, as far as this workspace knows. */
  readonly isOurs: boolean;
}

/** What a person wants to be told of. */
export interface SubscriptionWish {
  readonly product: Product;
  /** Where the tunnel takes deliveries: an https address that ends in the hook's path. */
  readonly url: string;
  readonly name: string;
  /** Raise's numbers of events (docs/api-facts.md B8); CRM+ has a switch for each of gifts and contacts. */
  readonly raiseEvents: readonly number[];
}

/** A request that changes a product, to be shown and confirmed before it is sent. */
export interface PreparedSubscription {
  readonly product: Product;
  readonly method: 'POST' | 'DELETE';
  readonly url: string;
  /** As it will be sent, with the secret masked; null for a deletion. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** Sending needs exactly this. */
  readonly digest: string;
}
