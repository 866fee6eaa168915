import type { Day } from '../../model/days.ts';
import { dayInZone, formatInstant, type InstantMs } from '../../model/instants.ts';
import type { Backstop, BackstopRules, DueBackstop } from '../../model/schedule.ts';
import {
  daysSeen,
  isAudited,
  isSettled,
  MOST_TRIES,
  nextTryMs,
  noteSeen,
  triesFor,
  type DaysSeen,
} from './days-audited.ts';
import { isDayOf, slotOf } from './slots.ts';

/** Missed days get a run each, the oldest first; days before that share one. */
export const MOST_DAYS_APART = 31;
const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;

/**
 * What is due now, in the order in which it is to run; nothing is due twice, because what was done is a stored fact. Each run ends with the
 * day it is due for and begins with the oldest day of which an earlier run may have seen records that were still under way.
 */
export function dueRuns(
  rules: BackstopRules,
  backstops: readonly Backstop[],
  nowMs: InstantMs,
): DueBackstop[] {
  switch (rules.schedule.kind) {
    case 'off':
      return [];
    case 'hourly':
      return dueHour(rules, rules.schedule.sinceUtc, backstops, nowMs);
    case 'daily':
      return dueDays(rules, rules.schedule, backstops, nowMs);
  }
}

/** What somebody asks for by hand: yesterday, and what the last runs left to be made up for; nothing if it was done. */
export function dueByHand(
  rules: Pick<BackstopRules, 'timeZone' | 'lagHours'>,
  backstops: readonly Backstop[],
  nowMs: InstantMs,
): DueBackstop[] {
  const yesterday = dayInZone(nowMs, rules.timeZone) - 1;
  const newest = Math.max(...backstops.map(({ toDay }) => Math.min(toDay, yesterday)));
  const first = backstops.length === 0 ? yesterday : newest;
  return inOrder(rules, { first, last: yesterday }, backstops, nowMs);
}

/** When a daily schedule next comes to a day's time. */
export function nextSlotMs(
  { schedule, timeZone }: BackstopRules,
  nowMs: InstantMs,
): InstantMs | null {
  if (schedule.kind !== 'daily') return null;
  const today = dayInZone(nowMs, timeZone);
  const slots = [-2, -1, 0, 1].map((days) => slotOf(today + days, schedule.at, timeZone));
  return slots.find((slot) => slot > nowMs) ?? null;
}

/** When an hourly schedule may next begin; null if nothing began within the last hour, so that it may now. */
export function nextHourMs(backstops: readonly Backstop[], nowMs: InstantMs): InstantMs | null {
  const recent = backstops
    .map(({ startedUtc }) => Date.parse(startedUtc))
    .filter((startedMs) => Math.abs(nowMs - startedMs) < HOUR_MS);
  return recent.length === 0 ? null : Math.max(...recent) + HOUR_MS;
}

function dueDays(
  rules: BackstopRules,
  { at, sinceUtc }: { readonly at: string; readonly sinceUtc: string },
  backstops: readonly Backstop[],
  nowMs: InstantMs,
): DueBackstop[] {
  const { timeZone } = rules;
  const slot = (day: Day): InstantMs => slotOf(day, at, timeZone);
  let last = dayInZone(nowMs, timeZone) - 1;
  while (slot(last) > nowMs) last -= 1;
  let first = dayInZone(Date.parse(sinceUtc), timeZone) - 2;
  while (slot(first) <= Date.parse(sinceUtc)) first += 1;
  return inOrder(rules, { first, last }, backstops, nowMs, (day) => {
    const tries = triesFor(day, backstops, nowMs);
    if (tries.length >= MOST_TRIES) return 'given_up';
    return nextTryMs(tries) <= nowMs ? 'due' : 'waits';
  });
}

type Standing = 'due' | 'waits' | 'given_up';

function inOrder(
  rules: Pick<BackstopRules, 'timeZone' | 'lagHours'>,
  { first, last }: { readonly first: Day; readonly last: Day },
  backstops: readonly Backstop[],
  nowMs: InstantMs,
  standingOf: (day: Day) => Standing = () => 'due',
): DueBackstop[] {
  const due: DueBackstop[] = [];
  const seen = daysSeen(backstops);
  const known = Math.min(first, ...backstops.map(({ fromDay }) => fromDay));
  const add = (toDay: Day, fromDay: Day): void => {
    due.push({ kind: 'daily', fromDay, toDay });
    noteSeen(seen, asIfDone({ kind: 'daily', fromDay, toDay }, nowMs));
  };
  const lastOfOld = last - MOST_DAYS_APART;
  let oldest: Day | null = null;
  for (let day = first; day <= last; day += 1) {
    if (!isDayOf(day, rules.timeZone) || isAudited(day, seen, rules.timeZone)) continue;
    const standing = standingOf(day);
    if (standing === 'given_up') continue;
    if (day <= lastOfOld) oldest ??= day;
    if (day < lastOfOld) continue;
    // Days are told in their order: none overtakes one that waits for its next try.
    if (standing === 'waits') return due;
    add(day, oldest ?? oldestUnsettled(rules, seen, known, day));
    oldest = null;
  }
  if (oldest !== null) add(lastOfOld, oldest);
  return due;
}

function dueHour(
  rules: BackstopRules,
  sinceUtc: string,
  backstops: readonly Backstop[],
  nowMs: InstantMs,
): DueBackstop[] {
  if (nextHourMs(backstops, nowMs) !== null || nowMs < Date.parse(sinceUtc)) return [];
  const today = dayInZone(nowMs, rules.timeZone);
  const since = dayInZone(Date.parse(sinceUtc), rules.timeZone);
  const known = Math.min(since, ...backstops.map(({ fromDay }) => fromDay));
  const fromDay = oldestUnsettled(rules, daysSeen(backstops), known, today);
  return [{ kind: 'hourly', fromDay, toDay: today }];
}

/** The oldest day up to this one that is not settled; before the first known day, a month and the lag ago none counts. */
function oldestUnsettled(
  rules: Pick<BackstopRules, 'timeZone' | 'lagHours'>,
  seen: DaysSeen,
  known: Day,
  toDay: Day,
): Day {
  const reach = MOST_DAYS_APART + Math.ceil(rules.lagHours / HOURS_A_DAY);
  for (let day = Math.max(known, toDay - reach); day < toDay; day += 1)
    if (!isSettled(day, seen, rules)) return day;
  return toDay;
}

function asIfDone(due: DueBackstop, nowMs: InstantMs): Backstop {
  const atUtc = formatInstant(nowMs);
  return {
    ...due,
    id: 0,
    startedUtc: atUtc,
    asOfUtc: atUtc,
    runId: null,
    outcome: 'verified',
    sentence: null,
  };
}
