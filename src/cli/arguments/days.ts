import { dayOf, type Day } from '../../core/model/days.ts';
import { quoteTyped } from '../nearest.ts';
import type { Arguments } from './parse.ts';
import { usage } from './usage.ts';

/** A flag's calendar day, or null if it isn't given. @throws Failure usage for a day that doesn't exist */
export function dayArgument(args: Arguments, name: string): Day | null {
  const text = args.one(name)?.trim();
  if (text === undefined) return null;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) {
    throw usage(`--${name} must be a day written as YYYY-MM-DD, for example 2026-03-31.`);
  }
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  const day = dayOf(year, month, date);
  if (day === null) throw usage(`--${name}: ${quoteTyped(text)} is no day of the calendar.`);
  if (year < 1900 || year > 2200) throw usage(`--${name}: the year ${year} cannot be meant.`);
  return day;
}
