import { setTimeout as after } from 'node:timers/promises';
import { isPassing } from './store-failure.ts';

const PAUSE_MS = 500;

export interface Patience {
  /** How long trouble that passes is tried again, counted from the start, or from when something last went well. */
  readonly patienceMs: number;
  /** Asked before each pause; what it throws ends the trying. */
  readonly refuse?: () => void;
}

/** Does `work` until it succeeds, as long as what fails it may pass; it says when something went well. @throws Failure the last one */
export async function keepTrying<T>(
  { patienceMs, refuse }: Patience,
  work: (wentWell: () => void) => Promise<T>,
): Promise<T> {
  let lastGoodMs = performance.now();
  for (;;) {
    try {
      return await work(() => (lastGoodMs = performance.now()));
    } catch (error) {
      if (!isPassing(error) || performance.now() - lastGoodMs > patienceMs) throw error;
      refuse?.();
      await after(PAUSE_MS);
    }
  }
}
