const WINDOW_MS = 3_600_000;

/** CRM+'s quota as the audit and the organization's other integrations share it, window by window. */
export class SharedQuota {
  readonly limit: number;
  readonly #others: Float64Array;
  #next = 0;
  #used = 0;
  #window = 0;
  refusedOthers = 0;
  servedOthers = 0;
  refusedOurs = 0;

  constructor(limit: number, others: Float64Array) {
    this.limit = limit;
    this.#others = others;
  }

  /** Lets others call until an instant. */
  advance(nowMs: number): void {
    for (; (this.#others[this.#next] ?? Infinity) <= nowMs; this.#next++) {
      if (this.#spend(this.#others[this.#next] ?? 0)) this.servedOthers++;
      else this.refusedOthers++;
    }
  }

  /** A call of the audit: what its answer's head tells. */
  call(nowMs: number): { isRefused: boolean; remaining: number; resetAtMs: number } {
    this.advance(nowMs);
    const isRefused = !this.#spend(nowMs);
    if (isRefused) this.refusedOurs++;
    return {
      isRefused,
      remaining: this.limit - this.#used,
      resetAtMs: (this.#window + 1) * WINDOW_MS,
    };
  }

  #spend(nowMs: number): boolean {
    const window = Math.floor(nowMs / WINDOW_MS);
    if (window !== this.#window) [this.#window, this.#used] = [window, 0];
    if (this.#used >= this.limit) return false;
    this.#used++;
    return true;
  }
}
