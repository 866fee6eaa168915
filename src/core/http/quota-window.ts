import type { QuotaFacts } from './server-wait.ts';

/** Without a usable reset time, one call a minute asks whether the quota is back. */
const ASK_AGAIN_MS = 60_000;

/** What is known about a quota, for the plan and the screen. */
export interface QuotaSeen {
  readonly limit: number | null;
  /** Calls left by the most careful count; null while unknown. */
  readonly remaining: number | null;
  readonly resetAtMs: number | null;
  /** Our own calls since the window began or was first seen. */
  readonly ownCalls: number;
}

/**
 * One quota window as the X-RateLimit headers tell it (docs/api-facts.md A2), shared with every other integration of
 * the organization. Inside a window numbers only fall: of what the headers say and what we count ourselves, the
 * smallest is believed, and a window ends only when its reset has passed on the clock. What other integrations
 * spend shows as `remaining` falling faster than `ownCalls` rises: an estimate of them belongs here.
 */
export interface QuotaWindow {
  /** The headers of an answer, null if it had none; `inFlight` other calls may not be counted in them yet. */
  note(facts: QuotaFacts | null, nowMs: number, inFlight: number): void;
  /** One call leaves. */
  take(): void;
  /** Until when no call may leave; null if one may. */
  blockedUntilMs(nowMs: number): number | null;
  /** False until an answer told about the current window: then calls go one at a time. */
  isSettled(nowMs: number): boolean;
  seen(): QuotaSeen | null;
  shift(ms: number): void;
}

export function createQuotaWindow(quotaShare: number): QuotaWindow {
  let limit: number | null = null;
  let remaining: number | null = null;
  let resetAtMs: number | null = null;
  let ownCalls = 0;
  let isSettled = false;

  const endIfOver = (nowMs: number): void => {
    if (resetAtMs === null || resetAtMs > nowMs) return;
    remaining = null;
    resetAtMs = null;
    ownCalls = 0;
    isSettled = false;
  };
  /** Calls that must stay: the reserve. Of a tiny quota at least one call is ours. */
  const reserve = (): number =>
    limit === null ? 0 : limit - Math.max(1, Math.floor(limit * quotaShare));

  return {
    note(facts, nowMs, inFlight) {
      endIfOver(nowMs);
      const isFirst = !isSettled;
      isSettled = true;
      if (!facts) return;
      // A new window may have a new limit, also a larger one: the customer's plan changed, or the old one was a lie.
      limit = isFirst ? (facts.limit ?? limit) : smaller(limit, facts.limit);
      resetAtMs = smaller(resetAtMs, facts.resetAtMs);
      const counted = limit === null ? null : limit - ownCalls;
      const told = facts.remaining === null ? null : Math.max(0, facts.remaining - inFlight);
      remaining = smaller(remaining, smaller(told, counted));
    },
    take() {
      ownCalls++;
      if (remaining !== null) remaining--;
    },
    blockedUntilMs(nowMs) {
      endIfOver(nowMs);
      if (remaining === null || remaining > reserve()) return null;
      resetAtMs ??= nowMs + ASK_AGAIN_MS;
      return resetAtMs;
    },
    isSettled(nowMs) {
      endIfOver(nowMs);
      return isSettled;
    },
    seen() {
      if (limit === null && remaining === null) return null;
      return {
        limit,
        remaining: remaining === null ? null : Math.max(0, remaining),
        resetAtMs,
        ownCalls,
      };
    },
    shift(ms) {
      if (resetAtMs !== null) resetAtMs += ms;
    },
  };
}

function smaller(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
