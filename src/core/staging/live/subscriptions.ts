import type { Product } from '../../model/record-type.ts';
import type { Db } from '../database.ts';

export interface OwnSubscription {
  readonly product: Product;
  readonly id: string;
  readonly url: string;
}

/** The subscriptions that Tieout made and has not deleted. CRM+ tells nobody of its own (docs/api-facts.md A8). */
export function ownSubscriptions(db: Db): readonly OwnSubscription[] {
  return db
    .prepare(
      'SELECT product, id, url FROM subscription WHERE deleted_ms IS NULL ORDER BY created_ms, id',
    )
    .all() as OwnSubscription[];
}

/** A subscription was made by us; the same id again takes the place of the old. */
export function noteSubscribed(db: Db, { product, id, url }: OwnSubscription, nowMs: number): void {
  db.prepare('INSERT OR REPLACE INTO subscription VALUES (?, ?, ?, ?, NULL)').run([
    product,
    id,
    url,
    nowMs,
  ]);
}

/** A subscription of ours was deleted; that it was ours stays known. */
export function noteUnsubscribed(db: Db, product: Product, id: string, nowMs: number): void {
  db.prepare('UPDATE subscription SET deleted_ms = ? WHERE product = ? AND id = ?').run([
    nowMs,
    product,
    id,
  ]);
}
