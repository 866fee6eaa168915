import type { HookRefusal } from '../../model/hook-scheme.ts';
import type { Product } from '../../model/record-type.ts';
import { inTransaction, type Db } from '../database.ts';

export interface RefusalCount {
  readonly product: Product;
  readonly why: HookRefusal;
  readonly count: number;
  readonly lastMs: number;
}

/** Nobody needs to know how many beyond this; and the number stays one. */
const MOST_COUNTED = 1_000_000_000;

/** Adds to what was counted; nothing of a refused delivery but the count is kept. @throws Failure storage */
export function addRefusals(
  db: Db,
  counts: readonly Omit<RefusalCount, 'lastMs'>[],
  nowMs: number,
): void {
  const add = db.prepare(
    `INSERT INTO refusal VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = min(count + excluded.count, ${MOST_COUNTED}), last_ms = excluded.last_ms`,
  );
  inTransaction(db, () => {
    for (const { product, why, count } of counts) add.run([product, why, count, nowMs]);
  });
}

/** How many requests were refused, by product and reason. */
export function refusalCounts(db: Db): readonly RefusalCount[] {
  return db
    .prepare('SELECT product, why, count, last_ms AS lastMs FROM refusal ORDER BY product, why')
    .all() as RefusalCount[];
}
