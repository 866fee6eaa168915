import type { Product } from '../../model/record-type.ts';
import type { Db } from '../database.ts';

/** Records of a delivery that could not be read; their bodies stay in the inbox as long as others. */
export function noteUnread(db: Db, delivery: number, whys: readonly string[]): void {
  const add = db.prepare('INSERT OR IGNORE INTO unread VALUES (?, ?, ?)');
  whys.forEach((why, position) => add.run([delivery, position, why]));
}

/** Events of kinds that are not reconciled: kept and counted. */
export function noteOtherKinds(db: Db, product: Product, names: readonly string[]): void {
  const add = db.prepare(
    'INSERT INTO other_kind VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET events = events + 1',
  );
  for (const name of names) add.run([product, name]);
}

export interface OtherKind {
  readonly product: Product;
  readonly name: string;
  readonly events: number;
}

/** The kinds that came most, up to 20. */
export function otherKinds(db: Db): readonly OtherKind[] {
  return db
    .prepare(
      'SELECT product, name, events FROM other_kind ORDER BY events DESC, product, name LIMIT 20',
    )
    .all() as OtherKind[];
}

export interface UnreadCount {
  readonly product: Product;
  readonly why: string;
  readonly records: number;
}

/** How many records of deliveries were not understood, by product and reason. */
export function unreadCounts(db: Db): readonly UnreadCount[] {
  return db
    .prepare(
      `SELECT d.product, u.why, count(*) AS records FROM unread u JOIN delivery d ON d.seq = u.delivery
       GROUP BY d.product, u.why ORDER BY records DESC, d.product, u.why LIMIT 20`,
    )
    .all() as UnreadCount[];
}
