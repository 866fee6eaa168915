import { Temporal } from 'temporal-polyfill';
import type { Day } from './days.ts';

/** An instant in UTC, in milliseconds since 1970-01-01T00:00:00Z. */
export type InstantMs = number;

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const MS_PER_DAY = 86_400_000;

/**
 * Reads an instant. Texts without zone are UTC: CRM+ writes its `…Utc` fields without Z
 * ("2023-12-07T16:10:47.017", docs/api-facts.md A6, E2), and up to seven decimals. Null for anything else.
 */
export function parseInstant(value: unknown): InstantMs | null {
  if (typeof value !== 'string') return null;
  const match = INSTANT.exec(value.trim());
  if (!match) return null;
  const time = match[2] ?? '00:00:00';
  const zone = match[4] === undefined ? 'Z' : match[4].toUpperCase();
  const millis = `.${(match[3] ?? '.').slice(1, 4).padEnd(3, '0')}`;
  const iso = `${match[1]}T${time.length === 5 ? `${time}:00` : time}${millis}${zone}`;
  const at = Date.parse(iso);
  // Date.parse rolls 02-31 over to March: what comes back must be the day that was written.
  if (Number.isNaN(at)) return null;
  const written = Date.parse(`${match[1]}T00:00:00Z`);
  if (Number.isNaN(written) || new Date(written).toISOString().slice(0, 10) !== match[1])
    return null;
  return at;
}

/** The calendar day on which an instant falls in a named zone. */
export function dayInZone(at: InstantMs, timeZone: string): Day {
  const date = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return Date.UTC(date.year, date.month - 1, date.day) / MS_PER_DAY;
}

/** The first instant of a calendar day in a named zone; right on the days on which clocks change. */
export function startOfDay(day: Day, timeZone: string): InstantMs {
  const date = Temporal.PlainDate.from(new Date(day * MS_PER_DAY).toISOString().slice(0, 10));
  return date.toZonedDateTime(timeZone).epochMilliseconds;
}

/** Whether the runtime knows a zone by this name ("US/Arizona", "Europe/Berlin"). */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** "2023-12-07T16:10:47.017Z". */
export function formatInstant(at: InstantMs): string {
  return new Date(at).toISOString();
}

/** "2026-03-10 12:00:00 UTC": an instant's text as people write it, to the second. */
export function utcText(utc: string): string {
  return `${utc.slice(0, 19).replace('T', ' ')} UTC`;
}
