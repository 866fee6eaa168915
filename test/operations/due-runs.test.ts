import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, formatDay } from '../../src/core/model/days.ts';
import { dayInZone, formatInstant } from '../../src/core/model/instants.ts';
import type { Backstop, BackstopRules, DueBackstop } from '../../src/core/model/schedule.ts';
import {
  dueByHand,
  dueRuns,
  nextHourMs,
  nextSlotMs,
} from '../../src/core/operations/schedule/due-runs.ts';
import { isDayOf, slotOf } from '../../src/core/operations/schedule/slots.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('a year of days, each audited once and settled', () => {
  it.each([
    ['America/New_York', '06:00', 24, 2026],
    // 02:30 does not exist on one day and comes twice on another.
    ['America/New_York', '02:30', 4, 2026],
    // Its clock goes by half an hour only.
    ['Australia/Lord_Howe', '02:15', 24, 2026],
    // No 30 December 2011.
    ['Pacific/Apia', '06:00', 48, 2011],
    ['Europe/London', '01:30', 6, 2026],
    ['Europe/London', '00:00', 0, 2026],
  ])('in %s at %s with a lag of %i hours, in %i', (timeZone, at, lagHours, year) => {
    const property = fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const draw = drawsFrom(seed);
      const done = liveThrough({ timeZone, at, lagHours, year, draw });
      const days = done.map(({ toDay }) => toDay);
      const first = dayOf(year, 1, 1) ?? 0;
      const expected: number[] = [];
      for (let day = first; day <= (dayOf(year, 12, 30) ?? 0); day += 1)
        if (isDayOf(day, timeZone)) expected.push(day);
      expect(days.filter((day) => day >= first && day <= (expected.at(-1) ?? 0))).toEqual(expected);
      for (const { fromDay, toDay, startedUtc } of done) {
        expect(Date.parse(startedUtc)).toBeGreaterThanOrEqual(slotOf(toDay, at, timeZone));
        // What is read again is what had not settled: the lag, and no more.
        expect(toDay - fromDay).toBeLessThanOrEqual(Math.ceil(lagHours / 24) + 1);
      }
      for (const day of expected.slice(0, -4)) {
        const end = slotOf(day, '00:00', timeZone);
        const settling = done.filter(
          ({ fromDay, toDay, asOfUtc }) =>
            fromDay <= day && day <= toDay && Date.parse(asOfUtc ?? '') >= end + lagHours * HOUR,
        );
        expect(settling.length, formatDay(day)).toBe(1);
      }
    });
    fc.assert(property, { numRuns: 2 });
  });
});

describe('what is due', () => {
  const rules = rulesOf('America/New_York', '06:00', 24);
  const now = Date.UTC(2026, 5, 10, 12);

  it('is nothing of the time before the schedule was set', () => {
    expect(dueRuns({ ...rules, schedule: since(rules, now - HOUR) }, [], now)).toEqual([]);
    expect(dueRuns({ ...rules, schedule: since(rules, now - 3 * HOUR) }, [], now)).toHaveLength(1);
  });

  it('is each missed day in its order, and one run for those of more than a month ago', () => {
    const due = dueRuns({ ...rules, schedule: since(rules, now - 50 * 24 * HOUR) }, [], now);
    const last = dayInZone(now, 'America/New_York') - 1;
    expect(due).toHaveLength(32);
    expect(due[0]).toEqual({ kind: 'daily', fromDay: last - 49, toDay: last - 31 });
    expect(due.at(-1)).toEqual({ kind: 'daily', fromDay: last, toDay: last });
    expect(due.slice(1).map(({ toDay }) => toDay)).toEqual(
      Array.from({ length: 31 }, (_, index) => last - 30 + index),
    );
  });

  it('is a day again after an hour, then two, if not everything could be read; then later runs reach back over it', () => {
    const schedule = since(rules, now - 3 * HOUR);
    const day = dayInZone(now, 'America/New_York') - 1;
    const tried: Backstop[] = [];
    const at: number[] = [];
    for (let ms = now; ms < now + 40 * HOUR; ms += 10 * MINUTE) {
      const [due] = dueRuns({ ...rules, schedule }, tried, ms);
      if (due === undefined) continue;
      at.push((ms - now) / HOUR);
      const isRead = due.toDay > day;
      if (isRead) expect(due).toEqual({ kind: 'daily', fromDay: day, toDay: day + 1 });
      tried.push(asBackstop(due, ms, isRead ? 'verified' : 'incomplete'));
    }
    // The next day's time is 22 hours on.
    expect(at).toEqual([0, 1, 3, 22]);
  });

  it('is no day again that was read whole, though something in it can’t be sure', () => {
    const schedule = since(rules, now - 3 * HOUR);
    const [due] = dueRuns({ ...rules, schedule }, [], now);
    const tried = due === undefined ? [] : [asBackstop(due, now, 'not_verified')];
    expect(dueRuns({ ...rules, schedule }, tried, now + 10 * HOUR)).toEqual([]);
  });

  it('forgets what happened while the clock was wrong', () => {
    const schedule = since(rules, now - 3 * HOUR);
    const wrong = now + 400 * 24 * HOUR;
    const future: Backstop[] = dueRuns({ ...rules, schedule }, [], wrong).map((due) => ({
      ...asBackstop(due, wrong, 'verified'),
      asOfUtc: formatInstant(now),
    }));
    expect(future.length).toBeGreaterThan(30);
    const day = dayInZone(now, 'America/New_York') - 1;
    const yesterday = dueRuns({ ...rules, schedule }, future.slice(1), now);
    expect(yesterday.map(({ toDay }) => toDay)).toEqual([day]);
    const tomorrow = dueRuns({ ...rules, schedule }, future.slice(1), now + 24 * HOUR);
    expect(tomorrow.map(({ toDay }) => toDay)).toEqual([day, day + 1]);
  });

  it('by the hour is today and what has not settled, never sooner than after an hour', () => {
    const hourly = {
      ...rules,
      lagHours: 4,
      schedule: { ...since(rules, now), kind: 'hourly' as const },
    };
    const done: Backstop[] = [];
    for (let ms = now; ms < now + 30 * HOUR; ms += 7 * MINUTE) {
      const [due] = dueRuns(hourly, done, ms);
      const next = nextHourMs(done, ms);
      // What is said of the next time is when it is due, to the millisecond.
      expect(due === undefined).toBe(next !== null);
      if (next !== null)
        expect([next - 1, next].map((at) => dueRuns(hourly, done, at).length)).toEqual([0, 1]);
      if (due !== undefined) done.push(asBackstop(due, ms, 'verified'));
    }
    const starts = done.map(({ startedUtc }) => Date.parse(startedUtc));
    for (const [index, start] of starts.slice(1).entries())
      expect(start - (starts[index] ?? 0)).toBeGreaterThanOrEqual(HOUR);
    expect(done.length).toBeGreaterThanOrEqual(26);
    const today = dayInZone(now, 'America/New_York');
    // Until 4 in the morning yesterday belongs to it too.
    const spans = new Set(done.map(({ fromDay, toDay }) => `${fromDay - today}..${toDay - today}`));
    expect([...spans]).toEqual(['0..0', '0..1', '1..1']);
  });

  it('by hand is yesterday, once', () => {
    const by = { timeZone: 'America/New_York', lagHours: 24 };
    const day = dayInZone(now, by.timeZone) - 1;
    const first = dueByHand(by, [], now);
    expect(first).toEqual([{ kind: 'daily', fromDay: day, toDay: day }]);
    const done = [asBackstop({ kind: 'daily', fromDay: day, toDay: day }, now, 'verified')];
    expect(dueByHand(by, done, now + HOUR)).toEqual([]);
    expect(
      dueByHand(by, done, now + 72 * HOUR).map(({ fromDay, toDay }) => [
        fromDay - day,
        toDay - day,
      ]),
    ).toEqual([
      [0, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('is told ahead', () => {
    expect(nextSlotMs(rules, now)).toBe(Date.UTC(2026, 5, 11, 10));
  });
});

interface Life {
  readonly timeZone: string;
  readonly at: string;
  readonly lagHours: number;
  readonly year: number;
  readonly draw: () => number;
}

/** A machine that looks now and then, sleeps for hours or days, and whose runs are now and then killed. */
function liveThrough({ timeZone, at, lagHours, year, draw }: Life): Backstop[] {
  const rules = rulesOf(timeZone, at, lagHours);
  const schedule = since(rules, slotOf((dayOf(year, 1, 1) ?? 0) - 1, at, timeZone));
  const done: Backstop[] = [];
  const end = slotOf(dayOf(year, 12, 31) ?? 0, at, timeZone) + 12 * HOUR;
  for (let nowMs = Date.parse(schedule.sinceUtc); nowMs <= end;) {
    const [due] = dueRuns({ ...rules, schedule }, done, nowMs);
    if (due !== undefined && draw() > 0.1) done.push(asBackstop(due, nowMs, 'verified'));
    if (due !== undefined) nowMs += 5 * MINUTE;
    else nowMs += draw() < 0.02 ? Math.round(draw() * 96 * HOUR) : 2 * HOUR;
  }
  const left = dueRuns({ ...rules, schedule }, done, end);
  return [...done, ...left.map((due) => asBackstop(due, end, 'verified'))];
}

/** The same draws from 0 to 1 for the same seed. */
function drawsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function rulesOf(timeZone: string, at: string, lagHours: number): BackstopRules {
  return {
    timeZone,
    lagHours,
    schedule: { kind: 'daily', at, records: ['gift'], sinceUtc: formatInstant(0) },
  };
}

function since(
  { schedule }: BackstopRules,
  sinceMs: number,
): Extract<BackstopRules['schedule'], { kind: 'daily' }> {
  if (schedule.kind !== 'daily') throw new Error('no daily schedule');
  return { ...schedule, sinceUtc: formatInstant(sinceMs) };
}

function asBackstop(due: DueBackstop, atMs: number, outcome: Backstop['outcome']): Backstop {
  const startedUtc = formatInstant(atMs);
  return { ...due, id: 0, startedUtc, asOfUtc: startedUtc, runId: 'run', outcome, sentence: null };
}
