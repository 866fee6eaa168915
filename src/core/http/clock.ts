import { Failure } from '../model/failure.ts';
import type { Clock } from './http.ts';

/** setTimeout fires at once above 2^31 - 1 ms; longer waits are slept in pieces. */
const LONGEST_TIMER_MS = 2_000_000_000;

/** The machine's own clock. `now` is wall time: quota resets are told in Unix seconds (docs/api-facts.md A2). */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    for (let leftMs = Math.max(0, ms); ; leftMs -= LONGEST_TIMER_MS) {
      await sleepOnce(Math.min(leftMs, LONGEST_TIMER_MS), signal);
      if (leftMs <= LONGEST_TIMER_MS) return;
    }
  },
};

/** What every wait of this folder throws when its signal aborts. */
export function cancelledFailure(): Failure {
  return new Failure('cancelled', 'The work was cancelled.');
}

function sleepOnce(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelledFailure());
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(cancelledFailure());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
