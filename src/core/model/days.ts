/**
 * A calendar day without zone, counted from 1970-01-01 (which is 0). Days of different zones are only
 * ever compared as calendar days, never turned into instants.
 */
export type Day = number;

const MS_PER_DAY = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/;
const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/**
 * Reads the calendar day of a text as it was written, whatever zone mark follows it:
 * "2023-12-07", "2023-12-07T00:00:00", "2023-12-07T23:10:00-05:00", "12/7/2023" (M/D/YYYY).
 * A gift's `date` is in the donor's zone (docs/api-facts.md B4), a CRM+ date in the organization's (A6):
 * the written day is the day that is meant. Null for anything that is no such day.
 */
export function parseDay(value: unknown): Day | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const iso = ISO.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const us = US.exec(text);
  if (us) return dayOf(Number(us[3]), Number(us[1]), Number(us[2]));
  return null;
}

/** The day of a year, a month (1–12) and a day of the month; null if there is no such day. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date);
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date)
    return null;
  return at.getTime() / MS_PER_DAY;
}

/** "2023-12-07". */
export function formatDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** "2023-12". */
export function monthOf(day: Day): string {
  return formatDay(day).slice(0, 7);
}
