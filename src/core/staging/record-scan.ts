import type { Day } from '../model/days.ts';
import type { Product, RecordType } from '../model/record-type.ts';
import type { CrmSchedule } from '../model/records.ts';
import type { StreamName } from '../model/streams.ts';
import { inTransaction, type Db } from './database.ts';
import { crmOnly } from './suspects.ts';

export interface RaiseRow {
  readonly id: string;
  readonly day: Day | null;
  readonly modified: number | null;
  readonly record: string;
}

/** A quarantined record that is a finding of its own. */
export interface LoneUnreadable {
  readonly product: Product;
  readonly recordType: RecordType;
  readonly id: string | null;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly day: Day | null;
  readonly why: string;
  /** What CRM+ rows that refer to an unreadable Raise record weigh in the tie-out. */
  readonly differences: readonly {
    readonly day: Day | null;
    readonly currency: string | null;
    readonly count: number;
    readonly amount: number;
  }[];
}

export interface ScanForms {
  readonly inUse: readonly number[];
  readonly legacy: readonly number[];
}

const RAISE_TABLE = {
  donor: 'raise_donor',
  gift: 'raise_gift',
  recurring_gift: 'raise_schedule',
} as const;
const RAISE_STREAM = {
  donor: 'raise.donors',
  gift: 'raise.gifts',
  recurring_gift: 'raise.recurring_gifts',
} as const;
const STREAM_TYPE: Readonly<Partial<Record<StreamName, RecordType>>> = {
  'raise.donors': 'donor',
  'raise.gifts': 'gift',
  'raise.recurring_gifts': 'recurring_gift',
  'crm.contacts': 'donor',
  'crm.gifts': 'gift',
  'crm.recurring_gifts': 'recurring_gift',
};

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
  crmOnly(
    type: RecordType,
    sure: readonly number[],
    legacy: readonly number[],
  ): { crmId: string; day: Day | null; raiseIds: string[]; isLegacy: boolean }[] {
    const present = crmOnly(this.#db, type, sure, this.#forms[type].inUse).map((row) => ({
      ...row,
      raiseIds: this.#named(type, row.crmId, sure),
      isLegacy: false,
    }));
    const known = new Set([
      ...present.map((row) => row.crmId),
      ...(type === 'donor' ? this.#contactsInUse() : []),
    ]);
    const old = crmOnly(this.#db, type, legacy, this.#forms[type].inUse).filter(
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

  /** Unreadable rows that no readable Raise record accounts for. */
  unreadable(): LoneUnreadable[] {
    const rows = this.#db
      .prepare(
        "SELECT stream, id, form, ref, key_id AS keyId, day, why FROM unreadable GROUP BY stream, coalesce('#' || id, body_digest) ORDER BY stream, id, body_digest",
      )
      .all() as {
      stream: StreamName;
      id: number | null;
      form: number | null;
      ref: number | null;
      keyId: number | null;
      day: number | null;
      why: string;
    }[];
    return rows
      .map((row) => (row.stream.startsWith('raise.') ? this.#loneRaise(row) : this.#loneCrm(row)))
      .filter((row) => row !== null);
  }

  #loneRaise(row: {
    stream: StreamName;
    id: number | null;
    keyId: number | null;
    day: number | null;
    why: string;
  }): LoneUnreadable | null {
    const recordType = STREAM_TYPE[row.stream];
    if (
      recordType === undefined ||
      (row.id !== null && this.isRaiseRecord(recordType, String(row.id)))
    )
      return null;
    const owned = row.id === null ? [] : this.#rowsNaming(recordType, row.id);
    const unreadable = row.id === null ? null : this.#unreadableNaming(recordType, row.id);
    const crmId = owned[0]?.crmId ?? unreadable ?? row.keyId;
    const differences = owned.map((crm, at) => ({
      day: crm.day,
      currency: crm.currency,
      // The gifts of one Raise gift count once, as its split; contacts and schedules each.
      count: recordType !== 'gift' || at === 0 ? -1 : 0,
      amount: -crm.amount,
    }));
    return {
      product: 'raise',
      recordType,
      id: text(row.id),
      raiseId: text(row.id),
      crmId: text(crmId),
      day: row.day,
      why: row.why,
      differences,
    };
  }

  #loneCrm(row: {
    stream: StreamName;
    id: number | null;
    form: number | null;
    ref: number | null;
    day: number | null;
    why: string;
  }): LoneUnreadable | null {
    const recordType = STREAM_TYPE[row.stream];
    if (recordType === undefined) return null;
    const { inUse, legacy } = this.#forms[recordType];
    if (row.form !== null && !inUse.includes(row.form) && !legacy.includes(row.form)) return null;
    const ref = row.form !== null && inUse.includes(row.form) ? row.ref : null;
    if (
      ref !== null &&
      (this.isRaiseRecord(recordType, String(ref)) || this.#isQuarantined(recordType, ref))
    )
      return null;
    const isKeyed =
      row.id !== null &&
      this.#db
        .prepare(`SELECT 1 FROM ${RAISE_TABLE[recordType]} WHERE key_id = ?`)
        .get([row.id]) !== undefined;
    if (isKeyed) return null;
    return {
      product: 'crm',
      recordType,
      id: text(row.id),
      raiseId: text(ref),
      crmId: text(row.id),
      day: row.day,
      why: row.why,
      differences: [],
    };
  }

  /** The Raise record itself was quarantined: what refers to it is said with it. */
  #isQuarantined(type: RecordType, raiseId: number): boolean {
    return (
      this.#db
        .prepare('SELECT 1 FROM unreadable WHERE stream = ? AND id = ?')
        .get([RAISE_STREAM[type], raiseId]) !== undefined
    );
  }

  #unreadableNaming(type: RecordType, raiseId: number): number | null {
    const id: unknown = this.#db
      .prepare(`SELECT min(id) FROM unreadable WHERE ref = ? AND form IN (${this.#in(type)})`)
      .pluck()
      .get([raiseId]);
    return typeof id === 'number' ? id : null;
  }

  #rowsNaming(
    type: RecordType,
    raiseId: number,
  ): { crmId: number; day: number | null; currency: string | null; amount: number }[] {
    const forms = this.#in(type);
    const sql = {
      donor: `SELECT id AS crmId, day, NULL AS currency, 0 AS amount FROM crm_contact WHERE merged_into IS NULL AND id IN (SELECT contact FROM contact_reference WHERE ref = ? AND form IN (${forms}))
        AND NOT EXISTS (SELECT 1 FROM raise_donor d WHERE d.key_id = crm_contact.id)
        AND NOT EXISTS (SELECT 1 FROM contact_reference r JOIN raise_donor d ON d.id = r.ref WHERE r.contact = crm_contact.id AND r.form IN (${forms})) ORDER BY id`,
      gift: `SELECT id AS crmId, day, currency, amount FROM crm_gift WHERE ref = ? AND form IN (${forms}) ORDER BY id`,
      recurring_gift: `SELECT id AS crmId, day, NULL AS currency, 0 AS amount FROM crm_schedule WHERE ref = ? AND form IN (${forms}) ORDER BY id`,
    }[type];
    return this.#db.prepare(sql).all([raiseId]) as {
      crmId: number;
      day: number | null;
      currency: string | null;
      amount: number;
    }[];
  }

  #named(type: RecordType, crmId: string, forms: readonly number[]): string[] {
    const inForms = forms.length === 0 ? '-1' : forms.join(',');
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
    const { inUse } = this.#forms[type];
    return inUse.length === 0 ? '-1' : inUse.join(',');
  }
}

/** SQL: a donor is on an existing contact. */
export const HAS_CONTACT = (forms: string, donor: string): string =>
  `(EXISTS (SELECT 1 FROM raise_donor keyed JOIN crm_contact linked ON linked.id = keyed.key_id WHERE keyed.id = ${donor})
    OR EXISTS (SELECT 1 FROM contact_reference back WHERE back.ref = ${donor} AND back.form IN (${forms})))`;

/** SQL: the one CRM+ schedule of Raise schedule :id; a shared one belongs to the lowest id. */
export const OWNED_SCHEDULE = (forms: string): string =>
  `(SELECT CASE WHEN s.key_id IS NOT NULL THEN (SELECT c.id FROM crm_schedule c WHERE c.id = s.key_id AND s.id = (SELECT min(id) FROM raise_schedule WHERE key_id = s.key_id))
      ELSE (SELECT min(c.id) FROM crm_schedule c WHERE c.ref = s.id AND c.form IN (${forms}) AND NOT EXISTS (SELECT 1 FROM raise_schedule k WHERE k.key_id = c.id)) END
    FROM raise_schedule s WHERE s.id = :id)`;

function text(id: number | null): string | null {
  return id === null ? null : String(id);
}
