import { monthOf, type Day } from '../model/days.ts';
import type { Product, RecordType } from '../model/record-type.ts';
import { RAISE_STREAM, type StreamName } from '../model/streams.ts';
import { RAISE_TABLE } from './capture-schema.ts';
import type { Db } from './database.ts';
import { formList } from './form-list.ts';
import { readShares, type StoredShares } from './labels.ts';
import type { ScanForms } from './record-scan.ts';

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
    readonly crmId: string;
    readonly day: Day | null;
    readonly currency: string | null;
    readonly count: number;
    readonly amount: number;
    /** By project: [label, count, amount]. */
    readonly shares: readonly (readonly [number, number, number])[];
  }[];
}

const STREAM_TYPE: Readonly<Partial<Record<StreamName, RecordType>>> = {
  'raise.donors': 'donor',
  'raise.gifts': 'gift',
  'raise.recurring_gifts': 'recurring_gift',
  'crm.contacts': 'donor',
  'crm.gifts': 'gift',
  'crm.recurring_gifts': 'recurring_gift',
};

/** The quarantined rows of a capture file that no readable record accounts for. */
export class LoneUnreadables {
  readonly #db: Db;
  readonly #forms: Readonly<Record<RecordType, ScanForms>>;

  constructor(db: Db, forms: Readonly<Record<RecordType, ScanForms>>) {
    this.#db = db;
    this.#forms = forms;
  }

  /** Unreadable rows that no readable Raise record accounts for. */
  all(): LoneUnreadable[] {
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
      (row.id !== null && this.#isRaiseRecord(recordType, String(row.id)))
    )
      return null;
    const owned = row.id === null ? [] : this.#rowsNaming(recordType, row.id);
    const unreadable = row.id === null ? null : this.#unreadableNaming(recordType, row.id);
    const crmId = owned[0]?.crmId ?? unreadable ?? row.keyId;
    // The gifts of one Raise gift count once in a cell, as its split; contacts and schedules each.
    const counted = new Set<string>();
    const countIn = (cell: string | number, currency: string | null): number => {
      const key = `${cell} ${currency}`;
      if (recordType === 'gift' && counted.has(key)) return 0;
      counted.add(key);
      return -1;
    };
    const differences = owned.map((crm) => ({
      crmId: String(crm.crmId),
      day: crm.day,
      currency: crm.currency,
      count: countIn(crm.day === null ? '' : monthOf(crm.day), crm.currency),
      amount: -crm.amount,
      shares:
        recordType === 'gift'
          ? [...readShares(crm.shares, crm.amount)].map(
              ([label, amount]) => [label, countIn(label, crm.currency), -amount] as const,
            )
          : [],
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
      (this.#isRaiseRecord(recordType, String(ref)) || this.#isQuarantined(recordType, ref))
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

  #rowsNaming(type: RecordType, raiseId: number): LoneCrmRow[] {
    const forms = this.#in(type);
    const sql = {
      donor: `SELECT id AS crmId, day, NULL AS currency, 0 AS amount, 0 AS shares FROM crm_contact WHERE merged_into IS NULL AND id IN (SELECT contact FROM contact_reference WHERE ref = ? AND form IN (${forms}))
        AND NOT EXISTS (SELECT 1 FROM raise_donor d WHERE d.key_id = crm_contact.id)
        AND NOT EXISTS (SELECT 1 FROM contact_reference r JOIN raise_donor d ON d.id = r.ref WHERE r.contact = crm_contact.id AND r.form IN (${forms})) ORDER BY id`,
      gift: `SELECT id AS crmId, day, currency, amount, shares FROM crm_gift WHERE ref = ? AND form IN (${forms}) ORDER BY id`,
      recurring_gift: `SELECT id AS crmId, day, NULL AS currency, 0 AS amount, 0 AS shares FROM crm_schedule WHERE ref = ? AND form IN (${forms}) ORDER BY id`,
    }[type];
    return this.#db.prepare(sql).all([raiseId]) as LoneCrmRow[];
  }

  #isRaiseRecord(type: RecordType, id: string): boolean {
    return (
      this.#db.prepare(`SELECT 1 FROM ${RAISE_TABLE[type]} WHERE id = ?`).get([Number(id)]) !==
      undefined
    );
  }

  #in(type: RecordType): string {
    return formList(this.#forms[type].inUse);
  }
}

interface LoneCrmRow {
  readonly crmId: number;
  readonly day: number | null;
  readonly currency: string | null;
  readonly amount: number;
  readonly shares: StoredShares;
}

function text(id: number | null): string | null {
  return id === null ? null : String(id);
}
