import { CRM_PROBES } from '../connectors/crm/probe.ts';
import { RAISE_PROBES } from '../connectors/raise/probe.ts';
import { createHttpClient } from '../http/client.ts';
import { createConfirmedWriter, type ConfirmedWriter } from '../http/confirmed-write.ts';
import { createClockOffset, type ClockOffset } from '../http/clock-offset.ts';
import { createGovernor, type Governor } from '../http/governor.ts';
import type { HttpClient } from '../http/http.ts';
import { normaliseOrigin } from '../http/origin.ts';
import { paceFor, type PacePreset } from '../http/pace.ts';
import type { CallFacts } from '../model/call-facts.ts';
import type { Clock } from '../model/clock.ts';
import type { PaceState } from '../model/pace-state.ts';
import type { Product } from '../model/record-type.ts';
import type { CallCounts } from '../model/spent.ts';

/** How to reach one product. */
export interface Access {
  /** An origin; a trailing /api is accepted. */
  readonly url: string;
  readonly token: string;
  readonly requestsPerSecond?: number | undefined;
}

export interface ReachOptions {
  readonly pace?: PacePreset | undefined;
  /** How long one answer may take, in milliseconds; default 60 s. */
  readonly timeoutMs?: number | undefined;
  /** Most tries of a call; fewer than usual where a person waits for the answer. */
  readonly maxTries?: number | undefined;
  /** How long a product may be away before a run stops, to be gone on with; default an hour. */
  readonly patienceMs?: number | undefined;
  readonly onCall?: ((call: CallFacts) => void) | undefined;
}

/** One product with what paces and watches its calls. */
export interface Reached {
  readonly http: HttpClient;
  /** For webhook subscriptions alone, each confirmed by a person. */
  readonly writer: ConfirmedWriter;
  readonly governor: Governor;
  readonly clock: ClockOffset;
  counts(): CallCounts;
}

const PROBES = { raise: RAISE_PROBES, crm: CRM_PROBES } as const;

/** Makes the client of one product; sends nothing yet. @throws Failure usage for a URL or a token that can't be one */
export function reach(
  product: Product,
  access: Access,
  options: ReachOptions & { readonly clock: Clock; readonly onState: (state: PaceState) => void },
): Reached {
  const { clock, onCall } = options;
  const offset = createClockOffset();
  const seen = { refused: 0, retried: 0 };
  const governor = createGovernor({
    pace: paceFor({ product, preset: options.pace, requestsPerSecond: access.requestsPerSecond }),
    clock,
    patienceMs: options.patienceMs,
    onState: options.onState,
  });
  const http = createHttpClient({
    product,
    origin: normaliseOrigin(access.url),
    token: access.token,
    governor,
    clock,
    timeoutMs: options.timeoutMs,
    maxTries: options.maxTries,
    probes: PROBES[product],
    onCall: (call) => {
      if (call.failure === 'quota') seen.refused += 1;
      if (call.attempt > 1) seen.retried += 1;
      offset.note(call);
      onCall?.(call);
    },
  });
  const writer = createConfirmedWriter({
    product,
    origin: access.url,
    token: access.token,
    governor,
    clock,
    onCall,
  });
  return {
    http,
    writer,
    governor,
    clock: offset,
    counts: () => ({ calls: http.callsMade, ...seen }),
  };
}
