import type { FailureKind } from '../model/failure.ts';
import type { Product } from '../model/record-type.ts';
import { checkAllowed, type CallKind } from './allow-list.ts';
import { cancelledFailure } from './clock.ts';
import { exchange } from './exchange.ts';
import type { Governor } from './governor.ts';
import type { CallFacts, Clock, HttpRequest } from './http.ts';
import { readOutcome, type TryOutcome } from './outcome.ts';
import { redact } from './redaction.ts';
import { headersFor, urlOf } from './request-parts.ts';
import { readQuota, readServerDate, readServerWait, type ServerWait } from './server-wait.ts';

export interface CallLimits {
  /** One try, from sending to the last byte. */
  readonly timeoutMs: number;
  /** Longest silence inside a body. */
  readonly idleMs: number;
  readonly maxBodyBytes: number;
}

export interface CallerOptions {
  readonly product: Product;
  readonly origin: string;
  readonly token: string;
  readonly governor: Governor;
  readonly clock: Clock;
  readonly limits: CallLimits;
  /** Small calls of different kinds that are known to work. */
  readonly probes: readonly HttpRequest[];
  readonly onCall: ((facts: CallFacts) => void) | undefined;
}

/** A request that the allow-list let through. */
export interface Asked {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly callKind: CallKind;
}

export interface Try {
  readonly outcome: TryOutcome;
  readonly status: number | null;
  readonly serverWait: ServerWait | null;
}

const LONGEST_TIMEOUT_MS = 600_000;
/** A probe asks whether anybody is there: that shows soon. */
const PROBE_TIMEOUT_MS = 15_000;
/** The product is there only if it gives something else than these. */
const NO_ANSWER: ReadonlySet<FailureKind> = new Set(['network', 'server_error', 'timed_out']);

/** Makes single calls: waits for each one's turn, sends, reads, and says what came of it. */
export class Caller {
  readonly #options: CallerOptions;
  /** Calls that left the machine, probes included. */
  callsMade = 0;

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  /** @throws Failure refused_by_allow_list */
  open(request: HttpRequest): Asked {
    const { product, origin } = this.#options;
    const callKind = checkAllowed(product, request);
    return { request, url: urlOf(origin, request), callKind };
  }

  /** @throws Failure cancelled, offline */
  async call(asked: Asked, attempt: number): Promise<Try> {
    const { governor, probes } = this.#options;
    const { signal } = asked.request;
    for (;;) {
      const permit = await governor.acquire(signal);
      try {
        if (signal?.aborted) throw cancelledFailure();
        if (permit.isProbe && probes.length > 0) {
          await this.#probe(signal);
          continue;
        }
        const made = await this.#send(asked, attempt);
        const failure = failureOf(made);
        if (failure === 'sign_in_refused') governor.noteRefused();
        if (permit.isProbe && failure !== 'cancelled') governor.noteProbe(isThere(made));
        // Who says when to come back is there.
        else governor.noteEnd(made.serverWait === null ? failure : null);
        return made;
      } finally {
        permit.release();
      }
    }
  }

  /** Asks whether the product is there. An error of one kind of call is no proof: then another kind is asked. */
  async #probe(signal: AbortSignal | undefined): Promise<void> {
    const { governor, probes } = this.#options;
    for (const probe of probes) {
      const asked = this.open({ ...probe, signal, timeoutMs: PROBE_TIMEOUT_MS });
      const made = await this.#send(asked, 1);
      const failure = failureOf(made);
      if (failure === 'cancelled') return;
      if (isThere(made)) return governor.noteProbe(true);
      if (failure === 'network') break;
    }
    governor.noteProbe(false);
  }

  async #send({ request, url, callKind }: Asked, attempt: number): Promise<Try> {
    const { product, token, governor, clock, limits, onCall } = this.#options;
    this.callsMade++;
    const startedAtMs = clock.now();
    const startedMs = performance.now();
    let serverWait: ServerWait | null = null;
    const received = await exchange({
      ...limits,
      url,
      method: request.method,
      headers: headersFor(request, token),
      body: request.body === undefined ? null : JSON.stringify(request.body),
      timeoutMs: Math.min(LONGEST_TIMEOUT_MS, request.timeoutMs ?? Infinity, limits.timeoutMs),
      signal: request.signal,
      onHeaders(status, headers) {
        serverWait = readServerWait(status, headers, clock.now());
        governor.note({ status, quota: readQuota(headers, clock.now()), serverWait });
      },
    });
    const outcome = readOutcome(received, { product, url, callKind, secrets: [token] });
    onCall?.({
      product,
      method: request.method,
      path: redact(request.path, [token]),
      stream: request.stream,
      startedAtMs,
      durationMs: Math.round(performance.now() - startedMs),
      status: received.status,
      failure: outcome.kind === 'answer' ? null : outcome.failure,
      attempt,
      bytes: received.bytes,
      serverDateMs: received.headers === null ? null : readServerDate(received.headers),
    });
    return { outcome, status: received.status, serverWait };
  }
}

function failureOf({ outcome }: Try): FailureKind | null {
  return outcome.kind === 'answer' ? null : outcome.failure;
}

function isThere(made: Try): boolean {
  const failure = failureOf(made);
  return failure === null || made.serverWait !== null || !NO_ANSWER.has(failure);
}
