/** Timers come up to this late on a busy machine; at high rates the slots missed meanwhile may be caught up with. */
const LATE_MS = 25;
/** Below this distance a timer's own lateness would cost a good part of the rate. Only tests pace that fast. */
const CATCH_UP_BELOW_MS = 20;
const LEAST_FACTOR = 1 / 8;
/** Multiplicative decrease, at most once in this time: a refusal of several workers at once is one sign, not several. */
const ONE_SIGN_MS = 1000;
/** Additive increase for each good answer: quickly back to where it was still good, from there on by feel. */
const STEP_UP = 1 / 20;
const STEP_BY_FEEL = 1 / 200;
const SAFE_SHARE = 0.9;

/** When the next call may leave, so that calls are spread evenly and a pause saves nothing up. */
export interface Spacing {
  readonly nextAtMs: number;
  /** One call leaves now. */
  take(nowMs: number): void;
  /** The server is overloaded: half the rate, down to an eighth. */
  slowDown(nowMs: number): void;
  /** The server answered well: back towards the full rate. */
  speedUp(): void;
  /** The share of the full rate that is used at the moment. */
  readonly factor: number;
  /** The wall clock was set. */
  shift(ms: number): void;
}

/** A pace that gives way to 429 and 503. @param requestsPerSecond the pace that was chosen; nothing goes faster */
export function createSpacing(requestsPerSecond: number): Spacing {
  let nextAtMs = -Infinity;
  let factor = 1;
  /** The share at which the server was last overloaded. */
  let tooMuch = Infinity;
  let slowedAtMs = -Infinity;
  return {
    get nextAtMs() {
      return nextAtMs;
    },
    get factor() {
      return factor;
    },
    take(nowMs) {
      const distanceMs = 1000 / (requestsPerSecond * factor);
      const canCatchUp = distanceMs < CATCH_UP_BELOW_MS && nowMs - nextAtMs <= LATE_MS;
      nextAtMs = (canCatchUp ? nextAtMs : Math.max(nowMs, nextAtMs)) + distanceMs;
    },
    slowDown(nowMs) {
      if (nowMs - slowedAtMs < ONE_SIGN_MS) return;
      slowedAtMs = nowMs;
      tooMuch = factor;
      factor = Math.max(LEAST_FACTOR, factor / 2);
    },
    speedUp() {
      factor = Math.min(1, factor + (factor < SAFE_SHARE * tooMuch ? STEP_UP : STEP_BY_FEEL));
      if (factor >= tooMuch) tooMuch = Infinity;
    },
    shift(ms) {
      nextAtMs += ms;
      slowedAtMs += ms;
    },
  };
}
