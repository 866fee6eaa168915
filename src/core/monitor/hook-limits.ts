/** What strangers who find the port may use up. */
export interface HookLimits {
  readonly bodyBytes: number;
  /** Of all bodies that are being received. */
  readonly bytesUnderWay: number;
  readonly connections: number;
  /** From the first byte of a request to its last. */
  readonly requestMs: number;
  /** Deliveries of one product in a second, and at once after a quiet time. */
  readonly perSecond: number;
  readonly burst: number;
}

const MIB = 1024 * 1024;

export const HOOK_LIMITS: HookLimits = {
  bodyBytes: 8 * MIB,
  bytesUnderWay: 64 * MIB,
  connections: 256,
  requestMs: 15_000,
  perSecond: 5000,
  burst: 10_000,
};

/** Lets so many through in a second, and some more after a quiet time. */
export class Bucket {
  readonly #perMs: number;
  readonly #burst: number;
  #left: number;
  #atMs: number;

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#left = burst;
    this.#atMs = nowMs;
  }

  take(nowMs: number): boolean {
    const passed = Math.max(0, nowMs - this.#atMs);
    this.#left = Math.min(this.#burst, this.#left + passed * this.#perMs);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
