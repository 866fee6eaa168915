import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dayOf, formatDay, monthOf, parseDay } from '../../src/core/model/days.ts';
import {
  dayInZone,
  formatInstant,
  isTimeZone,
  parseInstant,
  startOfDay,
} from '../../src/core/model/instants.ts';

/** No change of clocks, changes on both halves of the globe, a change of half an hour, one at midnight. */
const ZONES = [
  'US/Arizona',
  'Pacific/Auckland',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'UTC',
];
const day = fc.integer({ min: dayOf(1990, 1, 1) ?? 0, max: dayOf(2060, 12, 31) ?? 0 });
const zone = fc.constantFrom(...ZONES);

const dayText = (value: unknown): string | null => {
  const read = parseDay(value);
  return read === null ? null : formatDay(read);
};

describe('days', () => {
  test.each<[unknown, string | null]>([
    ['2023-12-07', '2023-12-07'],
    ['2023-12-07T00:00:00', '2023-12-07'],
    // The written day is the day that is meant, whatever zone follows it.
    ['2023-12-07T23:10:00-05:00', '2023-12-07'],
    ['2023-12-07T00:30:00+13:00', '2023-12-07'],
    ['2023-12-07 08:00', '2023-12-07'],
    [' 2023-12-07 ', '2023-12-07'],
    ['12/7/2023', '2023-12-07'],
    ['1/31/2024', '2024-01-31'],
    ['02/29/2024', '2024-02-29'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['1969-12-31', '1969-12-31'],
    ['2023-02-29', null],
    ['1900-02-29', null],
    ['2026-02-30', null],
    ['2026-13-01', null],
    ['2026-00-10', null],
    ['2026-04-31', null],
    ['31/1/2024', null],
    ['2/30/2026', null],
    ['2026-3-1', null],
    ['2026-03-100', null],
    ['20260310', null],
    ['tomorrow', null],
    ['', null],
    [null, null],
    [undefined, null],
    [20_230_101, null],
    [new Date(0), null],
  ])('%j is %s', (value, expected) => {
    expect(dayText(value)).toBe(expected);
  });

  it('come back from their text, in both spellings', () => {
    fc.assert(
      fc.property(day, (day) => {
        const text = formatDay(day);
        const [year, month, date] = text.split('-').map(Number);
        expect(parseDay(text)).toBe(day);
        expect(parseDay(`${month}/${date}/${year}`)).toBe(day);
        expect(dayOf(year ?? 0, month ?? 0, date ?? 0)).toBe(day);
        expect(monthOf(day)).toBe(text.slice(0, 7));
      }),
    );
  });
});

describe('instants', () => {
  test.each<[unknown, string | null]>([
    ['2023-12-07T16:10:47.017Z', '2023-12-07T16:10:47.017Z'],
    // CRM+ writes UTC without saying so, and up to seven decimals.
    ['2023-12-07T16:10:47.017', '2023-12-07T16:10:47.017Z'],
    ['2023-12-07T16:10:47.0171234', '2023-12-07T16:10:47.017Z'],
    ['2023-12-07T16:10:47.9999999Z', '2023-12-07T16:10:47.999Z'],
    ['2023-12-07T16:10:47.5', '2023-12-07T16:10:47.500Z'],
    ['2023-12-07T16:10:47', '2023-12-07T16:10:47.000Z'],
    ['2023-12-07T16:10', '2023-12-07T16:10:00.000Z'],
    ['2023-12-07 16:10:47', '2023-12-07T16:10:47.000Z'],
    ['2023-12-07', '2023-12-07T00:00:00.000Z'],
    ['2023-12-07T23:10:00-05:00', '2023-12-08T04:10:00.000Z'],
    ['2023-12-07T00:30:00+13:00', '2023-12-06T11:30:00.000Z'],
    ['2023-12-07T12:00:00+0530', '2023-12-07T06:30:00.000Z'],
    ['2023-12-07T12:00:00 +05:30', '2023-12-07T06:30:00.000Z'],
    ['2023-12-07t12:00:00z', '2023-12-07T12:00:00.000Z'],
    ['2024-02-29T12:00:00', '2024-02-29T12:00:00.000Z'],
    ['2023-02-29T12:00:00', null],
    ['2026-02-30T12:00:00', null],
    ['2026-02-30', null],
    ['2026-03-10T25:00:00', null],
    ['2026-03-10T12:61:00', null],
    ['2026-03-10T12', null],
    ['3/10/2026', null],
    ['Tue Mar 10 2026', null],
    ['', null],
    [null, null],
    [1_765_000_000_000, null],
  ])('%j is %s', (value, expected) => {
    const at = parseInstant(value);
    expect(at === null ? null : formatInstant(at)).toBe(expected);
  });

  test.each<[string, string, string]>([
    // Arizona keeps its clocks.
    ['2026-03-10T06:59:59Z', 'US/Arizona', '2026-03-09'],
    ['2026-03-10T07:00:00Z', 'US/Arizona', '2026-03-10'],
    ['2026-07-10T06:59:59Z', 'US/Arizona', '2026-07-09'],
    // New York springs forward on 8 March and falls back on 1 November 2026.
    ['2026-03-08T04:59:59Z', 'America/New_York', '2026-03-07'],
    ['2026-03-08T05:00:00Z', 'America/New_York', '2026-03-08'],
    ['2026-03-09T03:59:59Z', 'America/New_York', '2026-03-08'],
    ['2026-03-09T04:00:00Z', 'America/New_York', '2026-03-09'],
    ['2026-11-02T04:59:59Z', 'America/New_York', '2026-11-01'],
    ['2026-11-02T05:00:00Z', 'America/New_York', '2026-11-02'],
    // Auckland falls back on 5 April 2026, from 13 hours ahead to 12.
    ['2026-04-04T10:59:59Z', 'Pacific/Auckland', '2026-04-04'],
    ['2026-04-04T11:00:00Z', 'Pacific/Auckland', '2026-04-05'],
    ['2026-04-05T11:59:59Z', 'Pacific/Auckland', '2026-04-05'],
    ['2026-04-05T12:00:00Z', 'Pacific/Auckland', '2026-04-06'],
    ['2026-03-28T23:00:00Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T21:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T22:00:00Z', 'Europe/Berlin', '2026-03-30'],
    // Lord Howe changes by half an hour: 11 hours ahead until 5 April 2026, then 10 and a half.
    ['2026-04-04T13:00:00Z', 'Australia/Lord_Howe', '2026-04-05'],
    ['2026-04-05T13:29:59Z', 'Australia/Lord_Howe', '2026-04-05'],
    ['2026-04-05T13:30:00Z', 'Australia/Lord_Howe', '2026-04-06'],
  ])('%s falls in %s on %s', (at, zone, expected) => {
    expect(formatDay(dayInZone(Date.parse(at), zone))).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-04-05', 'Pacific/Auckland', '2026-04-04T11:00:00.000Z'],
    ['2026-09-27', 'Pacific/Auckland', '2026-09-26T12:00:00.000Z'],
    ['2026-10-04', 'Australia/Lord_Howe', '2026-10-03T13:30:00.000Z'],
    ['2026-07-01', 'US/Arizona', '2026-07-01T07:00:00.000Z'],
    // Midnight did not happen: the day began at one o'clock.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('%s begins in %s at %s', (text, zone, expected) => {
    expect(formatInstant(startOfDay(parseDay(text) ?? NaN, zone))).toBe(expected);
  });

  it('the first instant of a day is on it, and the one before is on the day before', () => {
    fc.assert(
      fc.property(day, zone, (day, zone) => {
        const start = startOfDay(day, zone);
        expect(dayInZone(start, zone)).toBe(day);
        expect(dayInZone(start - 1, zone)).toBe(day - 1);
        expect(startOfDay(day + 1, zone)).toBeGreaterThan(start);
      }),
    );
  });

  it('days never fall back while time goes on', () => {
    const at = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) });
    fc.assert(
      fc.property(at, fc.nat(3 * 3_600_000), zone, (at, later, zone) => {
        const gain = dayInZone(at + later, zone) - dayInZone(at, zone);
        expect([0, 1]).toContain(gain);
      }),
    );
  });

  it('come back from their text, with or without Z', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0) }), (at) => {
        expect(parseInstant(formatInstant(at))).toBe(at);
        expect(parseInstant(formatInstant(at).slice(0, -1))).toBe(at);
      }),
    );
  });

  test.each([
    ['US/Arizona', true],
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['', false],
  ])('%j is a zone: %s', (name, expected) => {
    expect(isTimeZone(name)).toBe(expected);
  });
});
