import { describe, expect, test } from 'vitest';
import { daysOf, isDay, todayIn } from '../../src/renderer/pages/audit/period-days.ts';

describe('today', () => {
  test.each([
    ['Pacific/Kiritimati', '2026-11-01'],
    ['UTC', '2026-10-31'],
    ['America/Los_Angeles', '2026-10-31'],
  ])('in %s', (zone, day) => {
    expect(todayIn(zone, Date.UTC(2026, 9, 31, 12))).toBe(day);
  });
});

describe('a period ends before today', () => {
  test.each([
    ['all', '2026-11-24', null, null],
    ['yesterday', '2026-11-24', '2026-11-23', '2026-11-23'],
    ['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
    ['week', '2026-11-24', '2026-11-17', '2026-11-23'],
    ['week', '2026-01-03', '2025-12-27', '2026-01-02'],
    ['month', '2026-11-24', '2026-10-01', '2026-10-31'],
    ['month', '2026-01-01', '2025-12-01', '2025-12-31'],
    ['month', '2024-03-31', '2024-02-01', '2024-02-29'],
  ] as const)('%s on %s', (kind, today, from, to) => {
    expect(daysOf(kind, today)).toEqual({ from, to });
  });
});

test.each([
  ['2026-10-31', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['', false],
  ['2026-10-31T00:00', false],
])('"%s" is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is);
});
