import { HourLog } from './hour-log.ts';
import { OthersEstimate, type WindowSpan } from './others-estimate.ts';
import type { QuotaMemory } from './pace-memory.ts';
import { QuotaWindow, type QuotaSeen } from './quota-window.ts';
import type { QuotaFacts } from './server-wait.ts';

/** From when on the quota lets a call leave, and what holds it back until then. */
export interface Allowance {
  readonly atMs: number;
  /** `spread`: even use of our own share; `others`: what others need is left to them; `spent`: our share is used up. */
  readonly why: 'free' | 'spread' | 'others' | 'spent';
}

/** Below this share of the quota others count as quiet: we may go twice as fast as an even spread would, and start faster. */
const QUIET_SHARE = 0.05;
export const QUIET_SPEED = 2;
const FIRST_SHARE = 0.1;
export const QUIET_FIRST_SHARE = 0.25;
/** Whatever is expected of others, this much of the quota stays untouched. */
const UNTOUCHED_SHARE = 0.03;
/** Two windows in a row show their length. Of a tiny quota no call is kept. */
const MOST_TO_ASK = 2;
const LEAST_OTHER_CALLS = 20;
/** While others leave nothing, whether they still do is looked at this often (by the clock: no call is made for it). */
const LOOK_AGAIN_MS = 60_000;

/**
 * Which part of a shared quota is ours, and when (docs/decisions/0007-share-of-a-quota.md). Ours is `quotaShare` of what others are
 * expected to leave; it is spread over the window, after a first part at full pace; no hour, wherever it begins, holds
 * more than `quotaShare` of the limit.
 */
export class QuotaBudget {
  readonly #share: number;
  readonly #window = new QuotaWindow();
  readonly #others = new OthersEstimate();
  readonly #hour = new HourLog();
  /** Calls that may leave at full pace; refilled at the rate of the spread. */
  #credit: number | null = null;
  #refilledAtMs = 0;

  constructor(quotaShare: number) {
    this.#share = quotaShare;
  }

  /** The quota that an answer told, null if none; `inFlight`: other calls under way that it may not have counted. */
  note(facts: QuotaFacts | null, nowMs: number, inFlight: number): void {
    this.#endIfOver(nowMs);
    this.#window.note(facts, nowMs, inFlight);
    const { limit, isSettled } = this.#window;
    if (limit === null || facts?.remaining == null || !isSettled) return;
    this.#others.note(limit - facts.remaining - this.#ownCalls(), nowMs);
  }

  /** One call leaves. */
  take(nowMs: number): void {
    this.#window.take();
    this.#hour.add(nowMs);
    if (this.#credit !== null) this.#credit--;
  }

  /** False until an answer told about the current window: then calls go one at a time. */
  isSettled(nowMs: number): boolean {
    this.#endIfOver(nowMs);
    return this.#window.isSettled;
  }

  next(nowMs: number): Allowance {
    this.#endIfOver(nowMs);
    const freeAtMs = this.#hour.freeAtMs(this.#mostInAnyHour(), this.#window.lengthMs, nowMs);
    if (freeAtMs > nowMs) return { atMs: freeAtMs, why: 'spent' };
    const { remaining } = this.#window;
    if (remaining === null) return { atMs: -Infinity, why: 'free' };
    const span = this.#window.span();
    if (span === null)
      return remaining > 0
        ? { atMs: -Infinity, why: 'free' }
        : { atMs: this.#window.endMs(nowMs), why: 'spent' };
    const left = this.#left(span, remaining, nowMs);
    if (left < 1) return this.#blocked(span, nowMs);
    return this.#spread(span, left, nowMs);
  }

  /** What others spend and what is left for us, by the hour; null while they are quiet or nothing is known. */
  pressure(nowMs: number): { readonly othersPerHour: number; readonly oursPerHour: number } | null {
    const span = this.#window.span();
    if (span === null || this.#window.remaining === null || !this.#isPressed(span, nowMs))
      return null;
    const hours = (span.endMs - span.startMs) / 3_600_000;
    return {
      othersPerHour: Math.round(this.#others.perHour(span, nowMs)),
      oursPerHour: Math.round(this.#ours(span, nowMs) / hours),
    };
  }

  seen(): QuotaSeen | null {
    const { limit, remaining, resetAtMs, ownCalls } = this.#window;
    if (limit === null && remaining === null) return null;
    return {
      limit,
      remaining: remaining === null ? null : Math.max(0, remaining),
      resetAtMs,
      ownCalls,
      othersCalls: this.#others.calls,
    };
  }

  shift(ms: number): void {
    this.#window.shift(ms);
    this.#others.shift(ms);
    this.#hour.shift(ms);
    this.#refilledAtMs += ms;
  }

  memory(): QuotaMemory {
    return {
      window: this.#window.memory(),
      others: this.#others.memory(),
      hour: this.#hour.memory(),
    };
  }

  recall({ window, others, hour }: QuotaMemory): void {
    this.#window.recall(window);
    this.#others.recall(others);
    this.#hour.recall(hour);
  }

  /** Also those made before an end of the window that was a lie: they would pass for others'. */
  #ownCalls(): number {
    const startMs = this.#window.span()?.startMs ?? Infinity;
    return Math.max(this.#window.ownCalls, this.#hour.countSince(startMs));
  }

  #endIfOver(nowMs: number): void {
    if (!this.#window.isOver(nowMs)) return;
    const span = this.#window.span();
    if (span !== null) this.#others.endWindow(span);
    this.#window.begin();
  }

  /** The last of our share are kept for the calls that ask what a new window holds: maybe more than the one before. */
  #mostInAnyHour(): number {
    const { isUnasked, largestLimit, limit } = this.#window;
    if (limit === null) return Infinity;
    if (isUnasked) return this.#most(largestLimit ?? limit);
    const most = this.#most(limit);
    return most - Math.min(MOST_TO_ASK, Math.floor(most / LEAST_OTHER_CALLS));
  }

  /** Of a tiny quota at least one call is ours. */
  #most(limit: number): number {
    return Math.max(1, Math.floor(limit * this.#share));
  }

  #ours(span: WindowSpan, nowMs: number): number {
    const others = Math.floor(this.#others.expected(span, nowMs));
    return Math.max(1, Math.floor((span.limit - others) * this.#share));
  }

  #isQuiet(span: WindowSpan, nowMs: number): boolean {
    return this.#others.expected(span, nowMs) < span.limit * QUIET_SHARE;
  }

  /** Others were seen, and need so much that we go slower for it. */
  #isPressed(span: WindowSpan, nowMs: number): boolean {
    return !this.#isQuiet(span, nowMs) && this.#others.areSeen(span.limit);
  }

  /** Calls that may still leave in this window. */
  #left(span: WindowSpan, remaining: number, nowMs: number): number {
    const toCome = Math.floor(this.#others.expected(span, nowMs)) - this.#others.calls;
    const untouched = Math.floor(span.limit * UNTOUCHED_SHARE);
    const ours = this.#ours(span, nowMs) - this.#window.ownCalls;
    return Math.min(ours, remaining - Math.max(0, toCome) - untouched);
  }

  #blocked(span: WindowSpan, nowMs: number): Allowance {
    const endMs = this.#window.endMs(nowMs);
    if (this.#window.ownCalls >= this.#most(span.limit)) return { atMs: endMs, why: 'spent' };
    return this.#isPressed(span, nowMs)
      ? { atMs: Math.min(endMs, nowMs + LOOK_AGAIN_MS), why: 'others' }
      : { atMs: endMs, why: 'spent' };
  }

  #spread(span: WindowSpan, left: number, nowMs: number): Allowance {
    const isQuiet = this.#isQuiet(span, nowMs);
    const ours = this.#ours(span, nowMs);
    const most = Math.max(1, ours * (isQuiet ? QUIET_FIRST_SHARE : FIRST_SHARE));
    const even = left / Math.max(1, span.endMs - nowMs);
    const quick = isQuiet ? (QUIET_SPEED * ours) / (span.endMs - span.startMs) : 0;
    const perMs = Math.max(even, quick);
    const gained = this.#credit === null ? most : (nowMs - this.#refilledAtMs) * perMs;
    this.#credit = Math.min(most, Math.max(0, this.#credit ?? 0) + Math.max(0, gained));
    this.#refilledAtMs = nowMs;
    if (this.#credit >= 1) return { atMs: -Infinity, why: 'free' };
    return {
      atMs: nowMs + Math.ceil((1 - this.#credit) / perMs),
      why: this.#isPressed(span, nowMs) ? 'others' : 'spread',
    };
  }
}
