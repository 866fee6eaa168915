/** Timers come up to this late on a busy machine; at high rates the slots missed meanwhile may be caught up with. */
const LATE_MS = 25;
/** Below this distance a timer's own lateness would cost a good part of the rate. Only tests pace that fast. */
const CATCH_UP_BELOW_MS = 20;
const LEAST_FACTOR = 1 / 8;
const STEP_UP = 1 / 20;

/** When the next call may leave, so that calls are spread evenly and a pause saves nothing up. */
export interface Spacing {
  readonly nextAtMs: number;
  /** One call leaves now. */
  take(nowMs: number): void;
  /** The server is overloaded: half the rate, at most once a second, down to an eighth. */
  slowDown(nowMs: number): void;
  /** The server answered well: back towards the full rate in steps of a twentieth. */
  speedUp(): void;
  /** The share of the full rate that is used at the moment. */
  readonly factor: number;
  /** The wall clock was set. */
  shift(ms: number): void;
}

export function createSpacing(requestsPerSecond: number): Spacing {
  let nextAtMs = -Infinity;
  let factor = 1;
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
      if (nowMs - slowedAtMs < 1000) return;
      slowedAtMs = nowMs;
      factor = Math.max(LEAST_FACTOR, factor / 2);
    },
    speedUp() {
      factor = Math.min(1, factor + STEP_UP);
    },
    shift(ms) {
      nextAtMs += ms;
      slowedAtMs += ms;
    },
  };
}
