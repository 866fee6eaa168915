import { Failure } from '../../src/core/model/failure.ts';
import type { Clock } from '../../src/core/http/http.ts';

export interface VirtualClock extends Clock {
  /** Lets `ms` pass: wakes every sleeper on the way, in order, and lets what they start settle. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock without letting anybody's time pass, as a person or a time server does. */
  jump(ms: number): void;
  /** How many sleep at the moment. */
  readonly sleepers: number;
  /** Every wait that was asked for, in ms. */
  readonly slept: readonly number[];
}

interface Sleeper {
  readonly wakeAtMs: number;
  readonly wake: () => void;
}

/**
 * A clock for tests. By default time stands still until `advance`. With `isAuto` it jumps to the next sleeper as
 * soon as the event loop has nothing else to do, so that waits of hours take no time (real I/O goes on meanwhile).
 */
export function createVirtualClock(
  options: { startMs?: number; isAuto?: boolean } = {},
): VirtualClock {
  let elapsedMs = 0;
  let offsetMs = options.startMs ?? Date.UTC(2026, 0, 15, 12);
  const sleeping = new Set<Sleeper>();
  const slept: number[] = [];

  const earliest = (): Sleeper | undefined => {
    let first: Sleeper | undefined;
    for (const sleeper of sleeping)
      if (!first || sleeper.wakeAtMs < first.wakeAtMs) first = sleeper;
    return first;
  };
  const wakeNext = (untilMs: number): boolean => {
    const next = earliest();
    if (!next || next.wakeAtMs > untilMs) return false;
    elapsedMs = Math.max(elapsedMs, next.wakeAtMs);
    sleeping.delete(next);
    next.wake();
    return true;
  };

  return {
    now: () => offsetMs + elapsedMs,
    slept,
    get sleepers() {
      return sleeping.size;
    },
    jump(ms) {
      offsetMs += ms;
    },
    sleep(ms, signal) {
      slept.push(ms);
      return new Promise((resolve, reject) => {
        const refuse = (): void => reject(new Failure('cancelled', 'The work was cancelled.'));
        if (signal?.aborted) return refuse();
        const onAbort = (): void => {
          sleeping.delete(sleeper);
          refuse();
        };
        const wake = (): void => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        };
        const sleeper: Sleeper = { wakeAtMs: elapsedMs + Math.max(0, ms), wake };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
        if (options.isAuto) setImmediate(() => wakeNext(Infinity));
      });
    },
    async advance(ms) {
      const untilMs = elapsedMs + ms;
      await settle();
      while (wakeNext(untilMs)) await settle();
      elapsedMs = untilMs;
    },
  };
}

/** Lets every promise that can go on without I/O go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
