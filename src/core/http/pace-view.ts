import type { PaceState } from '../model/pace-state.ts';
import type { Breaker } from './breaker.ts';
import type { QuotaBudget } from './quota-budget.ts';
import type { Waits } from './waits.ts';

/** Why calls leave or don't, in a word: of all that holds them back, what a person should know first. */
export class PaceView {
  readonly #of: {
    readonly waits: Waits;
    readonly budget: QuotaBudget;
    readonly breaker: Breaker;
  };
  readonly #onState: ((state: PaceState) => void) | undefined;
  #isYielding = false;
  #shown: PaceState = { kind: 'running' };

  constructor(
    of: { readonly waits: Waits; readonly budget: QuotaBudget; readonly breaker: Breaker },
    onState: ((state: PaceState) => void) | undefined,
  ) {
    this.#of = of;
    this.#onState = onState;
  }

  /** A person's pause and a refused token come before all else. */
  at(nowMs: number, by: { readonly isHeld: boolean; readonly isRefused: boolean }): PaceState {
    const { waits, budget, breaker } = this.#of;
    if (by.isHeld) return { kind: 'paused' };
    if (by.isRefused) return { kind: 'needs_sign_in' };
    const { offline } = breaker;
    if (offline !== null) {
      const untilMs = Math.max(offline.untilMs, waits.untilMs);
      return { kind: 'offline', sinceMs: offline.sinceMs, untilMs };
    }
    const { atMs, why } = budget.next(nowMs);
    const quotaMs = Math.max(waits.quotaMs, why === 'spent' ? atMs : -Infinity);
    const untilMs = Math.max(waits.serverMs, quotaMs);
    if (untilMs > nowMs)
      return {
        kind: quotaMs >= waits.serverMs ? 'waiting_for_quota' : 'waiting_for_server',
        untilMs,
      };
    return this.#yielding(why === 'others', nowMs) ?? { kind: 'running' };
  }

  /** Tells the listener, if it is another state than the one before. */
  show(state: PaceState): void {
    const isSame = JSON.stringify(state) === JSON.stringify(this.#shown);
    this.#shown = state;
    if (!isSame) this.#onState?.(state);
  }

  /** Goes on for as long as others spend, once they have slowed us down: not with every call anew. */
  #yielding(isSlowed: boolean, nowMs: number): PaceState | null {
    const pressure = this.#of.budget.pressure(nowMs);
    this.#isYielding = pressure !== null && (this.#isYielding || isSlowed);
    if (!this.#isYielding || pressure === null) return null;
    return {
      kind: 'yielding',
      othersPerHour: roughly(pressure.othersPerHour),
      oursPerHour: roughly(pressure.oursPerHour),
    };
  }
}

/** Two digits are all that an estimate is worth, and a state that changes with each call tells nothing. */
function roughly(perHour: number): number {
  return Number(perHour.toPrecision(2));
}
