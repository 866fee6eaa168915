const HOUR_MS = 3_600_000;

/** When our own calls of the last hour left: no hour, wherever it begins, may hold more of them than our share. */
export class HourLog {
  #leftAtMs: number[] = [];
  #first = 0;

  add(nowMs: number): void {
    this.#leftAtMs.push(nowMs);
    this.#forget(nowMs);
  }

  /** From when on an hour holds fewer than `most` calls; in the past if it does now. */
  freeAtMs(most: number, nowMs: number): number {
    this.#forget(nowMs);
    const at = this.#leftAtMs.length - most;
    const oldestToGo = at < this.#first ? undefined : this.#leftAtMs[at];
    return oldestToGo === undefined ? -Infinity : oldestToGo + HOUR_MS;
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
