import { parseDay } from '../../model/days.ts';
import type { InstantMs } from '../../model/instants.ts';
import { quickInstant } from './quick-dates.ts';

/** One JSON object of an answer. Its members are untrusted: each is read by one of the functions below. */
export type Row = Readonly<Record<string, unknown>>;

/** What an id member holds: an id, nothing (null, absent, blank, or .NET's 0), or something that is no id. */
export type IdReading = { readonly id: string | null; readonly isWrong: boolean };

const NO_ID: IdReading = { id: null, isWrong: false };
const WRONG_ID: IdReading = { id: null, isWrong: true };
const DIGITS = /^[1-9]\d{0,15}$/;
export const LONGEST_TEXT = 10_000;
const MS_PER_DAY = 86_400_000;

export function asRow(value: unknown): Row | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Row)
    : null;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Ids are JSON numbers or texts of digits (docs/api-facts.md A4, A6); numbers beyond 2^53 have lost digits already. */
export function readId(value: unknown): IdReading {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value > 0) return { id: String(value), isWrong: false };
    return value === 0 ? NO_ID : WRONG_ID;
  }
  if (value === null || value === undefined) return NO_ID;
  if (typeof value !== 'string' || value.length > 40) return WRONG_ID;
  const text = value.trim();
  if (text === '' || text === '0') return NO_ID;
  return DIGITS.test(text) && Number.isSafeInteger(Number(text))
    ? { id: text, isWrong: false }
    : WRONG_ID;
}

/** The id, or null if there is none or it is none. */
export function idOrNull(value: unknown): string | null {
  return readId(value).id;
}

/**
 * A text, trimmed; null if blank or no text. Lone surrogates become U+FFFD, as they would in the store, so that a
 * text reads the same before and after it was stored. Nothing that is compared is longer than 10,000 characters.
 */
export function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = (value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT) : value).trim();
  return text === '' ? null : text.toWellFormed();
}

/** A text, or a whole number as one: reference ids and keys come as either (docs/api-facts.md A6, E14). */
export function readTextOrNumber(value: unknown): string | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : readText(value);
}

/** True and false as they are; everything else says nothing. */
export function readFlagOrNull(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** A moment, where one is told; 0001-01-01 is .NET's word for none. A bare day counts from its midnight. */
export function readInstant(value: unknown): InstantMs | null {
  if (typeof value !== 'string' || value.length > 60 || value.startsWith('0001-')) return null;
  const at = quickInstant(value);
  if (at !== null) return at;
  const day = parseDay(value);
  return day === null ? null : day * MS_PER_DAY;
}

/** Distinct texts in the order in which they came. */
export function distinct(texts: readonly (string | null)[]): readonly string[] {
  const kept: string[] = [];
  for (const text of texts) if (text !== null && !kept.includes(text)) kept.push(text);
  return kept;
}
