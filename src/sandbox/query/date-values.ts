import type { ZoneClock } from '../zone-clock.ts';
import { dayText } from '../zone-clock.ts';

const DAY = 86_400_000;
const RELATIVE: { [keyword: string]: number } = {
  today: 0,
  yesterday: -1,
  tomorrow: 1,
  '30 days ago': -30,
  '60 days ago': -60,
  '90 days ago': -90,
  '180 days ago': -180,
  '270 days ago': -270,
  'one year ago': -365,
  'two years ago': -730,
  'one week from now': 7,
};

/** What dates in conditions are measured against. */
export interface QueryClock {
  nowMs: number;
  zone: ZoneClock;
}

/**
 * The value of a date condition: `YYYY-MM-DD`, `M/D/YYYY`, an ISO instant, or one of the keywords of QueryOptions
 * (docs/api-facts.md A3). The answer has a time only if the value has one; undefined if it is no date.
 */
export function dateValue(value: unknown, clock: QueryClock): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const iso =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(
      text,
    );
  if (iso !== null) {
    if (iso[3] !== undefined) return new Date(text).toISOString().slice(0, 23);
    return iso[2] === undefined ? iso[1] : `${iso[1]}T${iso[2]}`;
  }
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american !== null)
    return `${american[3]}-${(american[1] ?? '').padStart(2, '0')}-${(american[2] ?? '').padStart(2, '0')}`;
  return keywordDay(text.toLowerCase(), clock);
}

function keywordDay(keyword: string, clock: QueryClock): string | undefined {
  const today = clock.zone.wallMs(clock.nowMs);
  const days = RELATIVE[keyword];
  if (days !== undefined) return dayText(today + days * DAY);
  const day = dayText(today);
  if (keyword === 'start of this month') return `${day.slice(0, 7)}-01`;
  if (keyword === 'this calendar year') return `${day.slice(0, 4)}-01-01`;
  if (keyword === 'last sunday') return dayText(today - (new Date(today).getUTCDay() || 7) * DAY);
  return undefined;
}

/**
 * Compares a stored instant with a condition's date: by day if the condition has no time. Stored UTC instants of
 * day parameters are put on the organization's day first.
 */
export function compareDates(
  stored: string,
  wanted: string,
  storedIsUtc: boolean,
  clock: QueryClock,
): number {
  if (wanted.length > 10) {
    const a = Date.parse(`${stored.replace(/Z$/, '')}Z`);
    return Math.sign(a - Date.parse(`${wanted}Z`));
  }
  const day = storedIsUtc ? organizationDay(stored, clock) : stored.slice(0, 10);
  return day < wanted ? -1 : day > wanted ? 1 : 0;
}

/** What is no instant is compared as it stands, like the days that are stored without a zone. */
function organizationDay(stored: string, clock: QueryClock): string {
  const utcMs = Date.parse(`${stored.replace(/Z$/, '')}Z`);
  return Number.isNaN(utcMs) ? stored.slice(0, 10) : dayText(clock.zone.wallMs(utcMs));
}

/** The keywords that QueryOptions lists for a date. */
export const DATE_KEYWORDS: readonly string[] = [
  '180 Days Ago',
  '270 Days Ago',
  '30 Days Ago',
  '60 Days Ago',
  '90 Days Ago',
  'Last Sunday',
  'One week from now',
  'One Year Ago',
  'Start Of This Month',
  'This Calendar Year',
  'Today',
  'Tomorrow',
  'Two Years Ago',
  'Yesterday',
];
