import { Temporal } from 'temporal-polyfill';
import { formatDay, type Day } from '../../model/days.ts';
import { startOfDay, type InstantMs } from '../../model/instants.ts';

/**
 * When the backstop of a day is due: at a time of the wall clock on the day after. A time that the clock leaves out comes as much later, one
 * that it shows twice counts the first time.
 */
export function slotOf(day: Day, at: string, timeZone: string): InstantMs {
  return Temporal.PlainDate.from(formatDay(day + 1)).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from(at),
  }).epochMilliseconds;
}

/** The first instant after a day. */
export function endOfDay(day: Day, timeZone: string): InstantMs {
  const key = `${day} ${timeZone}`;
  const known = ends.get(key);
  if (known !== undefined) return known;
  const end = startOfDay(day + 1, timeZone);
  if (ends.size >= MOST_ENDS) ends.clear();
  ends.set(key, end);
  return end;
}

/** Asked every minute for each day of years, and slow to find out. */
const ends = new Map<string, InstantMs>();
const MOST_ENDS = 20_000;

/** Whether a zone's calendar has a day at all: Samoa went from 29 to 31 December 2011. */
export function isDayOf(day: Day, timeZone: string): boolean {
  return endOfDay(day - 1, timeZone) < endOfDay(day, timeZone);
}
