import { utcText } from '../core/model/instants.ts';
import { formatMoney } from '../core/model/money.ts';
import type { RunFacts, RunParameters } from '../core/model/report.ts';
import { RECORD_WORDS } from '../core/model/record-type.ts';

/** "1,234" */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** "1 finding", "2 findings" */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** "640 kB", "412 MB", "1.3 GB" */
export function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${Math.round(bytes / 1_000_000)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** "40 s", "3 min", "2 h 10 min" */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A clock time of today, a day and a time else. */
export function localTime(atMs: number): string {
  const at = new Date(atMs);
  const time = at.toTimeString().slice(0, 5);
  return at.toDateString() === new Date().toDateString() ? time : `${at.toDateString()}, ${time}`;
}

/** "all time", "2026-01-01 to 2026-01-31" */
export function periodText({ from, to }: Pick<RunParameters, 'from' | 'to'>): string {
  if (from === null && to === null) return 'all time';
  return `${from ?? 'the beginning'} to ${to ?? 'now'}`;
}

export function recordsText({ records }: Pick<RunParameters, 'records'>): string {
  return records.map((type) => RECORD_WORDS[type].many).join(', ');
}

/** "2026-11-23 15:01" in a named zone. */
export function zonedTime(utc: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return parts.format(new Date(utc));
}

export function asOfText({ asOfUtc, parameters }: RunFacts): string {
  return `${zonedTime(asOfUtc, parameters.timeZone)} ${parameters.timeZone} (${utcText(asOfUtc)})`;
}

/** "1,234.56 USD" for each currency. */
export function moneyTexts(sums: ReadonlyMap<string, number>): string[] {
  return [...sums]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([currency, minor]) => formatMoney(minor, currency));
}
