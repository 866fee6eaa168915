import type { WindowSpan } from './others-estimate.ts';
import type { QuotaFacts } from './server-wait.ts';

/** Without a usable reset time, one call a minute asks whether the quota is back. */
const ASK_AGAIN_MS = 60_000;
/** The documented length of a window (docs/api-facts.md A2), until two of them have shown another. */
const USUAL_LENGTH_MS = 3_600_000;
const LONGEST_LENGTH_MS = 86_400_000;

/** What is known about a quota, for the plan and the screen. */
export interface QuotaSeen {
  readonly limit: number | null;
  /** Calls left by the most careful count; null while unknown. */
  readonly remaining: number | null;
  readonly resetAtMs: number | null;
  /** Our own calls since the window began or was first seen. */
  readonly ownCalls: number;
  /** Calls of other integrations in this window, as far as answers told. */
  readonly othersCalls: number;
}

/**
 * One quota window as the X-RateLimit headers tell it (docs/api-facts.md A2), shared with every other integration of
 * the organization. Inside a window numbers only fall: of what the headers say and what we count ourselves, the
 * smallest is believed, and a window ends only when its reset has passed on the clock.
 */
export class QuotaWindow {
  limit: number | null = null;
  remaining: number | null = null;
  resetAtMs: number | null = null;
  ownCalls = 0;
  isSettled = false;
  #firstSeenMs = 0;
  #lengthMs: number | null = null;
  #lastEndMs: number | null = null;

  /** The headers of an answer, null if it had none; `inFlight` other calls may not be counted in them yet. */
  note(facts: QuotaFacts | null, nowMs: number, inFlight: number): void {
    const isFirst = !this.isSettled;
    this.isSettled = true;
    if (!facts) return;
    if (isFirst) this.#firstSeenMs = nowMs;
    // A new window may have a new limit, also a larger one: the customer's plan changed, or the old one was a lie.
    this.limit = isFirst ? (facts.limit ?? this.limit) : smaller(this.limit, facts.limit);
    this.resetAtMs = smaller(this.resetAtMs, facts.resetAtMs);
    if (isFirst) this.#learnLength();
    const counted = this.limit === null ? null : this.limit - this.ownCalls;
    const told = facts.remaining === null ? null : Math.max(0, facts.remaining - inFlight);
    this.remaining = smaller(this.remaining, smaller(told, counted));
  }

  /** One call leaves. */
  take(): void {
    this.ownCalls++;
    if (this.remaining !== null) this.remaining--;
  }

  /** Both ends of the window and its limit; null while no limit was told. */
  span(): WindowSpan | null {
    if (this.limit === null) return null;
    const endMs = this.resetAtMs ?? this.#firstSeenMs + USUAL_LENGTH_MS;
    const lengthMs = this.#lengthMs ?? Math.max(USUAL_LENGTH_MS, endMs - this.#firstSeenMs);
    return { startMs: endMs - lengthMs, endMs, limit: this.limit };
  }

  /** When the window ends; without a told end, when it is worth asking again. */
  endMs(nowMs: number): number {
    this.resetAtMs ??= nowMs + ASK_AGAIN_MS;
    return this.resetAtMs;
  }

  isOver(nowMs: number): boolean {
    return this.resetAtMs !== null && this.resetAtMs <= nowMs;
  }

  /** The window has ended: of the next one nothing is known but, probably, its limit. */
  begin(): void {
    this.#lastEndMs = this.resetAtMs;
    this.remaining = null;
    this.resetAtMs = null;
    this.ownCalls = 0;
    this.isSettled = false;
  }

  shift(ms: number): void {
    if (this.resetAtMs !== null) this.resetAtMs += ms;
    if (this.#lastEndMs !== null) this.#lastEndMs += ms;
    this.#firstSeenMs += ms;
  }

  #learnLength(): void {
    if (this.resetAtMs === null || this.#lastEndMs === null) return;
    const lengthMs = this.resetAtMs - this.#lastEndMs;
    if (lengthMs > 0 && lengthMs <= LONGEST_LENGTH_MS) this.#lengthMs = lengthMs;
  }
}

function smaller(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
