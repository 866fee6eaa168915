import type { QuotaMemory } from './pace-memory.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** When our own calls of the last hour left, oldest first. */
export class HourLog {
  #leftAtMs: number[] = [];
  #first = 0;

  add(nowMs: number): void {
    this.#leftAtMs.push(nowMs);
    this.#forget(nowMs);
  }

  /** From when on a stretch of `lengthMs`, an hour at most, holds fewer than `most` calls; in the past if it does now. */
  freeAtMs(most: number, lengthMs: number, nowMs: number): number {
    this.#forget(nowMs);
    const at = this.#leftAtMs.length - most;
    const oldestToGo = at < this.#first ? undefined : this.#leftAtMs[at];
    return oldestToGo === undefined ? -Infinity : oldestToGo + Math.min(HOUR_MS, lengthMs);
  }

  /** Calls that left at `startMs` or later, of the last hour. */
  countSince(startMs: number): number {
    let at = this.#leftAtMs.length;
    while (at > this.#first && (this.#leftAtMs[at - 1] ?? 0) >= startMs) at--;
    return this.#leftAtMs.length - at;
  }

  memory(): QuotaMemory['hour'] {
    const minutes = new Map<number, [number, number]>();
    for (const atMs of this.#leftAtMs.slice(this.#first)) {
      const minute = Math.floor(atMs / MINUTE_MS);
      minutes.set(minute, [atMs, (minutes.get(minute)?.[1] ?? 0) + 1]);
    }
    return [...minutes.values()];
  }

  /** Adds what an earlier process made, to the end of the minute in which it did. */
  recall(minutes: QuotaMemory['hour']): void {
    const earlier = minutes.flatMap(([atMs, calls]) => Array<number>(calls).fill(atMs));
    this.#leftAtMs = [...earlier, ...this.#leftAtMs.slice(this.#first)].toSorted((a, b) => a - b);
    this.#first = 0;
  }

  shift(ms: number): void {
    this.#leftAtMs = this.#leftAtMs.map((at) => at + ms);
  }

  #forget(nowMs: number): void {
    while ((this.#leftAtMs[this.#first] ?? nowMs) <= nowMs - HOUR_MS) this.#first++;
    // Cut now and then, so that a long run keeps an hour's calls and not all of them.
    if (this.#first < 1000) return;
    this.#leftAtMs = this.#leftAtMs.slice(this.#first);
    this.#first = 0;
  }
}
