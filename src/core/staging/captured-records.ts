import type { InstantMs } from '../model/instants.ts';
import type { RecordType } from '../model/record-type.ts';
import type {
  CrmContact,
  CrmGift,
  CrmSchedule,
  RaiseDonor,
  RaiseGift,
  RaiseSchedule,
} from '../model/records.ts';
import { RAISE_STREAM, type StreamName } from '../model/streams.ts';
import { closedFact } from './capture-records.ts';
import { RAISE_TABLE } from './capture-schema.ts';
import type { Db, Statement } from './database.ts';
import { formList } from './form-list.ts';

/** A quarantined row, as far as it could be read. */
export interface CapturedUnreadable {
  readonly id: string | null;
  readonly ref: string | null;
  readonly keyId: string | null;
  readonly why: string;
}

export interface FreeReversal {
  readonly id: number;
  readonly contact: number | null;
  readonly currency: string;
  readonly amount: number;
  readonly day: number;
}

/**
 * Single records of a capture file, by id and by link. Forms are the ids of the link forms in use; a
 * reference of any other form refers to nobody.
 */
export class CapturedRecords {
  readonly #db: Db;
  readonly #forms: Readonly<Record<RecordType, string>>;
  readonly #formsInUse: Readonly<Record<RecordType, readonly number[]>>;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Db, formsInUse: Readonly<Record<RecordType, readonly number[]>>) {
    this.#db = db;
    this.#formsInUse = formsInUse;
    this.#forms = {
      donor: formList(formsInUse.donor),
      gift: formList(formsInUse.gift),
      recurring_gift: formList(formsInUse.recurring_gift),
    };
  }

  formsInUse(type: RecordType): readonly number[] {
    return this.#formsInUse[type];
  }

  donor(id: string): RaiseDonor | null {
    return this.#record('SELECT record FROM raise_donor WHERE id = ?', id) as RaiseDonor | null;
  }

  gift(id: string): RaiseGift | null {
    return this.#record('SELECT record FROM raise_gift WHERE id = ?', id) as RaiseGift | null;
  }

  schedule(id: string): RaiseSchedule | null {
    return this.#record(
      'SELECT record FROM raise_schedule WHERE id = ?',
      id,
    ) as RaiseSchedule | null;
  }

  contact(id: string): CrmContact | null {
    return this.#record('SELECT record FROM crm_contact WHERE id = ?', id) as CrmContact | null;
  }

  crmGift(id: string): CrmGift | null {
    return this.#record('SELECT record FROM crm_gift WHERE id = ?', id) as CrmGift | null;
  }

  crmSchedule(id: string): CrmSchedule | null {
    return this.#record('SELECT record FROM crm_schedule WHERE id = ?', id) as CrmSchedule | null;
  }

  contactsReferringTo(donorId: string): CrmContact[] {
    return this.#records(
      `SELECT record FROM crm_contact WHERE merged_into IS NULL AND id IN (SELECT contact FROM contact_reference WHERE ref = ? AND form IN (${this.#forms.donor})) ORDER BY id`,
      donorId,
    ) as CrmContact[];
  }

  crmGiftsReferringTo(giftId: string): CrmGift[] {
    return this.#records(
      `SELECT record FROM crm_gift WHERE ref = ? AND form IN (${this.#forms.gift}) ORDER BY id`,
      giftId,
    ) as CrmGift[];
  }

  /** Gifts that refer to a Raise gift in one form only. */
  crmGiftsOfForm(giftId: string, formId: number): CrmGift[] {
    return this.#records(
      `SELECT record FROM crm_gift WHERE ref = ? AND form = ${formId} ORDER BY id`,
      giftId,
    ) as CrmGift[];
  }

  /** Gifts that refer to a Raise gift, and those that belong to it without doing so (extra pairs). */
  crmGiftsOwnedBy(giftId: string): CrmGift[] {
    return this.#records(
      `SELECT record FROM crm_gift WHERE id IN (SELECT id FROM crm_gift WHERE ref = ? AND form IN (${this.#forms.gift})
        UNION SELECT crm_gift FROM extra_pair WHERE raise_gift = ?) ORDER BY id`,
      giftId,
      giftId,
    ) as CrmGift[];
  }

  refundedGiftIds(): string[] {
    return (
      this.#statement("SELECT id FROM raise_gift WHERE status = 'refunded' ORDER BY id")
        .pluck()
        .all() as number[]
    ).map(String);
  }

  /** Reversals that refer to nobody in Raise, as far as pairing them needs. */
  freeReversals(): FreeReversal[] {
    const sql = `SELECT id, contact, currency, amount, day FROM crm_gift WHERE is_reversal = 1 AND (ref IS NULL OR form IS NULL OR form NOT IN (${this.#forms.gift})) AND id NOT IN (SELECT crm_gift FROM extra_pair) ORDER BY id`;
    return this.#statement(sql).all() as FreeReversal[];
  }

  crmSchedulesReferringTo(scheduleId: string): CrmSchedule[] {
    return this.#records(
      `SELECT record FROM crm_schedule WHERE ref = ? AND form IN (${this.#forms.recurring_gift}) ORDER BY id`,
      scheduleId,
    ) as CrmSchedule[];
  }

  /** When a Raise record was read as it stands here: with its page, or when a closing pass found it unchanged. */
  readAt(type: RecordType, raiseId: string): InstantMs | null {
    const at: unknown = this.#statement(
      `SELECT max(p.received_at, coalesce((SELECT CAST(value AS INTEGER) FROM fact WHERE name = ?), 0))
      FROM ${RAISE_TABLE[type]} r JOIN page p ON p.seq = r.page WHERE r.id = ?`,
    )
      .pluck()
      .get([closedFact(RAISE_STREAM[type]), Number(raiseId)]);
    return typeof at === 'number' ? at : null;
  }

  /** The Raise ids that a CRM+ record refers to under the forms in use. */
  namedBy(type: RecordType, crmId: string): string[] {
    const forms = this.#forms[type];
    if (type === 'donor')
      return this.#ids(
        `SELECT DISTINCT ref FROM contact_reference WHERE contact = ? AND form IN (${forms}) AND ref IS NOT NULL ORDER BY ref`,
        crmId,
      );
    const table = type === 'gift' ? 'crm_gift' : 'crm_schedule';
    return this.#ids(
      `SELECT ref FROM ${table} WHERE id = ? AND form IN (${forms}) AND ref IS NOT NULL`,
      crmId,
    );
  }

  /** Raise records whose key names a CRM+ record, in order of id. */
  holdersOfKey(type: RecordType, crmId: string): string[] {
    return this.#ids(`SELECT id FROM ${RAISE_TABLE[type]} WHERE key_id = ? ORDER BY id`, crmId);
  }

  keyOf(
    type: RecordType,
    raiseId: string,
  ): { readonly exists: boolean; readonly crmId: string | null } {
    const row = this.#statement(`SELECT key_id FROM ${RAISE_TABLE[type]} WHERE id = ?`).get([
      Number(raiseId),
    ]) as { key_id: number | null } | undefined;
    return { exists: row !== undefined, crmId: row?.key_id == null ? null : String(row.key_id) };
  }

  /** An unreadable CRM+ row that refers to a Raise record, or has an id. */
  unreadableReferringTo(
    stream: StreamName,
    type: RecordType,
    raiseId: string,
  ): CapturedUnreadable | null {
    return this.#unreadable(`stream = ? AND ref = ? AND form IN (${this.#forms[type]})`, [
      stream,
      Number(raiseId),
    ]);
  }

  unreadableWithId(stream: StreamName, id: string): CapturedUnreadable | null {
    return this.#unreadable('stream = ? AND id = ?', [stream, Number(id)]);
  }

  /** `canSync` of a campaign by id, else by name; null if unknown or if two campaigns of that name disagree. */
  campaignCanSync(campaignId: string | null, name: string | null): boolean | null {
    const known = (where: string, value: unknown): boolean | null => {
      const rows = this.#statement(`SELECT DISTINCT can_sync FROM raise_campaign WHERE ${where}`)
        .pluck()
        .all([value]);
      return rows.length === 1 && rows[0] !== null ? rows[0] === 1 : null;
    };
    if (campaignId !== null) {
      const byId = known('id = ?', Number(campaignId));
      if (byId !== null) return byId;
    }
    return name === null ? null : known('name = ?', name);
  }

  hasCampaign(campaignId: string | null, name: string | null): boolean {
    const byId =
      campaignId !== null &&
      this.#statement('SELECT 1 FROM raise_campaign WHERE id = ?').get([Number(campaignId)]) !==
        undefined;
    return (
      byId ||
      (name !== null &&
        this.#statement('SELECT 1 FROM raise_campaign WHERE name = ?').get([name]) !== undefined)
    );
  }

  /** CRM+ gifts that refer to nobody in Raise, on given contacts, of an amount, between two days; nearest day first. */
  unlinkedGifts(
    contactIds: readonly string[],
    amountMinor: number,
    currency: string,
    fromDay: number,
    toDay: number,
  ): CrmGift[] {
    if (contactIds.length === 0) return [];
    const sql = `SELECT record FROM crm_gift WHERE contact = ? AND amount = ? AND currency = ? AND day BETWEEN ? AND ? AND is_reversal = 0
      AND (ref IS NULL OR form IS NULL OR form NOT IN (${this.#forms.gift}))
      AND id NOT IN (SELECT crm_gift FROM extra_pair) ORDER BY id`;
    return contactIds
      .flatMap(
        (id) =>
          this.#statement(sql)
            .pluck()
            .all([Number(id), amountMinor, currency, fromDay, toDay]) as string[],
      )
      .map((text) => JSON.parse(text) as CrmGift);
  }

  #record(sql: string, id: string): unknown {
    const text: unknown = this.#statement(sql)
      .pluck()
      .get([Number(id)]);
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : null;
  }

  #records(sql: string, ...ids: readonly string[]): unknown[] {
    return (this.#statement(sql).pluck().all(ids.map(Number)) as string[]).map(
      (text) => JSON.parse(text) as unknown,
    );
  }

  #ids(sql: string, id: string): string[] {
    return (
      this.#statement(sql)
        .pluck()
        .all([Number(id)]) as number[]
    ).map(String);
  }

  #unreadable(where: string, values: unknown[]): CapturedUnreadable | null {
    const row = this.#statement(
      `SELECT id, ref, key_id, why FROM unreadable WHERE ${where} ORDER BY rowid LIMIT 1`,
    ).get(values) as
      { id: number | null; ref: number | null; key_id: number | null; why: string } | undefined;
    if (!row) return null;
    return { id: text(row.id), ref: text(row.ref), keyId: text(row.key_id), why: row.why };
  }

  #statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function text(id: number | null): string | null {
  return id === null ? null : String(id);
}
