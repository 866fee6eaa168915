import type { FailureKind } from '../model/failure.ts';

/** Failures in a row, of whatever calls, after which it is asked whether the product is there at all. */
const IN_A_ROW: Readonly<Partial<Record<FailureKind, number>>> = {
  network: 3,
  server_error: 5,
  timed_out: 5,
};
const FIRST_PROBE_MS = 5000;
const LONGEST_PROBE_MS = 60_000;
/** So long after a probe has answered, failures in a row are the records' and not the product's. */
const PROVED_FOR_MS = 60_000;

/**
 * Tells an outage of the product from calls that fail. After failures in a row a probe, one or two small calls of different
 * kinds, decides: while probes fail nothing else leaves; once one answers, the calls go on, and tries made meanwhile don't
 * count. A product that never answered is no outage: its address is wrong, and that shows at once.
 */
export class Breaker {
  readonly #patienceMs: number;
  #hasAnswered = false;
  #failuresInARow = 0;
  #openSinceMs: number | null = null;
  #isOutage = false;
  #probeAtMs = 0;
  #probeEveryMs = FIRST_PROBE_MS;
  #provedUntilMs = -Infinity;
  /** Time in which somebody tried: a pause and a sleeping machine use up nobody's patience. */
  #triedMs = 0;
  #lastTryMs = 0;
  /** Outages that are over: whoever was in the middle of its tries begins anew. */
  outages = 0;

  /** @param patienceMs how long an outage may last before whoever waits is told */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** An earlier start of the same work was answered: then silence is an outage from the first call on. */
  noteKnown(): void {
    this.#hasAnswered = true;
  }

  /** What became of an ordinary call; null if the product answered, be it with the wish to wait. */
  note(failure: FailureKind | null, nowMs: number): void {
    if (failure === 'cancelled') return;
    const most = failure === null ? undefined : IN_A_ROW[failure];
    // A refusal is an answer too: the product is there.
    if (most === undefined) {
      this.#hasAnswered = true;
      this.#failuresInARow = 0;
      return;
    }
    this.#failuresInARow++;
    const isDue = this.#failuresInARow >= most && nowMs >= this.#provedUntilMs;
    if (!this.#hasAnswered || this.#openSinceMs !== null || !isDue) return;
    this.#begin(nowMs);
  }

  /** What became of a probe. */
  noteProbe(hasAnswered: boolean, nowMs: number): void {
    if (!hasAnswered) {
      this.#isOutage = true;
      this.#triedMs += Math.min(2 * this.#probeEveryMs, Math.max(0, nowMs - this.#lastTryMs));
      this.#lastTryMs = nowMs;
      this.#probeAtMs = nowMs + this.#probeEveryMs;
      this.#probeEveryMs = Math.min(LONGEST_PROBE_MS, this.#probeEveryMs * 2);
      return;
    }
    if (this.#isOutage) this.outages++;
    this.#isOutage = false;
    this.#openSinceMs = null;
    this.#failuresInARow = 0;
    this.#provedUntilMs = nowMs + PROVED_FOR_MS;
  }

  get isOpen(): boolean {
    return this.#openSinceMs !== null;
  }

  /** While open: since when, and when the next probe may leave. */
  get offline(): { readonly sinceMs: number; readonly untilMs: number } | null {
    return this.#openSinceMs === null || !this.#isOutage
      ? null
      : { sinceMs: this.#openSinceMs, untilMs: this.#probeAtMs };
  }

  get probeAtMs(): number {
    return this.#probeAtMs;
  }

  /** Whether it was tried for longer than anybody waits for, and the last probe has failed too. */
  get isHopeless(): boolean {
    return this.#isOutage && this.#triedMs >= this.#patienceMs;
  }

  /** Those who waited were told; whoever comes next tries anew. */
  startOver(nowMs: number): void {
    this.#begin(nowMs);
    this.#isOutage = false;
  }

  shift(ms: number): void {
    if (this.#openSinceMs !== null) this.#openSinceMs += ms;
    this.#probeAtMs += ms;
    this.#provedUntilMs += ms;
    this.#lastTryMs += ms;
  }

  #begin(nowMs: number): void {
    this.#openSinceMs = nowMs;
    this.#probeAtMs = nowMs;
    this.#probeEveryMs = FIRST_PROBE_MS;
    this.#triedMs = 0;
    this.#lastTryMs = nowMs;
  }
}
