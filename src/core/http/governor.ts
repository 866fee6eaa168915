import { cancelledFailure } from './clock.ts';
import type { PaceState } from '../model/pace-state.ts';
import type { Clock } from './http.ts';
import type { Pace } from './pace.ts';
import { createQuotaWindow } from './quota-window.ts';
import type { QuotaSeen } from './quota-window.ts';
import { LEAST_QUOTA_WAIT_MS } from './server-wait.ts';
import type { QuotaFacts, ServerWait } from './server-wait.ts';
import { createSpacing } from './spacing.ts';

export type { PaceState } from '../model/pace-state.ts';

/** What one answer's head tells the governor. */
export interface AnswerNote {
  readonly status: number;
  readonly quota: QuotaFacts | null;
  readonly serverWait: ServerWait | null;
}

/** The right to make one call; `release` when its answer is read or it failed. */
export interface Permit {
  release(): void;
}

/** Paces the calls to one product. All workers of that product share one governor. */
export interface Governor {
  readonly pace: Pace;
  /**
   * Resolves when a call may leave, first come first served.
   * @throws Failure cancelled
   */
  acquire(signal?: AbortSignal): Promise<Permit>;
  note(answer: AnswerNote): void;
  /** Nobody's call leaves for `waitMs`; pauses don't add up, the latest end counts. */
  pause(waitMs: number, why: ServerWait['why']): void;
  /** A person's pause: from now on no call leaves, whatever else would let it. Those under way end as usual. */
  hold(): void;
  /** Ends `hold`; waits that the product asked for go on where they are. */
  release(): void;
  state(): PaceState;
  /** What is known of the quota; null if the product told nothing. */
  quota(): QuotaSeen | null;
}

/** After sleep of the whole machine, or a set clock, timers are wrong: look again this often. */
const LONGEST_NAP_MS = 30_000;
/** Smaller steps backwards are rounding. */
const JUMP_MS = 1000;

export function createGovernor(options: {
  readonly pace: Pace;
  readonly clock: Clock;
  readonly onState?: ((state: PaceState) => void) | undefined;
}): Governor {
  const { pace, clock, onState } = options;
  const spacing = createSpacing(pace.requestsPerSecond);
  const quota = createQuotaWindow(pace.quotaShare);
  const waiting: (() => void)[] = [];
  const pausedUntil = { server: -Infinity, quota: -Infinity };
  let isHeld = false;
  let inFlight = 0;
  let seenMs = clock.now();
  let nap: AbortController | null = null;
  let shown: PaceState = { kind: 'running' };

  /** The clock, with everything planned moved along when somebody sets it back. */
  const now = (): number => {
    const nowMs = clock.now();
    const jumpMs = nowMs - seenMs;
    seenMs = nowMs;
    if (jumpMs < -JUMP_MS) {
      spacing.shift(jumpMs);
      quota.shift(jumpMs);
      pausedUntil.server += jumpMs;
      pausedUntil.quota += jumpMs;
    }
    return nowMs;
  };

  const stateAt = (nowMs: number): PaceState => {
    if (isHeld) return { kind: 'paused' };
    const quotaMs = Math.max(pausedUntil.quota, quota.blockedUntilMs(nowMs) ?? -Infinity);
    const untilMs = Math.max(pausedUntil.server, quotaMs);
    if (untilMs <= nowMs) return { kind: 'running' };
    return {
      kind: quotaMs >= pausedUntil.server ? 'waiting_for_quota' : 'waiting_for_server',
      untilMs,
    };
  };

  const show = (state: PaceState): void => {
    const isSame = state.kind === shown.kind && untilOf(state) === untilOf(shown);
    shown = state;
    if (!isSame) onState?.(state);
  };

  /** Lets go whoever may go now, and comes back when the next one may. */
  const pump = (): void => {
    nap?.abort();
    nap = null;
    for (;;) {
      const nowMs = now();
      const state = stateAt(nowMs);
      show(state);
      // No timer either: whoever releases looks again.
      if (state.kind === 'paused') return;
      // Nobody knows how much is left in a window before its first answer: that call goes alone.
      const most = quota.isSettled(nowMs) ? pace.concurrency : 1;
      if (waiting.length === 0 || inFlight >= most) {
        if (state.kind !== 'running') napUntil(state.untilMs - nowMs);
        return;
      }
      const dueMs =
        state.kind === 'running' ? spacing.nextAtMs : Math.max(state.untilMs, spacing.nextAtMs);
      if (dueMs > nowMs) return napUntil(dueMs - nowMs);
      spacing.take(nowMs);
      quota.take();
      inFlight++;
      waiting.shift()?.();
    }
  };

  const napUntil = (waitMs: number): void => {
    // A wait that nobody waits for needs no timer: it would keep the process from ending.
    if (waiting.length === 0) return;
    const mine = new AbortController();
    nap = mine;
    clock
      .sleep(Math.min(Math.ceil(waitMs), LONGEST_NAP_MS), mine.signal)
      .then(pump, (error: unknown) => {
        if (!mine.signal.aborted) throw error;
      });
  };

  const permit = (): Permit => {
    let isReleased = false;
    return {
      release() {
        if (isReleased) return;
        isReleased = true;
        inFlight--;
        pump();
      },
    };
  };

  const pause = (waitMs: number, why: ServerWait['why']): void => {
    pausedUntil[why] = Math.max(pausedUntil[why], now() + waitMs);
    pump();
  };

  const setHeld = (held: boolean): void => {
    isHeld = held;
    pump();
  };

  return {
    pace,
    pause,
    hold: () => setHeld(true),
    release: () => setHeld(false),
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(cancelledFailure());
        const go = (): void => {
          signal?.removeEventListener('abort', leave);
          resolve(permit());
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(go), 1);
          reject(cancelledFailure());
          pump();
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(go);
        pump();
      }),
    note({ status, quota: facts, serverWait }) {
      const nowMs = now();
      quota.note(facts, nowMs, Math.max(0, inFlight - 1));
      if (status === 429 || status === 503) spacing.slowDown(nowMs);
      else if (status < 400) spacing.speedUp();
      if (serverWait) pause(serverWait.waitMs, serverWait.why);
      // At once, before the next in line leaves; whoever decides about the retry may lengthen it.
      else if (status === 429) pause(LEAST_QUOTA_WAIT_MS, 'quota');
      else pump();
    },
    state: () => stateAt(now()),
    quota: () => quota.seen(),
  };
}

function untilOf(state: PaceState): number | null {
  return 'untilMs' in state ? state.untilMs : null;
}
