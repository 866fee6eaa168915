import type { Db } from './database.ts';
import { formList } from './form-list.ts';

/** Which records of a copied capture file stand around a donor; ids rising. */
export class RecordsAround {
  readonly #db: Db;
  readonly #giftForms: string;

  constructor(db: Db, giftForms: readonly number[]) {
    this.#db = db;
    this.#giftForms = formList(giftForms);
  }

  donorIds(): string[] {
    return this.#ids('SELECT id FROM raise_donor ORDER BY id');
  }

  giftsOf(donorId: string): string[] {
    return this.#ids('SELECT id FROM raise_gift WHERE donor = ? ORDER BY id', donorId);
  }

  schedulesOf(donorId: string): string[] {
    return this.#ids('SELECT id FROM raise_schedule WHERE donor = ? ORDER BY id', donorId);
  }

  /** Donors other than this one whose gifts are on a contact, by reference. */
  hasGiftsOfOthers(contactId: string, donorId: string): boolean {
    return (
      this.#ids(
        `SELECT 1 FROM crm_gift c JOIN raise_gift g ON g.id = c.ref WHERE c.contact = ? AND c.form IN (${this.#giftForms})
          AND g.donor IS NOT ? LIMIT 1`,
        contactId,
        donorId,
      ).length > 0
    );
  }

  /** Reversals on a contact that refer to no Raise gift. */
  freeReversalsOn(contactId: string): string[] {
    return this.#ids(
      `SELECT id FROM crm_gift WHERE contact = ? AND is_reversal = 1 AND (ref IS NULL OR form IS NULL OR form NOT IN (${this.#giftForms})) ORDER BY id`,
      contactId,
    );
  }

  /** Contacts into which others were merged. */
  survivors(): Set<string> {
    return new Set(
      this.#ids('SELECT DISTINCT merged_into FROM crm_contact WHERE merged_into IS NOT NULL'),
    );
  }

  #ids(sql: string, ...values: readonly string[]): string[] {
    return (this.#db.prepare(sql).pluck().all(values.map(Number)) as number[]).map(String);
  }
}
