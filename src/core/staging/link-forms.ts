import type { RecordType } from '../model/record-type.ts';
import type { Db } from './database.ts';

/** A way of referring back to Raise as it was found in CRM+, with a sample of the Raise ids it names. */
export interface FoundForm {
  readonly id: number;
  readonly recordType: RecordType;
  readonly source: string;
  /** "*" for references that end in no number and so name nobody. */
  readonly prefix: string;
  /** Distinct Raise ids named. */
  readonly references: number;
  readonly sample: readonly string[];
}

const MOST_SAMPLED = 200;
const TABLE: Readonly<Record<RecordType, string>> = {
  donor: 'contact_reference',
  gift: 'crm_gift',
  recurring_gift: 'crm_schedule',
};

/** The highest Raise id that a form of a record type names; null if it names none. */
export function highestReference(db: Db, type: RecordType, form: number): number | null {
  const ref: unknown = db
    .prepare(`SELECT max(ref) FROM ${TABLE[type]} WHERE form = ?`)
    .pluck()
    .get([form]);
  return typeof ref === 'number' ? ref : null;
}

/**
 * Every form of a record type with up to 200 references, evenly spread over the Raise ids, the same ones every time.
 * `days` limits gifts to a period that was read on both sides.
 */
export function findForms(
  db: Db,
  type: RecordType,
  days: { from: number; to: number } | null,
): FoundForm[] {
  const forms = db
    .prepare(
      'SELECT id, source, prefix FROM link_form WHERE record_type = ? ORDER BY source, prefix',
    )
    .all([type]);
  const within =
    type === 'gift' && days !== null ? `AND day BETWEEN ${days.from} AND ${days.to}` : '';
  const from = `FROM ${TABLE[type]} WHERE form = ? AND ref IS NOT NULL ${within}`;
  const count = db.prepare(`SELECT count(DISTINCT ref) ${from}`).pluck();
  const refs = db.prepare(`SELECT DISTINCT ref ${from} ORDER BY ref`).pluck();
  return (forms as { id: number; source: string; prefix: string }[]).map((form) => {
    const references = Number(count.get([form.id]));
    const step = Math.max(1, Math.ceil(references / MOST_SAMPLED));
    // One after the other: there are as many as records.
    const sample: string[] = [];
    let at = 0;
    for (const ref of refs.iterate([form.id]) as IterableIterator<number>)
      if (at++ % step === 0) sample.push(String(ref));
    return { ...form, recordType: type, references, sample };
  });
}
