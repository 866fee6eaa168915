import { monthOf, type Day } from '../model/days.ts';
import type { RecordType } from '../model/record-type.ts';
import type { Cause, State } from '../model/states.ts';
import type { Db } from '../staging/database.ts';

/** Differences that verdicts explain: Raise minus CRM+, by month, currency, state and cause. */
export class Explained {
  readonly #cells = new Map<string, { count: number; amount: number }>();

  add(
    cell: {
      recordType: RecordType;
      day: Day | null;
      currency: string | null;
      state: State;
      cause: Cause;
    },
    count: number,
    amount: number,
  ): void {
    if (count === 0 && amount === 0) return;
    const key = JSON.stringify([
      cell.recordType,
      cell.day === null ? null : monthOf(cell.day),
      cell.currency,
      cell.state,
      cell.cause,
    ]);
    const at = this.#cells.get(key);
    if (at) {
      at.count += count;
      at.amount += amount;
    } else {
      this.#cells.set(key, { count, amount });
    }
  }

  /** Replaces what a capture file holds. */
  save(db: Db): void {
    db.exec('DELETE FROM explained');
    const insert = db.prepare<unknown[]>('INSERT INTO explained VALUES (?, ?, ?, ?, ?, ?, ?)');
    for (const [key, { count, amount }] of [...this.#cells].sort(([a], [b]) => (a < b ? -1 : 1)))
      insert.run([...(JSON.parse(key) as unknown[]), count, amount]);
  }
}
