import type { EventHint } from '../../model/live-event.ts';
import type { Product } from '../../model/record-type.ts';
import { inTransaction, type Db, type Statement } from '../database.ts';
import { DeliveryCounter, type CountedDelivery } from './delivery-counts.ts';

/** A body as it came, before anybody looked into it. */
export interface NewDelivery extends CountedDelivery {
  readonly hint: EventHint;
  /** SHA-256 of the body, in hex. */
  readonly digest: string;
  readonly body: Uint8Array;
}

export interface StoredDelivery {
  readonly seq: number;
  readonly product: Product;
  readonly receivedMs: number;
  readonly hint: EventHint;
  readonly digest: string;
  readonly body: string;
}

/** The inbox: what was answered with "accepted" is in it, for good; its bodies are removed in time (old-bodies.ts). */
export class Deliveries {
  readonly #db: Db;
  readonly #known: Statement;
  readonly #add: Statement;
  readonly #bringBack: Statement;
  readonly #waiting: Statement;

  constructor(db: Db) {
    this.#db = db;
    this.#known = db.prepare(
      'SELECT seq, length(body) = 0 AS isRemoved FROM delivery WHERE product = ? AND digest = ? AND same_as IS NULL',
    );
    this.#add = db.prepare(
      'INSERT INTO delivery (product, received_ms, verified, hint, digest, body, same_as) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#bringBack = db.prepare('UPDATE delivery SET body = ? WHERE seq = ?');
    this.#waiting = db.prepare(
      `SELECT d.seq, d.product, d.received_ms AS receivedMs, d.hint, d.digest, coalesce(d.body, first.body) AS body
       FROM delivery d LEFT JOIN delivery first ON first.seq = d.same_as
       WHERE d.seq > (SELECT seq FROM applied) ORDER BY d.seq LIMIT ?`,
    );
  }

  /**
   * Puts deliveries on disk in one transaction; those whose body came before are kept without it.
   * @returns how many of them came before @throws Failure storage: then none is stored
   */
  add(deliveries: readonly NewDelivery[]): number {
    return inTransaction(this.#db, () => {
      const counts = new DeliveryCounter(this.#db);
      for (const { product, receivedMs, verified, hint, digest, body } of deliveries) {
        const known = this.#known.get([product, digest]) as
          { readonly seq: number; readonly isRemoved: 0 | 1 } | undefined;
        // It is read once more, as every repeat is: until then its body has to be there.
        if (known?.isRemoved === 1) this.#bringBack.run([body, known.seq]);
        const kept = known === undefined ? body : null;
        this.#add.run([product, receivedMs, verified, hint, digest, kept, known?.seq ?? null]);
        counts.add({ product, receivedMs, verified }, known !== undefined);
      }
      counts.save();
      return counts.repeated;
    });
  }

  /** The next deliveries that are not applied yet, in the order in which they came. */
  waiting(limit: number): readonly StoredDelivery[] {
    const rows = this.#waiting.all([limit]) as (Omit<StoredDelivery, 'body'> & { body: Buffer })[];
    // Bytes that are no UTF-8 become U+FFFD, as they do wherever a body is read.
    return rows.map((row) => ({ ...row, body: row.body.toString('utf8').replace(/^\uFEFF/, '') }));
  }
}

/**
 * Runs `work` in a transaction that need not wait for the disk: what follows from the inbox is made from it again if a power cut
 * takes it away, and the next delivery's own wait covers it. @throws Failure storage
 */
export function inRepeatableTransaction(db: Db, work: () => void): void {
  db.pragma('synchronous = NORMAL');
  try {
    inTransaction(db, work);
  } finally {
    db.pragma('synchronous = FULL');
  }
}

/** Says up to where everything is applied; in the transaction that applies it. */
export function markApplied(db: Db, seq: number): void {
  db.prepare('UPDATE applied SET seq = ?').run([seq]);
}

/** How many deliveries wait to be applied. */
export function countWaiting(db: Db): number {
  return Number(
    db.prepare('SELECT count(*) FROM delivery WHERE seq > (SELECT seq FROM applied)').pluck().get(),
  );
}
