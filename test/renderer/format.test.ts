import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatDay,
  formatDuration,
  formatInstant,
  formatMoney,
  formatNumber,
} from '../../src/renderer/words/format.ts';

/** What the platform writes for a decimal amount: the machine's language decides about signs and spaces. */
function platformMoney(amount: number, currency: string): string {
  return new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(amount);
}

describe('formatMoney', () => {
  test.each([
    [123_456, 'USD', 1234.56],
    [5, 'USD', 0.05],
    [0, 'USD', 0],
    [-123_456, 'EUR', -1234.56],
    [-5, 'EUR', -0.05],
    [1234, 'JPY', 1234],
    [-7, 'JPY', -7],
    [1_234_567, 'BHD', 1234.567],
    [-5, 'BHD', -0.005],
    [50, 'KWD', 0.05],
  ])('writes %d minor units of %s as %d', (minor, currency, amount) => {
    expect(formatMoney(minor, currency)).toBe(platformMoney(amount, currency));
  });

  test('keeps every digit of an amount that no float holds to the cent', () => {
    const digits = formatMoney(9_007_199_254_740_991, 'USD').replaceAll(/\D/g, '');
    expect(digits).toBe('9007199254740991');
  });

  test('writes the bare number where no currency is known', () => {
    expect(formatMoney(1234, null)).toBe(formatNumber(1234));
  });

  test.each(['', 'US', 'DOLLAR', 'U$D'])('does not fail at "%s", which is no code', (code) => {
    expect(formatMoney(1234, code)).toBe(`${formatNumber(1234)} ${code}`);
  });

  test('writes a code that nobody knows as it is, with two decimals', () => {
    expect(formatMoney(1234, 'QQQ')).toContain('QQQ');
    expect(formatMoney(1234, 'QQQ').replaceAll(/\D/g, '')).toBe('1234');
  });
});

describe('formatDay', () => {
  test('writes a day in no zone but its own', () => {
    const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
    expect(formatDay('2026-10-31')).toBe(day.format(Date.UTC(2026, 9, 31)));
    expect(formatDay('2024-02-29')).toBe(day.format(Date.UTC(2024, 1, 29)));
  });

  test.each(['', 'yesterday', '2026-02-30', '2025-02-29', '2026-13-01', '2026-1-1', '31.10.2026'])(
    'leaves "%s", which is no day, as it is',
    (text) => {
      expect(formatDay(text)).toBe(text);
    },
  );
});

test('formatInstant leaves what is no instant as it is', () => {
  expect(formatInstant('soon')).toBe('soon');
  expect(formatInstant('2026-10-31T10:00:00Z')).toContain('2026');
});

test.each([
  [0, '1 s'],
  [89, '89 s'],
  [90, '2 min'],
  [3600, '60 min'],
  [5400, '1 h 30 min'],
  [12_000, '3 h 20 min'],
])('formatDuration writes %d seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [2_500_000, '2.5 MB'],
  [3_200_000_000, '3.2 GB'],
])('formatBytes writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
