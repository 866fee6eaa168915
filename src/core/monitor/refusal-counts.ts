import { isFailure } from '../model/failure.ts';
import type { HookRefusal } from '../model/hook-scheme.ts';
import type { Product } from '../model/record-type.ts';
import type { Db } from '../staging/database.ts';
import { addRefusals } from '../staging/live/refusals.ts';

const FLUSH_MS = 1000;

/** Counts what was not taken, and nothing else of it. Written at most once a second: strangers must not keep the disk busy. */
export class RefusalCounts {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #onCounted: () => void;
  readonly #counts = new Map<string, { product: Product; why: HookRefusal; count: number }>();
  #timer: NodeJS.Timeout | null = null;

  /** @param onCounted told whenever new counts can be read */
  constructor(db: Db, now: () => number, onCounted: () => void) {
    this.#db = db;
    this.#now = now;
    this.#onCounted = onCounted;
  }

  count(product: Product, why: HookRefusal): void {
    const key = `${product} ${why}`;
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { product, why, count: 1 });
    else known.count += 1;
    this.#timer ??= setTimeout(() => this.#flushLater(), FLUSH_MS).unref();
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#counts.size === 0 || !this.#db.open) return;
    addRefusals(this.#db, [...this.#counts.values()], this.#now());
    this.#counts.clear();
    this.#onCounted();
  }

  /** On a full disk the counts stay in memory until there is room. */
  #flushLater(): void {
    try {
      this.flush();
    } catch (error) {
      if (!isFailure(error, 'storage')) throw error;
    }
  }
}
