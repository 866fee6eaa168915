import { describe, it } from 'vitest';
import { dayOf } from '../../src/core/model/days.ts';
import { expectOneRunADay } from '../operations/one-run-a-day.ts';

const ZONES = ['America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];

describe.runIf(process.env['TIEOUT_LONG'])('a whole year with real audits', () => {
  it.each(ZONES)('in %s', { timeout: 1_800_000 }, async (timeZone) => {
    // A night's sleep each third day, a week's in spring, and a new start every 37 hours.
    const nights = Array.from({ length: 121 }, (_, index): [number, number] => [
      index * 72 + 20,
      index * 72 + 35,
    ]);
    await expectOneRunADay({
      timeZone,
      at: '02:30',
      fromDay: dayOf(2011, 1, 1) ?? 0,
      days: 365,
      restartEvery: 37,
      sleeps: [...nights, [2000, 2170]],
    });
  });
});
