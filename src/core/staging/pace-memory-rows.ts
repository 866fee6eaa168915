import type { Product } from '../model/record-type.ts';
import { inTransaction, type Db } from './database.ts';

/** What is remembered of a product's pace, as it was stored: whoever reads it parses it. It holds for one address. */
export interface PaceMemoryRow {
  readonly product: Product;
  readonly origin: string;
  readonly memory: unknown;
}

/** What a product at an origin last told, as it was kept: to be parsed; null if nothing. */
export function paceMemoryOf(db: Db, product: Product, origin: string): unknown {
  const text = db
    .prepare('SELECT memory FROM pace_memory WHERE product = ? AND origin = ?')
    .pluck()
    .get([product, origin]);
  return typeof text === 'string' ? (JSON.parse(text) as unknown) : null;
}

/** @throws Failure storage */
export function savePaceMemories(db: Db, rows: readonly PaceMemoryRow[]): void {
  const save = db.prepare('INSERT OR REPLACE INTO pace_memory VALUES (?, ?, ?)');
  inTransaction(db, () => {
    for (const { product, origin, memory } of rows)
      save.run([product, origin, JSON.stringify(memory)]);
  });
}
