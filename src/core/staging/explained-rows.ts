import type { Day } from '../model/days.ts';
import type { RecordType } from '../model/record-type.ts';
import type { Cause, State } from '../model/states.ts';
import { inTransaction, type Db } from './database.ts';

/** Raise minus CRM+ of one record in one currency, and why. */
export interface ExplainedRow {
  readonly recordType: RecordType;
  /** The Raise record; null if there is none that was read. */
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly day: Day | null;
  readonly currency: string | null;
  readonly campaign: number;
  readonly state: State;
  readonly cause: Cause;
  readonly count: number;
  readonly amount: number;
  /** The same by project: [label, count, amount]. */
  readonly shares: readonly (readonly [number, number, number])[];
}

/** So many rows are held before they are written down. */
const BLOCK = 2000;

/** Writes the differences that verdicts explain, block by block, and replaces the file's when they are all there. */
export class ExplainedRows {
  readonly #db: Db;
  #waiting: ExplainedRow[] = [];

  constructor(db: Db) {
    this.#db = db;
    db.exec(`DROP TABLE IF EXISTS temp.explained_new;
      CREATE TEMP TABLE explained_new AS SELECT * FROM main.explained_row LIMIT 0`);
  }

  add(row: ExplainedRow): void {
    if (row.count !== 0 || row.amount !== 0 || row.shares.length > 0) this.#waiting.push(row);
  }

  /** Writes down what waits, if it is much; not while a statement is being walked through. */
  spill(least = BLOCK): void {
    if (this.#waiting.length < least) return;
    const insert = this.#db.prepare<unknown[]>(
      'INSERT INTO temp.explained_new VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#db.transaction(() => {
      for (const row of this.#waiting)
        insert.run([
          row.recordType,
          row.raiseId === null ? null : Number(row.raiseId),
          row.crmId === null ? null : Number(row.crmId),
          row.day,
          row.currency,
          row.campaign,
          row.state,
          row.cause,
          row.count,
          row.amount,
          row.shares.length === 0 ? null : JSON.stringify(row.shares),
        ]);
    })();
    this.#waiting = [];
  }

  save(): void {
    this.spill(1);
    inTransaction(this.#db, () => {
      this.#db.exec('DELETE FROM explained_row');
      this.#db.exec('INSERT INTO explained_row SELECT * FROM temp.explained_new');
    });
    this.#db.exec('DROP TABLE temp.explained_new');
  }
}
