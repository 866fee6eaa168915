import type { Connections } from '../audit/connections.ts';
import { createCrmConnector } from '../connectors/crm/connector.ts';
import { createRaiseConnector } from '../connectors/raise/connector.ts';
import { storedAnswers } from '../connectors/stored-answers.ts';
import { systemClock } from '../http/clock.ts';
import type { ConfirmedWriter } from '../http/confirmed-write.ts';
import type { HttpClient } from '../http/http.ts';
import type { PaceMemory } from '../http/pace-memory.ts';
import type { QuotaSeen } from '../http/quota-window.ts';
import type { Clock } from '../model/clock.ts';
import type { PaceState } from '../model/pace-state.ts';
import type { Product } from '../model/record-type.ts';
import type { Paces } from '../model/run-stop.ts';
import { NO_CALLS } from '../model/spent.ts';
import { reach, type Access, type Reached, type ReachOptions } from './reach.ts';

export interface ConnectOptions extends ReachOptions {
  readonly raise: Access;
  /** Null for a customer without CRM+. */
  readonly crm: Access | null;
  readonly clock?: Clock | undefined;
  readonly onPace?: ((product: Product, state: PaceState) => void) | undefined;
}

/** What webhook subscriptions are read and changed by. */
export interface SubscriptionAccess {
  readonly http: HttpClient;
  readonly writer: ConfirmedWriter;
}

/** The two products, connected: readers, their pace, and what they told of their quota. */
export interface Link {
  readonly connections: Connections;
  /** Null for a product that isn't there; for core/facade/live-subscriptions.ts alone. */
  readonly subscriptionAccess: Readonly<Record<Product, SubscriptionAccess | null>>;
  readonly requestsPerSecond: Readonly<Record<Product, number>>;
  /** What each product told of its quota so far, on our clock; null if nothing. */
  quota(): Readonly<Record<Product, QuotaTold | null>>;
  /** Why each product's calls leave or don't, now; a product that isn't there is running. */
  paceStates(): Paces;
  /** Tells when the pace of either product changes its state. @returns ends it */
  watchPaces(listener: (paces: Paces) => void): () => void;
  /** Tells after each call. */
  watchCalls(listener: () => void): void;
  /** What the next process should go on with; null for a product that isn't there. */
  paceMemories(): PaceMemories;
  /** Goes on with what an earlier connection to the same products knew; before the first call. */
  recallPaces(memories: PaceMemories): void;
  /** Seconds by which each product's clock is ahead of ours; null while no answer told. */
  clockOffsets(): Readonly<Record<Product, number | null>>;
  /** No call leaves for either product until `resume`; those under way end. Waits count on. */
  pause(): void;
  resume(): void;
  readonly isPaused: boolean;
  /** A token was refused: nothing more can be asked over this connection. */
  readonly isRefused: boolean;
}

export type PaceMemories = Readonly<Record<Product, PaceMemory | null>>;

/** A quota window as the answers tell it (docs/api-facts.md A2). */
export interface QuotaTold {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetsAtMs: number | null;
  /** Calls of other integrations in this window, as far as they show. */
  readonly othersCalls: number;
}

const RUNNING: PaceState = { kind: 'running' };

/**
 * Makes the connections to both products; sends nothing yet.
 * @throws Failure usage for a URL that can't be one
 */
export function connect(options: ConnectOptions): Link {
  const clock = options.clock ?? systemClock;
  const listeners = new Set<(paces: Paces) => void>();
  const callListeners: (() => void)[] = [];
  const reached = (product: Product, access: Access): Reached =>
    reach(product, access, {
      ...options,
      clock,
      onCall: (call) => {
        options.onCall?.(call);
        for (const listener of callListeners) listener();
      },
      onState: (state) => {
        options.onPace?.(product, state);
        for (const listener of listeners) listener(paces());
      },
    });
  const raise = reached('raise', options.raise);
  const crm = options.crm === null ? null : reached('crm', options.crm);
  const both = crm === null ? [raise] : [raise, crm];
  const paces = (): Paces => ({
    raise: raise.governor.state(),
    crm: crm?.governor.state() ?? RUNNING,
  });
  let isPaused = false;
  return {
    connections: {
      raise: createRaiseConnector(raise.http),
      crm: crm === null ? null : createCrmConnector(crm.http),
      stored: storedAnswers,
      clock,
      timeOf: (product) => clock.now() + offsetMs(product === 'raise' ? raise : crm),
      noteKnown: (product) => (product === 'raise' ? raise : crm)?.governor.noteKnown(),
      origins: { raise: raise.http.origin, crm: crm?.http.origin ?? null },
      callsMade: () => ({ raise: raise.http.callsMade, crm: crm?.http.callsMade ?? 0 }),
      counts: () => ({ raise: raise.counts(), crm: crm?.counts() ?? NO_CALLS }),
    },
    subscriptionAccess: { raise, crm },
    requestsPerSecond: {
      raise: raise.governor.pace.requestsPerSecond,
      crm: crm?.governor.pace.requestsPerSecond ?? 1,
    },
    quota: () => ({
      raise: told(raise.governor.quota()),
      crm: told(crm?.governor.quota() ?? null),
    }),
    paceStates: paces,
    watchPaces: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watchCalls: (listener) => callListeners.push(listener),
    paceMemories: () => ({
      raise: raise.governor.memory(),
      crm: crm?.governor.memory() ?? null,
    }),
    recallPaces: (memories) => {
      if (memories.raise !== null) raise.governor.recall(memories.raise);
      if (memories.crm !== null) crm?.governor.recall(memories.crm);
    },
    clockOffsets: () => ({ raise: raise.clock.seconds(), crm: crm?.clock.seconds() ?? null }),
    pause: () => {
      isPaused = true;
      for (const { governor } of both) governor.hold();
    },
    resume: () => {
      isPaused = false;
      for (const { governor } of both) governor.release();
    },
    get isPaused() {
      return isPaused;
    },
    get isRefused() {
      return both.some(({ governor }) => governor.isRefused);
    },
  };
}

/** Smaller offsets change no verdict; a larger one is no clock that is off but one of another world. */
const LEAST_OFFSET_S = 60;
const MOST_OFFSET_S = 86_400;

function offsetMs(reached: Reached | null): number {
  const seconds = reached?.clock.seconds() ?? 0;
  const isOff = Math.abs(seconds) >= LEAST_OFFSET_S && Math.abs(seconds) < MOST_OFFSET_S;
  return isOff ? seconds * 1000 : 0;
}

function told(seen: QuotaSeen | null): QuotaTold | null {
  return (
    seen && {
      limit: seen.limit,
      remaining: seen.remaining,
      resetsAtMs: seen.resetAtMs,
      othersCalls: seen.othersCalls,
    }
  );
}
