import type { Product } from '../../model/record-type.ts';
import type { Db } from '../database.ts';

/** How the sender of a delivery was proved. */
export type Verified = 'hmac' | 'token' | 'none' | 'imported';

/** A delivery as far as it is counted. */
export interface CountedDelivery {
  readonly product: Product;
  readonly receivedMs: number;
  readonly verified: Verified;
}

export interface DeliveryCounts {
  readonly product: Product;
  readonly deliveries: number;
  readonly repeated: number;
  readonly unverified: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Every zone's days begin at a quarter of an hour, so that counts of quarters can be told by day. */
const QUARTER_MS = 900_000;

/** Counts deliveries while they are added, in their transaction: a count afterwards would read every body. */
export class DeliveryCounter {
  readonly #db: Db;
  readonly #quarters = new Map<string, DeliveryCounts>();
  repeated = 0;

  constructor(db: Db) {
    this.#db = db;
  }

  add({ product, receivedMs, verified }: CountedDelivery, isRepeated: boolean): void {
    if (isRepeated) this.repeated += 1;
    const key = `${product} ${quarterOf(receivedMs)}`;
    const known = this.#quarters.get(key);
    const isUnverified = verified === 'none' || verified === 'imported';
    this.#quarters.set(key, {
      product,
      deliveries: (known?.deliveries ?? 0) + 1,
      repeated: (known?.repeated ?? 0) + (isRepeated ? 1 : 0),
      unverified: (known?.unverified ?? 0) + (isUnverified ? 1 : 0),
      firstMs: Math.min(known?.firstMs ?? receivedMs, receivedMs),
      lastMs: Math.max(known?.lastMs ?? receivedMs, receivedMs),
    });
  }

  save(): void {
    const add = this.#db.prepare(
      `INSERT INTO delivery_count VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET deliveries = deliveries + excluded.deliveries, repeated = repeated + excluded.repeated,
         unverified = unverified + excluded.unverified, first_ms = min(first_ms, excluded.first_ms),
         last_ms = max(last_ms, excluded.last_ms)`,
    );
    for (const each of this.#quarters.values()) {
      const { product, deliveries, repeated, unverified, firstMs, lastMs } = each;
      const quarterMs = quarterOf(firstMs);
      add.run([product, quarterMs, deliveries, repeated, unverified, firstMs, lastMs]);
    }
  }
}

/** What came from each product; none for one that sent nothing. */
export function countDeliveries(db: Db): readonly DeliveryCounts[] {
  return db
    .prepare(
      `SELECT product, sum(deliveries) AS deliveries, sum(repeated) AS repeated, sum(unverified) AS unverified,
         min(first_ms) AS firstMs, max(last_ms) AS lastMs
       FROM delivery_count GROUP BY product ORDER BY product DESC`,
    )
    .all() as DeliveryCounts[];
}

/** Whether anything came in a span of time whose ends lie between quarters of an hour; the end itself is outside. */
export function hasDeliveries(db: Db, fromMs: number, untilMs: number): boolean {
  return (
    db
      .prepare('SELECT 1 FROM delivery_count WHERE quarter_ms >= ? AND quarter_ms < ? LIMIT 1')
      .get([fromMs, untilMs]) !== undefined
  );
}

function quarterOf(ms: number): number {
  return Math.floor(ms / QUARTER_MS) * QUARTER_MS;
}
