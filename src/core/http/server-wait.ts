/** A 429 never leads to less, so that no loop is ever tight. */
export const LEAST_QUOTA_WAIT_MS = 1000;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A wait is obeyed however long it is; what lies beyond this is a slip of the pen, and still a month of peace. */
const LONGEST_WAIT_MS = 31 * DAY_MS;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** What the quota headers of one answer say (docs/api-facts.md A2); null where a header is absent or nonsense. */
export interface QuotaFacts {
  readonly limit: number | null;
  readonly remaining: number | null;
  /** When the window ends, on our clock. */
  readonly resetAtMs: number | null;
}

/** How long a server asks to wait, and whether it is its quota that it waits for. */
export interface ServerWait {
  readonly waitMs: number;
  readonly why: 'server' | 'quota';
}

/** Reads X-RateLimit-*. Headers that lie are clamped, and of a doubled header the smaller number counts. */
export function readQuota(headers: Headers, nowMs: number): QuotaFacts | null {
  const limit = smallestNumber(headers.get('x-ratelimit-limit')) || null;
  const told = smallestNumber(headers.get('x-ratelimit-remaining'));
  const resetAtMs = readReset(headers, nowMs);
  if (limit === null && told === null && resetAtMs === null) return null;
  const remaining = told === null ? null : Math.max(0, Math.min(told, limit ?? told));
  return { limit, remaining, resetAtMs };
}

/**
 * The wait that an answer asks for, null if none: Retry-After on any refusal; on a 429 also the quota's reset, if
 * the quota is what ran out or nothing else is told. The longer one counts. A 429 never asks for less than one
 * second, whatever it says, so that no loop is ever tight.
 */
export function readServerWait(status: number, headers: Headers, nowMs: number): ServerWait | null {
  const retryAfterMs = readRetryAfter(headers, nowMs);
  if (status !== 429)
    return retryAfterMs === null || status < 400 ? null : { waitMs: retryAfterMs, why: 'server' };
  const quota = readQuota(headers, nowMs);
  const isQuotaSpent = quota?.remaining === 0 || retryAfterMs === null;
  const resetMs = isQuotaSpent && quota?.resetAtMs ? quota.resetAtMs - nowMs : null;
  if (retryAfterMs === null && resetMs === null) return null;
  const why = (resetMs ?? -1) > (retryAfterMs ?? -1) ? 'quota' : 'server';
  return { waitMs: Math.max(LEAST_QUOTA_WAIT_MS, retryAfterMs ?? 0, resetMs ?? 0), why };
}

/** Retry-After as seconds or HTTP date (RFC 9110), in ms; at most 31 days. */
export function readRetryAfter(headers: Headers, nowMs: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,15}(?:\.\d{1,9})?$/.test(text))
    return Math.min(LONGEST_WAIT_MS, Math.ceil(Number(text) * 1000));
  if (!HTTP_DATE.test(text)) return null;
  const waitMs = Date.parse(text) - serverNow(headers, nowMs);
  return Number.isNaN(waitMs) ? null : Math.min(LONGEST_WAIT_MS, Math.max(0, waitMs));
}

/** The Date header in milliseconds (whole seconds, cut off, RFC 9110); null if there is none that can be read. */
export function readServerDate(headers: Headers): number | null {
  const text = headers.get('date')?.trim() ?? '';
  const atMs = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? null : atMs;
}

/** X-RateLimit-Reset: Unix seconds. Past: ignored. More than a day ahead (milliseconds?): an hour, the documented window. */
function readReset(headers: Headers, nowMs: number): number | null {
  const text = headers.get('x-ratelimit-reset')?.trim() ?? '';
  if (!/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) return null;
  const inMs = Number(text) * 1000 - serverNow(headers, nowMs);
  if (inMs <= 0) return null;
  return nowMs + (inMs > DAY_MS ? HOUR_MS : inMs);
}

/**
 * The server's clock: laptops' clocks are off by minutes, and these are the server's times. Its Date header has
 * whole seconds, so a difference of under two is none; one of over a day is somebody's nonsense.
 */
function serverNow(headers: Headers, nowMs: number): number {
  const told = Date.parse(headers.get('date') ?? '');
  const off = Math.abs(told - nowMs);
  return off > 2000 && off < DAY_MS ? told : nowMs;
}

function smallestNumber(text: string | null): number | null {
  const numbers = (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => /^-?\d{1,9}(?:\.\d{1,9})?$/.test(part))
    .map((part) => Math.max(0, Math.floor(Number(part))));
  return numbers.length === 0 ? null : Math.min(...numbers);
}
