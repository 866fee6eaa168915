import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HookRefusal, HookScheme } from '../model/hook-scheme.ts';
import type { Verified } from '../staging/live/delivery-counts.ts';

/** The headers of a request, each with every value it was given. */
export type Headers = Readonly<Record<string, readonly string[] | undefined>>;

/** Times that a scheme signs may be this far from ours, either way. */
export const REPLAY_WINDOW_MS = 5 * 60_000;

/** What a delivery proves: how it was verified, or why it is refused. Secrets are compared in constant time. */
export function verifyDelivery(
  scheme: HookScheme,
  secret: string | null,
  headers: Headers,
  body: Uint8Array,
  nowMs: number,
): Verified | Extract<HookRefusal, 'bad_signature' | 'stale'> {
  if (scheme.kind === 'none') return 'none';
  // A scheme without its secret proves nothing, and must not look as if it did.
  if (secret === null || secret === '') return 'bad_signature';
  const given = onlyValue(headers, scheme.header);
  if (given === null) return 'bad_signature';
  if (scheme.kind === 'shared-token')
    return isSame(digestOf(given.trim()), digestOf(secret)) ? 'token' : 'bad_signature';
  const stamp = scheme.timestampHeader === null ? null : onlyValue(headers, scheme.timestampHeader);
  if (scheme.timestampHeader !== null && stamp === null) return 'bad_signature';
  const hmac = createHmac('sha256', secret);
  if (stamp !== null) hmac.update(`${stamp}.`);
  const expected = hmac.update(body).digest();
  if (!isSame(signatureIn(given, scheme), expected)) return 'bad_signature';
  return stamp !== null && isOld(stamp, nowMs) ? 'stale' : 'hmac';
}

/** A header that comes twice says two things: then it says nothing. */
function onlyValue(headers: Headers, name: string): string | null {
  const values = headers[name.toLowerCase()] ?? [];
  return values.length === 1 ? (values[0] ?? null) : null;
}

function signatureIn(
  given: string,
  { encoding, prefix }: Extract<HookScheme, { kind: 'hmac-sha256' }>,
): Uint8Array {
  const text = given.trim();
  const signature = text.startsWith(prefix) ? text.slice(prefix.length) : '';
  const isWhole =
    encoding === 'hex' ? /^[0-9a-f]{64}$/i.test(signature) : /^[\w+/-]{43}=?$/.test(signature);
  return isWhole ? Buffer.from(signature, encoding) : new Uint8Array(0);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Digests are equally long, so that comparing texts tells nothing of their length. */
function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

/** Seconds or milliseconds since 1970, or an ISO text. */
function isOld(stamp: string, nowMs: number): boolean {
  const number = Number(stamp);
  const at = Number.isFinite(number)
    ? number * (number < 100_000_000_000 ? 1000 : 1)
    : Date.parse(stamp);
  return !(Math.abs(nowMs - at) <= REPLAY_WINDOW_MS);
}
