import type { CrmConnector, RaiseConnector, StoredAnswers } from '../connectors/connector.ts';
import type { Clock } from '../model/clock.ts';
import type { InstantMs } from '../model/instants.ts';
import type { Product } from '../model/record-type.ts';
import type { CallCounts } from '../model/spent.ts';

/** The two sides as an audit gets them. `crm` is null for a customer without CRM+. */
export interface Connections {
  readonly raise: RaiseConnector;
  readonly crm: CrmConnector | null;
  readonly stored: StoredAnswers;
  readonly clock: Clock;
  /**
   * Now by a product's own clock, as far as its answers told that ours is off: what the instants in its records are held
   * against. Laptops' clocks are off by minutes, and some by hours.
   */
  timeOf(product: Product): InstantMs;
  /** An earlier start of the same work had answers of the product: if it doesn't answer now, that is an outage. */
  noteKnown(product: Product): void;
  readonly origins: Readonly<Record<Product, string | null>>;
  /** Calls that left the machine since the connections were made. */
  callsMade(): Readonly<Record<Product, number>>;
  /** The same, with what became of them. */
  counts(): Readonly<Record<Product, CallCounts>>;
}
