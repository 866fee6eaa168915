import { Failure } from '../model/failure.ts';
import type { FailureContext } from '../model/failure.ts';
import type { Product } from '../model/record-type.ts';
import { checkAllowed } from './allow-list.ts';
import type { CallKind } from './allow-list.ts';
import { cancelledFailure, systemClock } from './clock.ts';
import { exchange } from './exchange.ts';
import { createGovernor } from './governor.ts';
import type { Governor } from './governor.ts';
import type { CallFacts, Clock, HttpAnswer, HttpClient, HttpRequest } from './http.ts';
import { normaliseOrigin } from './origin.ts';
import { paceFor } from './pace.ts';
import type { Pace } from './pace.ts';
import { readOutcome } from './outcome.ts';
import { redact } from './redaction.ts';
import { contextOf, headersFor, readToken, urlOf } from './request-parts.ts';
import { DEFAULT_MAX_TRIES, nextStep, retryBudgetLeft } from './retry.ts';
import { readQuota, readServerDate, readServerWait } from './server-wait.ts';
import type { ServerWait } from './server-wait.ts';

export interface HttpClientOptions {
  readonly product: Product;
  /** As a person typed it; see normaliseOrigin. */
  readonly origin: string;
  readonly token: string;
  /** A governor that others share, or a pace for one of its own; default: the normal pace. */
  readonly governor?: Governor | undefined;
  readonly pace?: Pace | undefined;
  readonly clock?: Clock | undefined;
  /** In [0, 1). */
  readonly random?: (() => number) | undefined;
  /** One try, from sending to the last byte; at most 600 s, which large pages may need (docs/api-facts.md E3). */
  readonly timeoutMs?: number | undefined;
  /** Longest silence inside a body. */
  readonly idleMs?: number | undefined;
  readonly maxBodyBytes?: number | undefined;
  /** Most tries of a request that names no number of its own. */
  readonly maxTries?: number | undefined;
  readonly onCall?: ((facts: CallFacts) => void) | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const LONGEST_TIMEOUT_MS = 600_000;
const DEFAULT_IDLE_MS = 30_000;
const DEFAULT_MAX_BODY_BYTES = 256 * 1_048_576;

/**
 * A client for the reads of one product.
 * @throws Failure usage for an address or a token that can't be one
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { product, onCall } = options;
  const origin = normaliseOrigin(options.origin);
  const token = readToken(options.token, product);
  const secrets = [token];
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const governor =
    options.governor ?? createGovernor({ pace: options.pace ?? paceFor({ product }), clock });
  let callsMade = 0;
  let retriesMade = 0;

  /** One call: waits for its turn, sends, reads, and says what came of it. */
  async function tryOnce(
    request: HttpRequest,
    url: URL,
    callKind: CallKind,
    attempt: number,
  ): Promise<Try> {
    const permit = await governor.acquire(request.signal);
    try {
      if (request.signal?.aborted) throw cancelledFailure();
      callsMade++;
      const startedAtMs = clock.now();
      const startedMs = performance.now();
      let serverWait: ServerWait | null = null;
      const received = await exchange({
        url,
        method: request.method,
        headers: headersFor(request, token),
        body: request.body === undefined ? null : JSON.stringify(request.body),
        timeoutMs: Math.min(
          LONGEST_TIMEOUT_MS,
          request.timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        ),
        idleMs: options.idleMs ?? DEFAULT_IDLE_MS,
        maxBodyBytes: options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
        signal: request.signal,
        onHeaders(status, headers) {
          serverWait = readServerWait(status, headers, clock.now());
          governor.note({ status, quota: readQuota(headers, clock.now()), serverWait });
        },
      });
      const outcome = readOutcome(received, { product, url, callKind, secrets });
      onCall?.({
        product,
        method: request.method,
        path: redact(request.path, secrets),
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
    } finally {
      permit.release();
    }
  }

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const base = contextOf(product, origin, request, secrets);
    try {
      const callKind = checkAllowed(product, request);
      const url = urlOf(origin, request);
      const maxTries = request.maxTries ?? options.maxTries ?? DEFAULT_MAX_TRIES;
      let attempt = 0;
      let quotaRefusals = 0;
      let waitMs = 0;
      for (let calls = 1; ; calls++) {
        const { outcome, status, serverWait } = await tryOnce(request, url, callKind, calls);
        if (outcome.kind === 'answer') return outcome.answer;
        if (outcome.failure === 'quota') quotaRefusals++;
        else attempt++;
        const step = outcome.canRetry
          ? nextStep({
              attempt,
              quotaRefusals,
              random,
              previousWaitMs: waitMs,
              maxTries: Math.min(maxTries, outcome.maxTries ?? maxTries),
              failureKind: outcome.failure,
              serverWaitMs: serverWait?.waitMs ?? null,
              budgetLeft: retryBudgetLeft(callsMade, retriesMade),
            })
          : ({ kind: 'give_up' } as const);
        if (step.kind === 'give_up') {
          const context = status === null ? base : { ...base, status };
          throw new Failure(outcome.failure, outcome.sentence, context, outcome.cause);
        }
        if (outcome.failure !== 'quota') retriesMade++;
        // The product refuses everybody, so everybody waits, also when it did not say for how long.
        else if (!serverWait) governor.pause(step.waitMs, 'quota');
        waitMs = step.waitMs;
        await clock.sleep(waitMs, request.signal);
      }
    } catch (error) {
      throw withContext(error, base, secrets);
    }
  }

  return {
    product,
    origin,
    send,
    get callsMade() {
      return callsMade;
    },
  };
}

interface Try {
  readonly outcome: ReturnType<typeof readOutcome>;
  readonly status: number | null;
  readonly serverWait: ServerWait | null;
}

/** Everything that leaves `send` is a Failure that says what was being read; what is none by then is a defect. */
function withContext(error: unknown, base: FailureContext, secrets: readonly string[]): Failure {
  if (error instanceof Failure) {
    return new Failure(
      error.kind,
      redact(error.message, secrets),
      { ...base, ...error.context },
      error.cause,
    );
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
  return new Failure(
    'defect',
    `Tieout made a mistake while reading (${redact(what, secrets)}).`,
    base,
    error,
  );
}
