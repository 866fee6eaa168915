import type { CallFacts } from '../model/call-facts.ts';

/** By how much one product's clock is ahead of ours, from the Date headers of its answers. */
export interface ClockOffset {
  note(call: CallFacts): void;
  /** Whole seconds; null while no answer told. */
  seconds(): number | null;
}

/** An older sample gives way to a worse one: somebody may have set the clock since. */
const FRESH_MS = 60_000;

/** Knows nothing until the first answer that tells a date. */
export function createClockOffset(): ClockOffset {
  let best: CallFacts | null = null;
  return {
    note(call) {
      if (call.serverDateMs === null) return;
      const isStale = best === null || Math.abs(call.startedAtMs - best.startedAtMs) > FRESH_MS;
      // The shorter the call, the nearer its middle is to the moment in which the header was written.
      if (isStale || best === null || call.durationMs <= best.durationMs) best = call;
    },
    seconds() {
      if (best?.serverDateMs == null) return null;
      const middleMs = best.startedAtMs + best.durationMs / 2;
      // The header's second is cut off: half a second more is its middle. `|| 0` for a minus zero.
      return Math.round((best.serverDateMs + 500 - middleMs) / 1000) || 0;
    },
  };
}
