import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { minorUnitDigits, parseCurrency } from '../../src/core/model/currency.ts';
import { formatMoney, parseAmount, toDecimalText } from '../../src/core/model/money.ts';

const read = (value: unknown, currency = 'USD'): number | string => {
  const amount = parseAmount(value, currency);
  return amount.ok ? amount.amountMinor : amount.why;
};

/** One currency for each number of decimals that ISO 4217 knows. */
const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'CLF');
const minor = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });

describe('amounts', () => {
  test.each<[unknown, string, number | string]>([
    // Numbers, as full gifts have them.
    [10.5, 'USD', 1050],
    [19.99, 'USD', 1999],
    [1.005, 'KWD', 1005],
    [1.1, 'USD', 110],
    [4.35, 'USD', 435],
    [1e-7, 'USD', 'too_many_decimals'],
    [0, 'USD', 0],
    [-0, 'USD', 0],
    [-5, 'USD', -500],
    [1200, 'JPY', 1200],
    [1200.5, 'JPY', 'too_many_decimals'],
    [0.005, 'KWD', 5],
    [0.005, 'USD', 'too_many_decimals'],
    [999_999_999_999.99, 'USD', 99_999_999_999_999],
    [1e12, 'USD', 'too_large'],
    [987_654_321_987.123, 'CLF', 'too_large'],
    [1e21, 'USD', 'too_large'],
    [-1e21, 'USD', 'too_large'],
    [Number.NaN, 'USD', 'not_a_number'],
    [Number.POSITIVE_INFINITY, 'USD', 'not_a_number'],
    // A product that adds floats writes this; rounding it would be guessing.
    [0.1 + 0.2, 'USD', 'too_many_decimals'],
    // Plain texts, as project amounts are.
    ['10.50', 'USD', 1050],
    ['10.5', 'USD', 1050],
    ['10.500', 'USD', 1050],
    ['10.501', 'USD', 'too_many_decimals'],
    ['0010', 'USD', 1000],
    ['+3', 'USD', 300],
    ['-3.25', 'USD', -325],
    ['-0', 'USD', 0],
    ['-0.00', 'USD', 0],
    ['7', 'KWD', 7000],
    ['7.0', 'JPY', 7],
    [' 12.00 ', 'USD', 1200],
    ['90071992547409.91', 'USD', 9_007_199_254_740_991],
    ['90071992547409.92', 'USD', 'too_large'],
    ['1e21', 'USD', 'not_a_number'],
    // Display texts, as abbreviated gifts have them.
    ['$1,200.00', 'USD', 120_000],
    ['$1,234,567.89', 'USD', 123_456_789],
    ['-$5.00', 'USD', -500],
    ['$-5.00', 'USD', -500],
    ['($5.00)', 'USD', -500],
    ['\u2212$5.00', 'USD', -500],
    ['\u22125', 'USD', -500],
    ['€ 7', 'EUR', 700],
    ['€\u00a07.50', 'EUR', 750],
    ['7.50\u202f€', 'EUR', 750],
    ['¥1,200', 'JPY', 1200],
    ['US$5', 'USD', 500],
    ['USD 5.00', 'USD', 500],
    ['5.00 USD', 'USD', 500],
    // Nothing of this is an amount.
    ['', 'USD', 'empty'],
    ['  ', 'USD', 'empty'],
    [null, 'USD', 'empty'],
    [undefined, 'USD', 'empty'],
    ['n/a', 'USD', 'not_a_number'],
    ['$', 'USD', 'not_a_number'],
    ['.', 'USD', 'not_a_number'],
    ['5.', 'USD', 'not_a_number'],
    ['.5', 'USD', 'not_a_number'],
    ['1,5', 'EUR', 'not_a_number'],
    ['1.200,00', 'EUR', 'not_a_number'],
    ['12,34,567', 'USD', 'not_a_number'],
    ['1,200,00', 'USD', 'not_a_number'],
    ['1.2.3', 'USD', 'not_a_number'],
    ['1 200', 'USD', 'not_a_number'],
    ['$5.00 $6.00', 'USD', 'not_a_number'],
    ['($5.00', 'USD', 'not_a_number'],
    // Two signs.
    ['--5', 'USD', 'not_a_number'],
    ['+-5', 'USD', 'not_a_number'],
    ['-$-5.00', 'USD', 'not_a_number'],
    ['(-5)', 'USD', 'not_a_number'],
    ['($+5.00)', 'USD', 'not_a_number'],
    ['$+5.00', 'USD', 500],
    // Marks that are longer than any, and more behind the number than a mark.
    ['abcd 5', 'USD', 'not_a_number'],
    ['$$$$5', 'USD', 'not_a_number'],
    ['5 USDX', 'USD', 'not_a_number'],
    ['5 kr.', 'SEK', 'not_a_number'],
    ['5 kr', 'SEK', 500],
    ['US 5', 'USD', 500],
    ['USD5', 'USD', 500],
    ['ABCDEFG5', 'USD', 'not_a_number'],
    ['( $5.00 )', 'USD', -500],
    ['-  $  5', 'USD', -500],
    ['x5', 'USD', 500],
    ['5)', 'USD', 'not_a_number'],
    ['1,234', 'USD', 123_400],
    ['x 1,234.5', 'USD', 123_450],
    ['x,1', 'USD', 'not_a_number'],
    ['$5.00)', 'USD', 'not_a_number'],
    ['NaN', 'USD', 'not_a_number'],
    ['0x10', 'USD', 'not_a_number'],
    [true, 'USD', 'not_a_number'],
    [{ amount: 5 }, 'USD', 'not_a_number'],
    [[5], 'USD', 'not_a_number'],
  ])('%j of %s is %s', (value, currency, expected) => {
    expect(read(value, currency)).toBe(expected);
  });

  it('come back from the text they were written as', () => {
    fc.assert(
      fc.property(minor, currency, (amount, currency) => {
        const text = toDecimalText(amount, currency);
        expect(text).toMatch(minorUnitDigits(currency) === 0 ? /^-?\d+$/ : /^-?\d+\.\d+$/);
        expect(read(text, currency)).toBe(amount);
      }),
    );
  });

  it('come back from the display text too, in every form of a negative amount', () => {
    fc.assert(
      fc.property(minor, currency, (amount, currency) => {
        const shown = formatMoney(Math.abs(amount), currency);
        expect(read(formatMoney(amount, currency), currency)).toBe(amount);
        expect(read(`-${shown}`, currency)).toBe(amount === 0 ? 0 : -Math.abs(amount));
        expect(read(`(${shown})`, currency)).toBe(amount === 0 ? 0 : -Math.abs(amount));
      }),
    );
  });

  it('come back from a JSON number', () => {
    fc.assert(
      fc.property(minor, currency, (amount, currency) => {
        const json = JSON.stringify({ amount: Number(toDecimalText(amount, currency)) });
        expect(read((JSON.parse(json) as { amount: number }).amount, currency)).toBe(amount);
      }),
    );
  });

  it('are refused at once, however many spaces or marks a text has', () => {
    const begun = performance.now();
    for (const filling of [' ', '\t', '\u00a0 ', '(', '$', ',', '1,', '-', 'A', '. '])
      for (const [before, after] of [
        ['(', 'x'],
        ['$', ')'],
        ['A', '5'],
      ] as const)
        expect(parseAmount(before + filling.repeat(600) + after, 'USD').ok).toBe(
          filling.trim() === '' && after === '5',
        );
    // Seconds, where a regular expression tries every division of the spaces.
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('are whole minor units or refused, whatever the value', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double(), fc.string(), fc.anything()),
        currency,
        (value, currency) => {
          const amount = parseAmount(value, currency);
          if (!amount.ok) return;
          expect(Number.isSafeInteger(amount.amountMinor)).toBe(true);
          expect(Object.is(amount.amountMinor, -0)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each<[number | null, string | null, string]>([
    [123_456, 'USD', '1,234.56 USD'],
    [-123_456, 'USD', '-1,234.56 USD'],
    [-12_345_678, 'USD', '-123,456.78 USD'],
    [5, 'KWD', '0.005 KWD'],
    [1_234_567, 'JPY', '1,234,567 JPY'],
    [0, 'USD', '0.00 USD'],
    [99, null, '0.99'],
    [null, 'USD', '–'],
  ])('%s %s is shown as %s', (amount, currency, text) => {
    expect(formatMoney(amount, currency)).toBe(text);
  });
});

test.each<[unknown, string | null]>([
  ['USD', 'USD'],
  [' eur ', 'EUR'],
  ['US', null],
  ['US$', null],
  ['', null],
  [840, null],
  ['USDT', null],
  ['1USD', null],
  [null, null],
])('currency code %j is %s', (value, code) => {
  expect(parseCurrency(value)).toBe(code);
});
