import type { LiveFacts } from '../../model/live-event.ts';
import type { Product, RecordType } from '../../model/record-type.ts';
import type { Db, Statement } from '../database.ts';

/** A record of one product, as its events tell it. */
export interface LiveSide {
  readonly product: Product;
  readonly recordType: RecordType;
  readonly id: string;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly events: number;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  /** When its deletion was first told; null if it was not. */
  readonly deletedMs: number | null;
  /** Which event's facts these are: the greatest of (rank, orderMs, orderDigest). */
  readonly rank: number;
  readonly orderMs: number;
  readonly orderDigest: string;
  readonly facts: LiveFacts;
}

const COLUMNS =
  'product, record_type AS recordType, id, first_ms AS firstMs, last_ms AS lastMs, events, created, updated, deleted, deleted_ms AS deletedMs, rank, order_ms AS orderMs, order_digest AS orderDigest, facts';

/** Records of each product and the links between them. */
export class Sides {
  readonly #get: Statement;
  readonly #put: Statement;
  readonly #links: Readonly<Record<'ofCrm' | 'ofRaise' | 'toldByCrm' | 'toldByRaise', Statement>>;
  readonly #addLink: Statement;
  readonly #dropLinks: Readonly<Record<Product, Statement>>;

  constructor(db: Db) {
    this.#get = db.prepare(
      `SELECT ${COLUMNS} FROM live_side WHERE product = ? AND record_type = ? AND id = ?`,
    );
    this.#put = db.prepare(
      'INSERT OR REPLACE INTO live_side VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const ids = (sql: string): Statement => db.prepare<unknown[]>(sql).pluck();
    this.#links = {
      ofCrm: ids('SELECT DISTINCT raise_id FROM live_link WHERE record_type = ? AND crm_id = ?'),
      ofRaise: ids(
        'SELECT DISTINCT crm_id FROM live_link WHERE record_type = ? AND raise_id = ? ORDER BY length(crm_id), crm_id',
      ),
      toldByCrm: ids(
        `SELECT raise_id FROM live_link WHERE record_type = ? AND crm_id = ? AND told_by = 'crm'`,
      ),
      toldByRaise: ids(
        `SELECT crm_id FROM live_link WHERE record_type = ? AND raise_id = ? AND told_by = 'raise'`,
      ),
    };
    this.#addLink = db.prepare('INSERT OR IGNORE INTO live_link VALUES (?, ?, ?, ?)');
    this.#dropLinks = {
      raise: db.prepare(
        `DELETE FROM live_link WHERE record_type = ? AND raise_id = ? AND told_by = 'raise'`,
      ),
      crm: db.prepare(
        `DELETE FROM live_link WHERE record_type = ? AND crm_id = ? AND told_by = 'crm'`,
      ),
    };
  }

  get(product: Product, recordType: RecordType, id: string): LiveSide | null {
    const row = this.#get.get([product, recordType, id]) as
      (Omit<LiveSide, 'facts'> & { facts: string }) | undefined;
    return row === undefined ? null : { ...row, facts: JSON.parse(row.facts) as LiveFacts };
  }

  put(side: LiveSide): void {
    const { product, recordType, id, firstMs, lastMs, events, created, updated, deleted } = side;
    const { deletedMs, rank, orderMs, orderDigest, facts } = side;
    const told = [product, recordType, id, firstMs, lastMs, events, created, updated, deleted];
    this.#put.run([...told, deletedMs, rank, orderMs, orderDigest, JSON.stringify(facts)]);
  }

  raiseIdsOf(recordType: RecordType, crmId: string): readonly string[] {
    return this.#links.ofCrm.all([recordType, crmId]) as string[];
  }

  crmIdsOf(recordType: RecordType, raiseId: string): readonly string[] {
    return this.#links.ofRaise.all([recordType, raiseId]) as string[];
  }

  /** Replaces what one record says of its counterparts. @returns those that it said before and those that it says now */
  relink(side: LiveSide, counterparts: readonly string[]): readonly string[] {
    const { product, recordType, id } = side;
    const before = (product === 'crm' ? this.#links.toldByCrm : this.#links.toldByRaise).all([
      recordType,
      id,
    ]) as string[];
    const isSame =
      before.length === counterparts.length &&
      before.every((other) => counterparts.includes(other));
    if (!isSame) {
      this.#dropLinks[product].run([recordType, id]);
      for (const other of counterparts)
        this.#addLink.run(
          product === 'crm' ? [recordType, id, other, 'crm'] : [recordType, other, id, 'raise'],
        );
    }
    return [...new Set([...before, ...counterparts])];
  }
}

/** Every record of both products, to link them anew. */
export function allSides(db: Db): { product: Product; recordType: RecordType; id: string }[] {
  return db
    .prepare('SELECT product, record_type AS recordType, id FROM live_side')
    .all() as ReturnType<typeof allSides>;
}
