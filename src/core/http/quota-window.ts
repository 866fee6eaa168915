import type { WindowSpan } from './others-estimate.ts';
import type { QuotaMemory } from './pace-memory.ts';
import type { QuotaFacts } from './server-wait.ts';

/** Without a usable reset time, one call a minute asks whether the quota is back. */
const ASK_AGAIN_MS = 60_000;
/** The documented length of a window (docs/api-facts.md A2), until two in a row have shown a shorter one. */
const USUAL_LENGTH_MS = 3_600_000;
const LENGTHS_TO_BELIEVE = 2;
/** The product may begin a window later than it told, by its own clock: until then its answers are of the old one. */
const LATE_MS = 5000;

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
  #firstSeenMs: number | null = null;
  #lengthsMs: readonly number[] = [];
  /** When the window before ended, if that was told. */
  #toldEndMs: number | null = null;
  #isEndTold = false;
  #largestLimit: number | null = null;

  /** The headers of an answer, null if it had none; `inFlight` other calls may not be counted in them yet. */
  note(facts: QuotaFacts | null, nowMs: number, inFlight: number): void {
    const isFirst = !this.isSettled;
    if (isFirst && this.#isOfTheOldWindow(facts, nowMs)) return;
    this.isSettled = true;
    if (!facts) return;
    this.#firstSeenMs ??= nowMs;
    if (isFirst) this.#largestLimit = null;
    this.#largestLimit = larger(this.#largestLimit, facts.limit);
    // A new window may have a new limit, also a larger one: the customer's plan changed, or the old one was a lie.
    this.limit = isFirst ? (facts.limit ?? this.limit) : smaller(this.limit, facts.limit);
    this.#isEndTold ||= facts.resetAtMs !== null;
    this.resetAtMs = smaller(this.resetAtMs, facts.resetAtMs);
    if (isFirst) this.#learnLength();
    const counted = this.limit === null ? null : this.limit - this.ownCalls;
    const told = facts.remaining === null ? null : Math.max(0, facts.remaining - inFlight);
    this.remaining = smaller(this.remaining, smaller(told, counted));
  }

  /** Whether its first call is still to be made, which asks what the window holds. */
  get isUnasked(): boolean {
    return !this.isSettled && this.ownCalls === 0;
  }

  /** The largest limit that this window, or the one before it, told: one that fell may have been a lie. */
  get largestLimit(): number | null {
    return larger(this.limit, this.#largestLimit);
  }

  /** An hour, or what two windows in a row have shown. */
  get lengthMs(): number {
    if (this.#lengthsMs.length < LENGTHS_TO_BELIEVE) return USUAL_LENGTH_MS;
    return Math.min(USUAL_LENGTH_MS, Math.max(...this.#lengthsMs));
  }

  /** One call leaves. */
  take(): void {
    this.ownCalls++;
    if (this.remaining !== null) this.remaining--;
  }

  /** Both ends of the window and its limit; null while no limit was told. */
  span(): WindowSpan | null {
    if (this.limit === null || this.#firstSeenMs === null) return null;
    const endMs = this.resetAtMs ?? this.#firstSeenMs + USUAL_LENGTH_MS;
    const { lengthMs } = this;
    const isUsual = lengthMs === USUAL_LENGTH_MS;
    const seenMs = isUsual ? Math.max(lengthMs, endMs - this.#firstSeenMs) : lengthMs;
    return { startMs: endMs - seenMs, endMs, limit: this.limit };
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
    this.#toldEndMs = this.#isEndTold ? this.resetAtMs : null;
    this.#isEndTold = false;
    this.#firstSeenMs = null;
    this.remaining = null;
    this.resetAtMs = null;
    this.ownCalls = 0;
    this.isSettled = false;
  }

  shift(ms: number): void {
    if (this.resetAtMs !== null) this.resetAtMs += ms;
    if (this.#toldEndMs !== null) this.#toldEndMs += ms;
    if (this.#firstSeenMs !== null) this.#firstSeenMs += ms;
  }

  memory(): QuotaMemory['window'] {
    const { limit, ownCalls } = this;
    const resetAtMs = this.#isEndTold ? this.resetAtMs : null;
    return {
      limit,
      resetAtMs,
      ownCalls,
      firstSeenMs: this.#firstSeenMs,
      lengthsMs: [...this.#lengthsMs],
    };
  }

  /** Goes on in the window that was last known, which its first answer confirms. Without a told end, an hour after it was seen it is over. */
  recall(memory: QuotaMemory['window']): void {
    this.limit = memory.limit;
    this.ownCalls += memory.ownCalls;
    this.#firstSeenMs = memory.firstSeenMs;
    this.#isEndTold = memory.resetAtMs !== null;
    this.resetAtMs =
      memory.resetAtMs ??
      (memory.firstSeenMs === null ? null : memory.firstSeenMs + USUAL_LENGTH_MS);
    this.#lengthsMs = memory.lengthsMs;
  }

  #isOfTheOldWindow(facts: QuotaFacts | null, nowMs: number): boolean {
    if (this.#toldEndMs === null || facts?.resetAtMs != null) return false;
    return nowMs >= this.#toldEndMs && nowMs < this.#toldEndMs + LATE_MS;
  }

  #learnLength(): void {
    if (!this.#isEndTold || this.resetAtMs === null || this.#toldEndMs === null) return;
    const lengthMs = this.resetAtMs - this.#toldEndMs;
    this.#lengthsMs = [lengthMs, ...this.#lengthsMs].slice(0, LENGTHS_TO_BELIEVE);
  }
}

function larger(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

function smaller(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
