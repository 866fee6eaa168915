import { describe, it } from 'vitest';
import { dayOf } from '../../src/core/model/days.ts';
import { expectOneRunADay } from './one-run-a-day.ts';

const WEEKS = [
  // 2:30 is left out on 8 March.
  { timeZone: 'America/New_York', at: '02:30', from: [2026, 3, 4] },
  // The clock goes back by half an hour on 5 April.
  { timeZone: 'Australia/Lord_Howe', at: '01:45', from: [2026, 4, 1] },
  // No 30 December.
  { timeZone: 'Pacific/Apia', at: '06:00', from: [2011, 12, 26] },
] as const;

describe('a week in which the clocks change, with real audits: one verified run a day, the planted gifts and nothing else', () => {
  it.each(WEEKS)('in $timeZone', { timeout: 300_000 }, async ({ timeZone, at, from }) => {
    const fromDay = dayOf(from[0], from[1], from[2]) ?? 0;
    await expectOneRunADay({
      timeZone,
      at,
      fromDay,
      days: 10,
      restartEvery: 37,
      // Over a night and, once, over two days.
      sleeps: [
        [20, 34],
        [100, 150],
      ],
    });
  });
});
