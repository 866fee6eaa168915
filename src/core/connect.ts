import type { Connections } from './audit/connections.ts';
import { createCrmConnector } from './connectors/crm/connector.ts';
import { createRaiseConnector } from './connectors/raise/connector.ts';
import { storedAnswers } from './connectors/stored-answers.ts';
import { createHttpClient } from './http/client.ts';
import { systemClock } from './http/clock.ts';
import { createGovernor, type GovernorState } from './http/governor.ts';
import type { CallFacts } from './http/http.ts';
import { normaliseOrigin } from './http/origin.ts';
import { paceFor, type PacePreset } from './http/pace.ts';
import type { Clock } from './model/clock.ts';
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
  readonly onCall?: ((call: CallFacts) => void) | undefined;
  readonly onPace?: ((product: Product, state: GovernorState) => void) | undefined;
}

/** The two products, connected: readers, their pace, and what they told of their quota. */
export interface Link {
  readonly connections: Connections;
  readonly requestsPerSecond: Readonly<Record<Product, number>>;
  hourlyQuota(): Readonly<Record<Product, number | null>>;
}

/**
 * Makes the connections to both products; sends nothing yet.
 * @throws Failure usage for a URL that can't be one
 */
export function connect(options: ConnectOptions): Link {
  const clock = options.clock ?? systemClock;
  const reach = (
    product: Product,
    access: Access,
  ): {
    origin: string;
    http: ReturnType<typeof createHttpClient>;
    rate: number;
    limit: () => number | null;
  } => {
    const pace = paceFor({
      product,
      preset: options.pace,
      requestsPerSecond: access.requestsPerSecond,
    });
    const governor = createGovernor({
      pace,
      clock,
      onState: (state) => options.onPace?.(product, state),
    });
    const origin = normaliseOrigin(access.url);
    const http = createHttpClient({
      product,
      origin,
      token: access.token,
      governor,
      clock,
      timeoutMs: options.timeoutMs,
      onCall: options.onCall,
    });
    return {
      origin,
      http,
      rate: pace.requestsPerSecond,
      limit: () => governor.quota()?.limit ?? null,
    };
  };
  const raise = reach('raise', options.raise);
  const crm = options.crm === null ? null : reach('crm', options.crm);
  return {
    connections: {
      raise: createRaiseConnector(raise.http),
      crm: crm === null ? null : createCrmConnector(crm.http),
      stored: storedAnswers,
      clock,
      origins: { raise: raise.origin, crm: crm?.origin ?? null },
      callsMade: () => ({ raise: raise.http.callsMade, crm: crm?.http.callsMade ?? 0 }),
    },
    requestsPerSecond: { raise: raise.rate, crm: crm?.rate ?? 1 },
    hourlyQuota: () => ({ raise: raise.limit(), crm: crm?.limit() ?? null }),
  };
}
