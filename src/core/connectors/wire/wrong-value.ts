import { parseCurrency } from '../../model/currency.ts';
import type { Day } from '../../model/days.ts';
import type { MoneyRefusal } from '../../model/money.ts';
import { parseAmount } from '../../model/money.ts';
import type { Row } from './fields.ts';
import { asRow, LONGEST_TEXT, readId, readText } from './fields.ts';
import { quickDay } from './quick-dates.ts';

/**
 * A value that a record cannot do without, or that would mislead if it were dropped. Thrown while one row is read
 * and caught beside it: the row is then quarantined. The sentence names the field, never its value.
 */
export class WrongValue extends Error {}

const AMOUNT_WORDS: Readonly<Record<MoneyRefusal, string>> = {
  empty: 'missing',
  not_a_number: 'not a number',
  too_many_decimals: 'more decimals than its currency has',
  too_large: 'too large',
};
const LONGEST_AMOUNT = 64;
const LONGEST_DAY = 60;

export function requireId(value: unknown, field: string): string {
  const { id, isWrong } = readId(value);
  if (id === null)
    throw new WrongValue(`${field}: ${isWrong || value === 0 ? 'not an id' : 'missing'}`);
  return id;
}

/** An id that may be absent; one that is there and is none would break a link without a word. */
export function optionalId(value: unknown, field: string): string | null {
  const { id, isWrong } = readId(value);
  if (isWrong) throw new WrongValue(`${field}: not an id`);
  return id;
}

/** Integer minor units; never rounded. */
export function requireAmount(value: unknown, currency: string, field: string): number {
  if (typeof value === 'string' && value.length > LONGEST_AMOUNT)
    throw new WrongValue(`${field}: not a number`);
  const amount = parseAmount(value, currency);
  if (!amount.ok) throw new WrongValue(`${field}: ${AMOUNT_WORDS[amount.why]}`);
  return amount.amountMinor;
}

/** The first of the given members that holds anything; that one has to be an ISO code. */
export function requireCurrency(values: readonly unknown[], field: string): string {
  const given = values.find((value) => value !== null && value !== undefined && value !== '');
  if (given === undefined) throw new WrongValue(`${field}: missing`);
  const currency = parseCurrency(given);
  if (currency === null) throw new WrongValue(`${field}: not a currency code`);
  return currency;
}

export function requireDay(value: unknown, field: string): Day {
  const day = optionalDay(value, field);
  if (day === null) throw new WrongValue(`${field}: missing`);
  return day;
}

/** A day that may be absent; 0001-01-01 is .NET's word for none. */
export function optionalDay(value: unknown, field: string): Day | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' && value.startsWith('0001-')) return null;
  const day = typeof value === 'string' && value.length <= LONGEST_DAY ? quickDay(value) : null;
  if (day === null) throw new WrongValue(`${field}: not a day`);
  return day;
}

/** A text that is compared: none is null, but an object, a list or a number there is no text that could be compared. */
export function comparedText(value: unknown, field: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') throw new WrongValue(`${field}: not a text`);
  // Cut or mended, it would differ from the other side's, and that would be our doing.
  if (value.length > LONGEST_TEXT) throw new WrongValue(`${field}: too long`);
  if (!value.isWellFormed()) throw new WrongValue(`${field}: damaged characters`);
  return readText(value);
}

/** A flag that decides a state: absent is false, "True" is true (docs/api-facts.md A1 writes flags so); nothing else is a flag. */
export function comparedFlag(value: unknown, field: string): boolean {
  if (value === null || value === undefined || value === '') return false;
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (text === 'true' || text === 'false') return text === 'true';
  throw new WrongValue(`${field}: not true or false`);
}

/** A list that is compared: absent is empty, anything else than a list is no list. */
export function comparedList(value: unknown, field: string): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new WrongValue(`${field}: not a list`);
  return value as readonly unknown[];
}

/** One entry of a list that is compared. */
export function comparedRow(value: unknown, field: string): Row {
  const row = asRow(value);
  if (!row) throw new WrongValue(`${field}: not an object`);
  return row;
}
