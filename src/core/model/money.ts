import { minorUnitDigits } from './currency.ts';

/** Why a text or number could not be read as an amount. */
export type MoneyRefusal = 'empty' | 'not_a_number' | 'too_many_decimals' | 'too_large';

export type ParsedAmount =
  | { readonly ok: true; readonly amountMinor: number }
  | { readonly ok: false; readonly why: MoneyRefusal };

const PLAIN = /^([-+]?)(\d+)(?:\.(\d+))?$/;
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
/** Of a text without two spaces in a row: were each of these any number of spaces, a row of them would be tried in every division. */
const MARKED =
  /^\(? ?[-+]? ?(?:[A-Z]{1,3} ?)?[^\d\s.,()+-]{0,3} ?[-+]? ?([\d,.]+) ?(?:[A-Z]{3}|[^\d\s.,()+-]{1,3})? ?\)?$/;

/**
 * Reads an amount as the two products write it: a JSON number (10.5), a plain text ("10.50"), or a
 * display text ("$1,200.00", "-$5.00", "($5.00)", "€ 7") into integer minor units of `currency`.
 * Never rounds: more decimals than the currency has are refused unless they are zeros.
 * Source of the forms: docs/api-facts.md A6 (full and abbreviated gift), B2, B4 (project amounts).
 */
export function parseAmount(value: unknown, currency: string): ParsedAmount {
  if (typeof value === 'number') return parseNumber(value, currency);
  if (typeof value !== 'string')
    return { ok: false, why: value == null ? 'empty' : 'not_a_number' };
  const text = value
    .replace(/\s+/g, ' ')
    .replace(/\u2212/g, '-')
    .trim();
  if (text === '') return { ok: false, why: 'empty' };
  if (PLAIN.test(text)) return fromDecimalText(text, currency);
  const marked = MARKED.exec(text);
  const digits = marked?.[1];
  if (digits === undefined) return { ok: false, why: 'not_a_number' };
  if (digits.includes(',') && !GROUPED.test(digits)) return { ok: false, why: 'not_a_number' };
  if (text.startsWith('(') !== text.endsWith(')')) return { ok: false, why: 'not_a_number' };
  // Whether two signs cancel each other or say the same twice, nobody told.
  const [sign, another] = text.match(/[-+(]/g) ?? [];
  if (another !== undefined) return { ok: false, why: 'not_a_number' };
  const isNegative = sign === '-' || sign === '(';
  return fromDecimalText((isNegative ? '-' : '') + digits.replaceAll(',', ''), currency);
}

/** Writes minor units as a plain decimal text: 123456 USD -> "1234.56", 5 KWD -> "0.005". */
export function toDecimalText(amountMinor: number, currency: string): string {
  const digits = minorUnitDigits(currency);
  const sign = amountMinor < 0 ? '-' : '';
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  if (digits === 0) return sign + padded;
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** A short text for people: "1,234.56 USD". */
export function formatMoney(amountMinor: number | null, currency: string | null): string {
  if (amountMinor === null) return '–';
  const text = toDecimalText(amountMinor, currency ?? '');
  const [whole = '', decimals] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const amount = decimals === undefined ? grouped : `${grouped}.${decimals}`;
  return currency ? `${amount} ${currency}` : amount;
}

function parseNumber(value: number, currency: string): ParsedAmount {
  if (!Number.isFinite(value)) return { ok: false, why: 'not_a_number' };
  if (Math.abs(value) >= 1e12) return { ok: false, why: 'too_large' };
  const scale = 10 ** minorUnitDigits(currency);
  const scaled = Math.round(value * scale);
  if (!Number.isSafeInteger(scaled)) return { ok: false, why: 'too_large' };
  // 19.99 * 100 is 1998.9999999999998: the nearest integer is right as long as it writes back to the same number.
  if (scaled / scale !== value) return { ok: false, why: 'too_many_decimals' };
  return { ok: true, amountMinor: scaled === 0 ? 0 : scaled };
}

function fromDecimalText(text: string, currency: string): ParsedAmount {
  const match = PLAIN.exec(text);
  if (!match) return { ok: false, why: 'not_a_number' };
  const digits = minorUnitDigits(currency);
  const decimals = match[3] ?? '';
  if (/[1-9]/.test(decimals.slice(digits))) return { ok: false, why: 'too_many_decimals' };
  const amount = Number(match[2] + decimals.slice(0, digits).padEnd(digits, '0'));
  if (!Number.isSafeInteger(amount)) return { ok: false, why: 'too_large' };
  return { ok: true, amountMinor: match[1] === '-' && amount !== 0 ? -amount : amount };
}
