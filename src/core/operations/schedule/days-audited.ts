import type { Day } from '../../model/days.ts';
import type { InstantMs } from '../../model/instants.ts';
import type { Backstop, BackstopRules } from '../../model/schedule.ts';
import { endOfDay } from './slots.ts';

const HOUR_MS = 3_600_000;

/** So many times is a day's run tried that can't read everything; later runs reach back over it. */
export const MOST_TRIES = 3;

/** As of when a run that read everything last saw each day. */
export type DaysSeen = Map<Day, InstantMs>;

/** By day, as of when it was last audited with a result. */
export function daysSeen(backstops: readonly Backstop[]): DaysSeen {
  const seen: DaysSeen = new Map();
  for (const backstop of backstops) noteSeen(seen, backstop);
  return seen;
}

/** Adds one backstop; one without a result has seen no day. */
export function noteSeen(seen: DaysSeen, { fromDay, toDay, asOfUtc, outcome }: Backstop): void {
  if (asOfUtc === null || (outcome !== 'verified' && outcome !== 'not_verified')) return;
  const asOfMs = Date.parse(asOfUtc);
  for (let day = fromDay; day <= toDay; day += 1)
    seen.set(day, Math.max(asOfMs, seen.get(day) ?? asOfMs));
}

/** Whether the whole of a day was seen. */
export function isAudited(day: Day, seen: DaysSeen, timeZone: string): boolean {
  const seenMs = seen.get(day);
  return seenMs !== undefined && seenMs >= endOfDay(day, timeZone);
}

/** Whether a day was seen after the time that syncing may take was over: nothing of it is still under way. */
export function isSettled(
  day: Day,
  seen: DaysSeen,
  { timeZone, lagHours }: Pick<BackstopRules, 'timeZone' | 'lagHours'>,
): boolean {
  const seenMs = seen.get(day);
  return seenMs !== undefined && seenMs >= endOfDay(day, timeZone) + lagHours * HOUR_MS;
}

/** The tries for a day that came to an end, as far as our clock knows: it may have been wrong, and in another year. */
export function triesFor(day: Day, backstops: readonly Backstop[], nowMs: InstantMs): Backstop[] {
  return backstops.filter(
    ({ toDay, outcome, startedUtc }) =>
      toDay === day && outcome !== null && Date.parse(startedUtc) <= nowMs,
  );
}

/** When a day's run may be tried again that could not read everything: an hour later, then two. */
export function nextTryMs(tries: readonly Backstop[]): InstantMs {
  const last = Math.max(...tries.map(({ startedUtc }) => Date.parse(startedUtc)));
  return tries.length === 0 ? -Infinity : last + HOUR_MS * 2 ** (tries.length - 1);
}
