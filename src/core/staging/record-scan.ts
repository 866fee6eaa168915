import type { Day } from '../model/days.ts';
import type { RecordType } from '../model/record-type.ts';
import type { CrmSchedule } from '../model/records.ts';
import type { Steps } from '../model/steps.ts';
import { RAISE_TABLE } from './capture-schema.ts';
import { inTransaction, type Db } from './database.ts';
import { formList } from './form-list.ts';
import { crmOnly } from './suspects.ts';

export interface RaiseRow {
  readonly id: string;
  readonly day: Day | null;
  readonly modified: number | null;
  readonly record: string;
}

export interface ScanForms {
  readonly inUse: readonly number[];
  readonly legacy: readonly number[];
}

/** Walks over a capture file's records as a whole; single records are CapturedRecords' business. */
export class RecordScan {
  readonly #db: Db;
  readonly #forms: Readonly<Record<RecordType, ScanForms>>;

  constructor(db: Db, forms: Readonly<Record<RecordType, ScanForms>>) {
    this.#db = db;
    this.#forms = forms;
  }

  *raise(type: RecordType): IterableIterator<RaiseRow> {
    const rows = this.#db
      .prepare(`SELECT id, day, modified, record FROM ${RAISE_TABLE[type]} ORDER BY id`)
      .iterate();
    for (const row of rows as IterableIterator<{
      id: number;
      day: number | null;
      modified: number | null;
      record: string;
    }>)
      yield { ...row, id: String(row.id) };
  }

  count(type: RecordType): number {
    return Number(this.#db.prepare(`SELECT count(*) FROM ${RAISE_TABLE[type]}`).pluck().get());
  }

  countInScope(
    type: RecordType,
    isInScope: (id: string, day: Day | null, modified: number | null) => boolean,
  ): number {
    let count = 0;
    const rows = this.#db
      .prepare(`SELECT id, day, modified FROM ${RAISE_TABLE[type]}`)
      .raw()
      .iterate();
    for (const [id, day, modified] of rows as IterableIterator<
      [number, number | null, number | null]
    >)
      if (isInScope(String(id), day, modified)) count += 1;
    return count;
  }

  idsInScope(
    type: RecordType,
    isInScope: (id: string, day: Day | null, modified: number | null) => boolean,
  ): string[] {
    const rows = this.#db
      .prepare(`SELECT id, day, modified FROM ${RAISE_TABLE[type]}`)
      .raw()
      .all() as [number, number | null, number | null][];
    return rows
      .filter(([id, day, modified]) => isInScope(String(id), day, modified))
      .map(([id]) => String(id));
  }

  isRaiseRecord(type: RecordType, id: string): boolean {
    return (
      this.#db.prepare(`SELECT 1 FROM ${RAISE_TABLE[type]} WHERE id = ?`).get([Number(id)]) !==
      undefined
    );
  }

  /** Whether a donor is on an existing contact, by key or by reference. */
  hasContact(donorId: string): boolean {
    return (
      this.#db
        .prepare(`SELECT 1 WHERE ${HAS_CONTACT(this.#in('donor'), ':id')}`)
        .get({ id: Number(donorId) }) !== undefined
    );
  }

  /** CRM+ records that name Raise records of which none was read; those of a legacy form last. */
  *crmOnly(
    type: RecordType,
    sure: readonly number[],
    legacy: readonly number[],
  ): Steps<{ crmId: string; day: Day | null; raiseIds: string[]; isLegacy: boolean }[]> {
    const { inUse } = this.#forms[type];
    const present = (yield* crmOnly(this.#db, type, sure, inUse)).map((row) => ({
      ...row,
      raiseIds: this.#named(type, row.crmId, sure),
      isLegacy: false,
    }));
    const known = new Set([
      ...present.map((row) => row.crmId),
      ...(type === 'donor' ? this.#contactsInUse() : []),
    ]);
    const old = (yield* crmOnly(this.#db, type, legacy, inUse)).filter(
      (row) => !known.has(row.crmId),
    );
    return [
      ...present,
      ...old.map((row) => ({
        ...row,
        raiseIds: this.#named(type, row.crmId, legacy),
        isLegacy: true,
      })),
    ];
  }

  /** CRM+ gifts that belong to a Raise gift by its key alone. A gift that refers to an existing Raise gift belongs to that one. */
  pairByKey(): void {
    this.#db
      .exec(`DELETE FROM extra_pair; INSERT INTO extra_pair SELECT c.id, min(k.id) FROM raise_gift k JOIN crm_gift c ON c.id = k.key_id
      WHERE NOT EXISTS (SELECT 1 FROM raise_gift y WHERE y.id = c.ref AND c.form IN (${this.#in('gift')})) GROUP BY c.id`);
  }

  addPairs(pairs: ReadonlyMap<string, string>): void {
    const insert = this.#db.prepare<unknown[]>('INSERT OR IGNORE INTO extra_pair VALUES (?, ?)');
    inTransaction(this.#db, () => {
      for (const [crmGift, raiseGift] of pairs) insert.run([Number(crmGift), Number(raiseGift)]);
    });
  }

  /** The CRM+ schedule that a Raise schedule has, as the tie-out counts it: each CRM+ schedule once. */
  ownedSchedule(scheduleId: string): CrmSchedule | null {
    const text: unknown = this.#db
      .prepare(
        `SELECT c.record FROM crm_schedule c WHERE c.id = ${OWNED_SCHEDULE(this.#in('recurring_gift'))}`,
      )
      .pluck()
      .get({ id: Number(scheduleId) });
    return typeof text === 'string' ? (JSON.parse(text) as CrmSchedule) : null;
  }

  #named(type: RecordType, crmId: string, forms: readonly number[]): string[] {
    const inForms = formList(forms);
    const sql =
      type === 'donor'
        ? `SELECT DISTINCT ref FROM contact_reference WHERE contact = ? AND form IN (${inForms}) AND ref IS NOT NULL ORDER BY ref`
        : `SELECT ref FROM ${type === 'gift' ? 'crm_gift' : 'crm_schedule'} WHERE id = ? AND form IN (${inForms})`;
    return (
      this.#db
        .prepare(sql)
        .pluck()
        .all([Number(crmId)]) as number[]
    ).map(String);
  }

  /** Contacts that refer to anyone in a form in use: what they say in a legacy form says nothing more. */
  #contactsInUse(): string[] {
    return (
      this.#db
        .prepare(
          `SELECT DISTINCT contact FROM contact_reference WHERE form IN (${this.#in('donor')})`,
        )
        .pluck()
        .all() as number[]
    ).map(String);
  }

  #in(type: RecordType): string {
    return formList(this.#forms[type].inUse);
  }
}

/** SQL: a donor is on an existing contact. */
export const HAS_CONTACT = (forms: string, donor: string): string =>
  `(EXISTS (SELECT 1 FROM raise_donor keyed JOIN crm_contact linked ON linked.id = keyed.key_id WHERE keyed.id = ${donor})
    OR EXISTS (SELECT 1 FROM contact_reference back JOIN crm_contact named ON named.id = back.contact WHERE back.ref = ${donor} AND back.form IN (${forms})))`;

/** SQL: the one CRM+ schedule of Raise schedule :id; a shared one belongs to the lowest id. */
export const OWNED_SCHEDULE = (forms: string): string =>
  `(SELECT CASE WHEN s.key_id IS NOT NULL THEN (SELECT c.id FROM crm_schedule c WHERE c.id = s.key_id AND s.id = (SELECT min(id) FROM raise_schedule WHERE key_id = s.key_id))
      ELSE (SELECT min(c.id) FROM crm_schedule c WHERE c.ref = s.id AND c.form IN (${forms}) AND NOT EXISTS (SELECT 1 FROM raise_schedule k WHERE k.key_id = c.id)) END
    FROM raise_schedule s WHERE s.id = :id)`;
