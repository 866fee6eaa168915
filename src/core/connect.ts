import type { Connections } from './audit/connections.ts';
import { createCrmConnector } from './connectors/crm/connector.ts';
import { createRaiseConnector } from './connectors/raise/connector.ts';
import { storedAnswers } from './connectors/stored-answers.ts';
import { createHttpClient } from './http/client.ts';
import { createClockOffset, type ClockOffset } from './http/clock-offset.ts';
import { systemClock } from './http/clock.ts';
import { createGovernor, type Governor } from './http/governor.ts';
import type { HttpClient } from './http/http.ts';
import { normaliseOrigin } from './http/origin.ts';
import { paceFor, type PacePreset } from './http/pace.ts';
import type { CallFacts } from './model/call-facts.ts';
import type { Clock } from './model/clock.ts';
import type { PaceState } from './model/pace-state.ts';
import type { Product } from './model/record-type.ts';

/** How to reach one product. */
export interface Access {
  /** An origin; a trailing /api is accepted. */
  readonly url: string;
  readonly token: string;
  readonly requestsPerSecond?: number | undefined;
}

export interface ConnectOptions {
  readonly raise: Access;
  /** Null for a customer without CRM+. */
  readonly crm: Access | null;
  readonly pace?: PacePreset | undefined;
  readonly clock?: Clock | undefined;
  /** How long one answer may take, in milliseconds; default 60 s. */
  readonly timeoutMs?: number | undefined;
  /** Most tries of a call; fewer than usual where a person waits for the answer. */
  readonly maxTries?: number | undefined;
  readonly onCall?: ((call: CallFacts) => void) | undefined;
  readonly onPace?: ((product: Product, state: PaceState) => void) | undefined;
}

/** The two products, connected: readers, their pace, and what they told of their quota. */
export interface Link {
  readonly connections: Connections;
  readonly requestsPerSecond: Readonly<Record<Product, number>>;
  hourlyQuota(): Readonly<Record<Product, number | null>>;
  /** What each product told of its quota so far, on our clock; null if nothing. */
  quota(): Readonly<Record<Product, QuotaTold | null>>;
  /** Why each product's calls leave or don't, now; a product that isn't there is running. */
  paceStates(): Readonly<Record<Product, PaceState>>;
  /** Seconds by which each product's clock is ahead of ours; null while no answer told. */
  clockOffsets(): Readonly<Record<Product, number | null>>;
  /** No call leaves for either product until `resume`; those under way end. Waits count on. */
  pause(): void;
  resume(): void;
  readonly isPaused: boolean;
}

/** A quota window as the answers tell it (docs/api-facts.md A2). */
export interface QuotaTold {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetsAtMs: number | null;
}

/**
 * Makes the connections to both products; sends nothing yet.
 * @throws Failure usage for a URL that can't be one
 */
export function connect(options: ConnectOptions): Link {
  const clock = options.clock ?? systemClock;
  const raise = reach('raise', options.raise, options, clock);
  const crm = options.crm === null ? null : reach('crm', options.crm, options, clock);
  const both = crm === null ? [raise] : [raise, crm];
  let isPaused = false;
  return {
    connections: {
      raise: createRaiseConnector(raise.http),
      crm: crm === null ? null : createCrmConnector(crm.http),
      stored: storedAnswers,
      clock,
      origins: { raise: raise.http.origin, crm: crm?.http.origin ?? null },
      callsMade: () => ({ raise: raise.http.callsMade, crm: crm?.http.callsMade ?? 0 }),
    },
    requestsPerSecond: {
      raise: raise.governor.pace.requestsPerSecond,
      crm: crm?.governor.pace.requestsPerSecond ?? 1,
    },
    hourlyQuota: () => ({
      raise: raise.governor.quota()?.limit ?? null,
      crm: crm?.governor.quota()?.limit ?? null,
    }),
    quota: () => ({ raise: quotaOf(raise), crm: crm && quotaOf(crm) }),
    paceStates: () => ({
      raise: raise.governor.state(),
      crm: crm?.governor.state() ?? { kind: 'running' },
    }),
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
  };
}

/** One product with what paces and watches its calls. */
interface Reached {
  readonly http: HttpClient;
  readonly governor: Governor;
  readonly clock: ClockOffset;
}

function reach(
  product: Product,
  access: Access,
  { pace: preset, onPace, onCall, timeoutMs, maxTries }: ConnectOptions,
  clock: Clock,
): Reached {
  const offset = createClockOffset();
  const governor = createGovernor({
    pace: paceFor({ product, preset, requestsPerSecond: access.requestsPerSecond }),
    clock,
    onState: (state) => onPace?.(product, state),
  });
  const http = createHttpClient({
    product,
    origin: normaliseOrigin(access.url),
    token: access.token,
    governor,
    clock,
    timeoutMs,
    maxTries,
    onCall: (call) => {
      offset.note(call);
      onCall?.(call);
    },
  });
  return { http, governor, clock: offset };
}

function quotaOf({ governor }: Reached): QuotaTold | null {
  const seen = governor.quota();
  return seen && { limit: seen.limit, remaining: seen.remaining, resetsAtMs: seen.resetAtMs };
}
