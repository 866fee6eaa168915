const numbers = new Intl.NumberFormat(undefined);
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const instants = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const spans = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clockTimes = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const inZones = new Map<string, Intl.DateTimeFormat | null>();
const currencies = new Map<string, Intl.NumberFormat>();

export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** 0.25 -> "25%". */
export function formatShare(value: number): string {
  return percents.format(value);
}

/** Minor units and ISO code -> "$12.34" in the user's way; the code alone tells how many decimals. */
export function formatMoney(amountMinor: number, currency: string | null): string {
  if (currency === null) return formatNumber(amountMinor);
  const format = currencyFormat(currency);
  if (format === null) return `${formatNumber(amountMinor)} ${currency}`;
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  // A decimal text: no float in between.
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return format.format(`${amountMinor < 0 ? '-' : ''}${text}` as unknown as number);
}

/** "2026-10-31" -> "Oct 31, 2026". */
export function formatDay(day: string): string {
  const atMs = Date.parse(`${day}T00:00:00Z`);
  // Date takes February 30 for March 2.
  const isDay = !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
  return isDay ? days.format(atMs) : day;
}

export function formatInstant(utc: string): string {
  const atMs = Date.parse(utc);
  return Number.isNaN(atMs) ? utc : instants.format(atMs);
}

/** The same on the clock of another zone; on this computer's for a zone that the browser does not know. */
export function formatInstantIn(utc: string, timeZone: string): string {
  const atMs = Date.parse(utc);
  const format = zoneFormat(timeZone);
  return Number.isNaN(atMs) || format === null ? formatInstant(utc) : format.format(atMs);
}

/** "America/New_York" -> "America/New York". */
export function formatZone(timeZone: string): string {
  return timeZone.replaceAll('_', ' ');
}

/** Two instants as one span, which names a common day once. */
export function formatSpan(fromUtc: string, toUtc: string): string {
  return spans.formatRange(Date.parse(fromUtc), Date.parse(toUtc));
}

export function formatClockTime(ms: number): string {
  return clockTimes.format(ms);
}

/** Seconds -> "45 s", "12 min", "3 h 20 min". */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** Null for what is no code of a currency: Intl throws then. */
function currencyFormat(currency: string): Intl.NumberFormat | null {
  if (!/^[A-Za-z]{3}$/.test(currency)) return null;
  const known = currencies.get(currency);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  currencies.set(currency, made);
  return made;
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat | null {
  const known = inZones.get(timeZone);
  if (known !== undefined) return known;
  const made = madeFor(timeZone);
  inZones.set(timeZone, made);
  return made;
}

/** Intl throws for a zone that it does not know. */
function madeFor(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat(undefined, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone,
    });
  } catch {
    return null;
  }
}
