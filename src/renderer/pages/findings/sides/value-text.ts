import { formatDay as isoDay, type Day } from '../../../../core/model/days.ts';
import type { ProjectShare, Reference } from '../../../../core/model/records.ts';
import { fieldWords } from '../../../words/fields.ts';
import { formatDay, formatInstant, formatMoney } from '../../../words/format.ts';

/** Values of records as people read them; an empty list where there is none. */
export function texts(...values: readonly (string | null)[]): readonly string[] {
  return values.filter((value) => value !== null && value !== '') as string[];
}

export function yesNo(value: boolean | null): readonly string[] {
  return value === null ? [] : [value ? fieldWords.yes : fieldWords.no];
}

export function day(value: Day | null): readonly string[] {
  return value === null ? [] : [formatDay(isoDay(value))];
}

export function instant(atMs: number | null): readonly string[] {
  return atMs === null ? [] : [formatInstant(new Date(atMs).toISOString())];
}

export function shares(list: readonly ProjectShare[], currency: string): readonly string[] {
  return list.map((share) =>
    fieldWords.share(share.name ?? fieldWords.unnamed, formatMoney(share.amountMinor, currency)),
  );
}

export function reference(value: Reference | null): readonly string[] {
  return value === null ? [] : [fieldWords.reference(value.source, value.id)];
}

/** The values of several records: once if all agree, else each with its number. */
export function perRecord<T>(
  records: readonly T[],
  valuesOf: (record: T) => readonly string[],
): readonly string[] {
  const all = records.map((record) => valuesOf(record).join(', '));
  const [first] = all;
  if (first === undefined) return [];
  if (all.every((text) => text === first)) return records[0] ? valuesOf(records[0]) : [];
  return all.map((text, index) => fieldWords.numbered(index + 1, text || fieldWords.nothing));
}
