import type { QuotaMemory } from './pace-memory.ts';

/** A quota window with both ends, and the calls that it grants. */
export interface WindowSpan {
  readonly startMs: number;
  readonly endMs: number;
  readonly limit: number;
}

/** At a window's start others are taken to spend what they did in earlier ones, before any a tenth; seen time outweighs that after minutes. */
const ASSUMED_SHARE = 0.1;
const ASSUMED_FOR_MS = 5 * 60_000;
/** Calls under way make the count inexact: below this share nobody else need be there. */
const SEEN_SHARE = 0.01;
/** A batch job shows in what was spent lately, long before it shows in the mean of the window. */
const LATELY_MS = 10 * 60_000;
const LEAST_LATELY_MS = 60_000;
const SAMPLE_EVERY_MS = 15_000;
/** Hourly jobs come again: what others took of the last windows is expected of this one too. */
const REMEMBERED_WINDOWS = 2;
/** Whatever they took, the next window may be another: what is left by this is enough to see. */
const MOST_REMEMBERED = 0.9;

/** What other integrations of the same organization spend of a quota, and what they will still spend in this window. */
export class OthersEstimate {
  #calls = 0;
  /** What the newest answer of the window showed; null before its first. */
  #told: number | null = null;
  #lately: { atMs: number; calls: number }[] = [];
  #earlierShares: readonly number[] = [];

  /** Calls of others in this window so far, as the headers of an answer show them. They only rise, and one answer alone is not believed. */
  note(calls: number, nowMs: number): void {
    const before = this.#told;
    this.#told = calls;
    if (before === null) return;
    this.#calls = Math.max(this.#calls, Math.min(calls, before));
    const newest = this.#lately.at(-1);
    if (newest !== undefined && nowMs - newest.atMs < SAMPLE_EVERY_MS) return;
    this.#lately.push({ atMs: nowMs, calls: this.#calls });
    while ((this.#lately[1]?.atMs ?? nowMs) <= nowMs - LATELY_MS) this.#lately.shift();
  }

  get calls(): number {
    return this.#calls;
  }

  /** Whether others were seen to spend, now or in earlier windows; what is only assumed of them doesn't count. */
  areSeen(limit: number): boolean {
    return Math.max(this.#calls, (this.#earlierShare ?? 0) * limit) > SEEN_SHARE * limit;
  }

  /** Calls of others in the whole window, those to come included. */
  expected(window: WindowSpan, nowMs: number): number {
    const leftMs = Math.max(0, window.endMs - nowMs);
    const soFar = this.#calls + this.#perMs(window, nowMs) * leftMs;
    return Math.max(soFar, (this.#earlierShare ?? 0) * window.limit);
  }

  /** Calls of others an hour at the moment. */
  perHour(window: WindowSpan, nowMs: number): number {
    return this.#perMs(window, nowMs) * 3_600_000;
  }

  endWindow(window: WindowSpan): void {
    const { startMs, endMs, limit } = window;
    const seenUntilMs = this.#lately.at(-1)?.atMs ?? startMs;
    const unseen = Math.max(1, (endMs - startMs) / Math.max(1, seenUntilMs - startMs));
    // Of a window that was left early the rest is guessed, but not by more than half of it.
    // What the last answer showed had no other to speak against it.
    const calls = Math.max(this.#calls, this.#told ?? 0);
    const share = Math.min(MOST_REMEMBERED, (calls * Math.min(1.5, unseen)) / limit);
    this.#earlierShares = [share, ...this.#earlierShares].slice(0, REMEMBERED_WINDOWS);
    this.#calls = 0;
    this.#told = null;
    this.#lately = [];
  }

  memory(): QuotaMemory['others'] {
    const seenAtMs = this.#lately.at(-1)?.atMs ?? null;
    return { calls: this.#calls, seenAtMs, earlierShares: [...this.#earlierShares] };
  }

  recall({ calls, seenAtMs, earlierShares }: QuotaMemory['others']): void {
    this.#calls = calls;
    this.#told = calls;
    this.#lately = seenAtMs === null ? [] : [{ atMs: seenAtMs, calls }];
    this.#earlierShares = earlierShares;
  }

  shift(ms: number): void {
    this.#lately = this.#lately.map(({ atMs, calls }) => ({ atMs: atMs + ms, calls }));
  }

  get #earlierShare(): number | null {
    return this.#earlierShares.length === 0 ? null : Math.max(...this.#earlierShares);
  }

  #perMs({ startMs, endMs, limit }: WindowSpan, nowMs: number): number {
    const share = this.#earlierShare ?? ASSUMED_SHARE;
    const assumedPerMs = (share * limit) / Math.max(1, endMs - startMs);
    const elapsedMs = Math.max(0, nowMs - startMs);
    const mean = (this.#calls + assumedPerMs * ASSUMED_FOR_MS) / (elapsedMs + ASSUMED_FOR_MS);
    const oldest = this.#lately[0];
    if (oldest === undefined || nowMs - oldest.atMs < LEAST_LATELY_MS) return mean;
    return Math.max(mean, (this.#calls - oldest.calls) / (nowMs - oldest.atMs));
  }
}
