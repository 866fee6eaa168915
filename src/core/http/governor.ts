import { cancelledFailure } from './clock.ts';
import { Failure, type FailureKind } from '../model/failure.ts';
import type { PaceState } from '../model/pace-state.ts';
import { PRODUCT_WORDS, type Product } from '../model/record-type.ts';
import { Breaker } from './breaker.ts';
import type { Clock } from './http.ts';
import type { PaceMemory } from './pace-memory.ts';
import { PaceView } from './pace-view.ts';
import type { Pace } from './pace.ts';
import { QuotaBudget } from './quota-budget.ts';
import type { QuotaSeen } from './quota-window.ts';
import { LEAST_QUOTA_WAIT_MS } from './server-wait.ts';
import type { QuotaFacts, ServerWait } from './server-wait.ts';
import { createSpacing } from './spacing.ts';
import { Waits } from './waits.ts';

export type { PaceState } from '../model/pace-state.ts';

/** What one answer's head tells the governor. */
export interface AnswerNote {
  readonly status: number;
  readonly quota: QuotaFacts | null;
  readonly serverWait: ServerWait | null;
}

/** The right to make one call; `release` when its answer is read or it failed. */
export interface Permit {
  /** The call must be a probe: whether the product answers at all is not known. Its end is told to `noteProbe`. */
  readonly isProbe: boolean;
  release(): void;
}

/** Paces the calls to one product. All workers of that product share one governor. */
export interface Governor {
  readonly pace: Pace;
  /**
   * Resolves when a call may leave, first come first served.
   * @throws Failure cancelled; offline, see noteProbe; sign_in_refused once the token was refused
   */
  acquire(signal?: AbortSignal): Promise<Permit>;
  note(answer: AnswerNote): void;
  /** How a call ended, its body read: null for an answer. */
  noteEnd(failure: FailureKind | null): void;
  /** What a probe found. @throws Failure offline, for all who wait, after an outage that lasted too long */
  noteProbe(hasAnswered: boolean): void;
  /** The product was there in an earlier start of the same work: if it isn't now, that is an outage. */
  noteKnown(): void;
  /** It is being asked whether the product is there at all: who acquires now asks that first. */
  readonly isInDoubt: boolean;
  /** Outages of the product that are over: tries made before one don't count after it. */
  readonly outages: number;
  /** Nobody's call leaves for `waitMs`; pauses don't add up, the latest end counts. */
  pause(waitMs: number, why: ServerWait['why']): void;
  /** A person's pause: from now on no call leaves, whatever else would let it. Those under way end as usual. */
  hold(): void;
  /** Ends `hold`; waits that the product asked for go on where they are. */
  release(): void;
  /** The token was refused: for good, as far as this governor is concerned. Nobody else's call leaves with it. */
  noteRefused(): void;
  readonly isRefused: boolean;
  state(): PaceState;
  /** What is known of the quota; null if the product told nothing. */
  quota(): QuotaSeen | null;
  /** What the next process should go on with. */
  memory(): PaceMemory;
  /** Goes on with what an earlier process knew; before the first call. */
  recall(memory: PaceMemory): void;
}

/** After sleep of the whole machine, or a set clock, timers are wrong: look again this often. */
const LONGEST_NAP_MS = 30_000;
/** Smaller steps backwards are rounding. */
const JUMP_MS = 1000;
const HOUR_MS = 3_600_000;

export function createGovernor(options: {
  readonly pace: Pace;
  readonly clock: Clock;
  /** How long an outage may last before those who wait are told; default an hour. */
  readonly patienceMs?: number | undefined;
  readonly onState?: ((state: PaceState) => void) | undefined;
}): Governor {
  const { pace, clock } = options;
  const spacing = createSpacing(pace.requestsPerSecond);
  const budget = new QuotaBudget(pace.quotaShare);
  const breaker = new Breaker(options.patienceMs ?? HOUR_MS);
  const waiting: Waiter[] = [];
  const waits = new Waits();
  const view = new PaceView({ waits, budget, breaker }, options.onState);
  let isHeld = false;
  let isRefused = false;
  let isProbing = false;
  let inFlight = 0;
  let seenMs = clock.now();
  let nap: AbortController | null = null;

  /** The clock, with everything planned moved along when somebody sets it back. */
  const now = (): number => {
    const nowMs = clock.now();
    const jumpMs = nowMs - seenMs;
    seenMs = nowMs;
    if (jumpMs < -JUMP_MS) shift(jumpMs);
    return nowMs;
  };

  const shift = (ms: number): void => {
    for (const each of [spacing, budget, breaker, waits]) each.shift(ms);
  };

  const stateAt = (nowMs: number): PaceState => view.at(nowMs, { isHeld, isRefused });

  /** Lets go whoever may go now, and comes back when the next one may. */
  const pump = (): void => {
    nap?.abort();
    nap = null;
    for (;;) {
      const nowMs = now();
      const state = stateAt(nowMs);
      view.show(state);
      // No timer either: whoever releases looks again.
      if (isHeld || isProbing) return;
      const isProbe = breaker.isOpen;
      // Nobody knows how much is left in a window before its first answer: that call goes alone.
      const most = budget.isSettled(nowMs) && !isProbe ? pace.concurrency : 1;
      if (waiting.length === 0 || (inFlight >= most && !isProbe)) {
        if ('untilMs' in state) napUntil(state.untilMs - nowMs);
        return;
      }
      const dueMs = Math.max(
        waits.untilMs,
        spacing.nextAtMs,
        isProbe ? breaker.probeAtMs : -Infinity,
        budget.next(nowMs).atMs,
      );
      if (dueMs > nowMs) return napUntil(dueMs - nowMs);
      spacing.take(nowMs);
      budget.take(nowMs);
      inFlight++;
      isProbing = isProbe;
      waiting.shift()?.go(isProbe);
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

  /** Ends the wait of everybody; whoever comes next tries anew. */
  const giveUp = (nowMs: number): Failure => {
    const minutes = Math.round((nowMs - (breaker.offline?.sinceMs ?? nowMs)) / 60_000);
    const sentence = `${PRODUCT_WORDS[pace.product]} could not be reached for ${minutes} minutes: check whether this computer is online, then go on. What was read is kept.`;
    const failure = (): Failure => new Failure('offline', sentence, { product: pace.product });
    refuseAll(failure);
    breaker.startOver(nowMs);
    return failure();
  };

  const refuseAll = (failure: () => Failure): void => {
    for (const { refuse } of waiting.splice(0)) refuse(failure());
  };

  const permit = (isProbe: boolean): Permit => {
    let isReleased = false;
    return {
      isProbe,
      release() {
        if (isReleased) return;
        isReleased = true;
        inFlight--;
        if (isProbe) isProbing = false;
        pump();
      },
    };
  };

  const pause = (waitMs: number, why: ServerWait['why']): void => {
    waits.note(why, now() + waitMs);
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
        if (isRefused) return reject(refusedFailure(pace.product));
        const done = (): void => signal?.removeEventListener('abort', leave);
        const waiter: Waiter = {
          go: (isProbe) => {
            done();
            resolve(permit(isProbe));
          },
          refuse: (failure) => {
            done();
            reject(failure);
          },
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(cancelledFailure());
          pump();
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(waiter);
        pump();
      }),
    note({ status, quota: facts, serverWait }) {
      const nowMs = now();
      budget.note(facts, nowMs, Math.max(0, inFlight - 1));
      if (status === 429 || status === 503) spacing.slowDown(nowMs);
      else if (status < 400) spacing.speedUp();
      if (serverWait) pause(serverWait.waitMs, serverWait.why);
      // At once, before the next in line leaves; whoever decides about the retry may lengthen it.
      else if (status === 429) pause(LEAST_QUOTA_WAIT_MS, 'quota');
      else pump();
    },
    noteKnown: () => breaker.noteKnown(),
    noteEnd: (failure) => breaker.note(failure, now()),
    noteProbe(hasAnswered) {
      const nowMs = now();
      breaker.noteProbe(hasAnswered, nowMs);
      if (breaker.isHopeless && !isHeld) throw giveUp(nowMs);
    },
    get isInDoubt() {
      return breaker.isOpen;
    },
    get outages() {
      return breaker.outages;
    },
    noteRefused() {
      isRefused = true;
      refuseAll(() => refusedFailure(pace.product));
      view.show(stateAt(now()));
    },
    get isRefused() {
      return isRefused;
    },
    state: () => stateAt(now()),
    quota: () => budget.seen(),
    memory: () => {
      const savedAtMs = now();
      return { savedAtMs, waits: waits.memory(savedAtMs), quota: budget.memory() };
    },
    recall(memory) {
      waits.recall(memory.waits);
      budget.recall(memory.quota);
      // The clock was set back since: everything planned moves along.
      const sinceMs = now() - memory.savedAtMs;
      if (sinceMs < 0) shift(sinceMs);
      view.show(stateAt(now()));
    },
  };
}

interface Waiter {
  readonly go: (isProbe: boolean) => void;
  readonly refuse: (failure: Failure) => void;
}

/** A token that was refused once is not tried again: each try may count as an attack. */
function refusedFailure(product: Product): Failure {
  return new Failure(
    'sign_in_refused',
    `${PRODUCT_WORDS[product]} refused the token: sign in again.`,
    { product },
  );
}
