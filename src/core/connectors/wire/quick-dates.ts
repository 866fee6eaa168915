import type { Day } from '../../model/days.ts';
import { parseDay } from '../../model/days.ts';
import type { InstantMs } from '../../model/instants.ts';
import { parseInstant } from '../../model/instants.ts';

const MS_PER_DAY = 86_400_000;
const MOST_CACHED = 20_000;
const days = new Map<string, Day | null>();

/**
 * As model's parseDay and parseInstant, and several times as fast for the one form that nearly every date has
 * ("2023-12-07T16:10:47.017", with or without Z): the days of a customer's records are few, so each is worked out
 * once. Every other form goes the long way. Three dates a row are otherwise half the cost of reading it.
 */
export function quickDay(text: string): Day | null {
  return isPlain(text) ? cachedDay(text.slice(0, 10)) : parseDay(text);
}

/** See quickDay. */
export function quickInstant(text: string): InstantMs | null {
  if (!isPlain(text)) return parseInstant(text);
  const day = cachedDay(text.slice(0, 10));
  const hours = twoDigits(text, 11);
  const minutes = twoDigits(text, 14);
  const seconds = twoDigits(text, 17);
  if (day === null || hours > 23 || minutes > 59 || seconds > 59) return parseInstant(text);
  return day * MS_PER_DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis(text);
}

/** Whether a text is YYYY-MM-DDThh:mm:ss, then nothing, or a point and digits, then nothing or Z. */
function isPlain(text: string): boolean {
  let end = text.length;
  if (end > 19 && text.charCodeAt(end - 1) === 90) end--;
  if (
    end < 19 ||
    end === 20 ||
    text.charCodeAt(10) !== 84 ||
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45
  )
    return false;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return false;
  for (let at = 11; at < end; at++) {
    if (at === 13 || at === 16) continue;
    if (at === 19 ? text.charCodeAt(at) !== 46 : !isDigit(text.charCodeAt(at))) return false;
  }
  return true;
}

function cachedDay(text: string): Day | null {
  const known = days.get(text);
  if (known !== undefined) return known;
  if (days.size >= MOST_CACHED) days.clear();
  const day = parseDay(text);
  days.set(text, day);
  return day;
}

/** The first three decimals; further ones are cut off (CRM+ writes up to seven). */
function millis(text: string): number {
  let result = 0;
  for (let at = 20; at < 23; at++) {
    const code = text.charCodeAt(at);
    result = result * 10 + (isDigit(code) ? code - 48 : 0);
  }
  return result;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
