const MINUTE = 60_000;
const DAY = 86_400_000;

/** Wall-clock time of one zone, fast enough for a million records: offsets are looked up, not formatted. */
export interface ZoneClock {
  zone: string;
  /** Instants at which the offset changes inside the covered years, ascending. */
  changesMs: readonly number[];
  /** Wall-clock time as milliseconds since 1970 in that zone. */
  wallMs(utcMs: number): number;
  /** The instant of a wall-clock time. A time that DST skips or repeats gives one of the two candidates. */
  utcOfWall(wallMs: number): number;
}

/** Makes a clock for a zone, exact between the two instants. */
export function makeZoneClock(zone: string, fromMs: number, toMs: number): ZoneClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const changesMs: number[] = [];
  const offsets: number[] = [readOffset(format, fromMs)];
  let offset = readOffset(format, fromMs);
  for (let at = fromMs; at < toMs; at += DAY) {
    const next = readOffset(format, at + DAY);
    if (next === offset) continue;
    changesMs.push(findChange(format, at, at + DAY, offset));
    offsets.push(next);
    offset = next;
  }
  const offsetAt = (utcMs: number): number => {
    let n = 0;
    while (n < changesMs.length && utcMs >= (changesMs[n] ?? Infinity)) n += 1;
    return offsets[n] ?? 0;
  };
  return {
    zone,
    changesMs,
    wallMs: (utcMs) => utcMs + offsetAt(utcMs),
    utcOfWall: (wallMs) => wallMs - offsetAt(wallMs - offsetAt(wallMs)),
  };
}

/** `2026-03-10T12:00:00`, without zone and without milliseconds. */
export function secondText(ms: number): string {
  const second = Math.floor(ms / 1000) % (DAY / 1000);
  const time = second < 0 ? second + DAY / 1000 : second;
  const [hours, minutes] = [Math.floor(time / 3600), Math.floor(time / 60) % 60];
  return `${dayText(ms)}T${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(time % 60)}`;
}

/** `2026-03-10T12:00:00.417`: the form in which both APIs give UTC instants, without Z. */
export function milliText(ms: number): string {
  const milli = ms - Math.floor(ms / 1000) * 1000;
  return `${secondText(ms)}.${String(milli).padStart(3, '0')}`;
}

const DAY_TEXTS = new Map<number, string>();

/** `2026-03-10`. Each day is written once: dates are most of the work of a look at millions of records. */
export function dayText(ms: number): string {
  const day = Math.floor(ms / DAY);
  const known = DAY_TEXTS.get(day);
  if (known !== undefined) return known;
  const text = new Date(ms).toISOString().slice(0, 10);
  DAY_TEXTS.set(day, text);
  return text;
}

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

/** `3/10/2026`: how CRM+ displays a date. */
export function displayDay(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-');
  return `${Number(month)}/${Number(date)}/${year}`;
}

function readOffset(format: Intl.DateTimeFormat, utcMs: number): number {
  const parts: { [type: string]: number } = {};
  for (const part of format.formatToParts(utcMs)) parts[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  return wall - Math.floor(utcMs / MINUTE) * MINUTE;
}

function findChange(
  format: Intl.DateTimeFormat,
  fromMs: number,
  toMs: number,
  offset: number,
): number {
  let low = fromMs;
  let high = toMs;
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (readOffset(format, middle) === offset) low = middle;
    else high = middle;
  }
  return Math.ceil(high / MINUTE) * MINUTE;
}
