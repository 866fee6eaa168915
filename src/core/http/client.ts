import { Failure } from '../model/failure.ts';
import type { FailureContext } from '../model/failure.ts';
import type { Product } from '../model/record-type.ts';
import { Caller, type Try } from './caller.ts';
import { systemClock } from './clock.ts';
import { createGovernor } from './governor.ts';
import type { Governor } from './governor.ts';
import type { CallFacts, Clock, HttpAnswer, HttpClient, HttpRequest } from './http.ts';
import { normaliseOrigin } from './origin.ts';
import { paceFor } from './pace.ts';
import type { Pace } from './pace.ts';
import { redact } from './redaction.ts';
import { contextOf, readToken } from './request-parts.ts';
import { DEFAULT_MAX_TRIES, nextStep, retryBudgetLeft, type NextStep } from './retry.ts';

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
  /** Small calls of different kinds that are known to work: they tell an outage of the product from calls that fail. */
  readonly probes?: readonly HttpRequest[] | undefined;
  /** Most tries of a request that names no number of its own. */
  readonly maxTries?: number | undefined;
  readonly onCall?: ((facts: CallFacts) => void) | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_IDLE_MS = 30_000;
/** A page of 1,000 full gifts is some 3 MB. */
const DEFAULT_MAX_BODY_BYTES = 64 * 1_048_576;

/**
 * A client for the reads of one product.
 * @throws Failure usage for an address or a token that can't be one
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { product } = options;
  const origin = normaliseOrigin(options.origin);
  const token = readToken(options.token, product);
  const secrets = [token];
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const governor =
    options.governor ?? createGovernor({ pace: options.pace ?? paceFor({ product }), clock });
  const caller = new Caller({
    product,
    origin,
    token,
    governor,
    clock,
    probes: options.probes ?? [],
    onCall: options.onCall,
    limits: {
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      idleMs: options.idleMs ?? DEFAULT_IDLE_MS,
      maxBodyBytes: options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
    },
  });
  let retriesMade = 0;

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const base = contextOf(product, origin, request, secrets);
    try {
      const asked = caller.open(request);
      const tries = { attempt: 0, quotaRefusals: 0, waitMs: 0 };
      let { outages } = governor;
      for (let calls = 1; ; calls++) {
        const made = await caller.call(asked, calls);
        if (made.outcome.kind === 'answer') return made.outcome.answer;
        // What failed while the product was away says nothing about this request.
        if (governor.outages !== outages) tries.attempt = 0;
        ({ outages } = governor);
        const step = decide(request, made, made.outcome, tries);
        if (step.kind === 'give_up') {
          const { failure, sentence, cause } = made.outcome;
          const context = made.status === null ? base : { ...base, status: made.status };
          throw new Failure(failure, sentence, context, cause);
        }
        if (made.outcome.failure !== 'quota') retriesMade++;
        // The product refuses everybody, so everybody waits, also when it did not say for how long.
        else if (!made.serverWait) governor.pause(step.waitMs, 'quota');
        tries.waitMs = step.waitMs;
        // In doubt the probe decides, and the sooner it is made the sooner everybody knows.
        if (!governor.isInDoubt) await clock.sleep(step.waitMs, request.signal);
      }
    } catch (error) {
      throw withContext(error, base, secrets);
    }
  }

  /** Counts a try that failed, and decides about another one. */
  function decide(
    request: HttpRequest,
    { serverWait }: Try,
    outcome: Extract<Try['outcome'], { kind: 'failed' }>,
    tries: { attempt: number; quotaRefusals: number; waitMs: number },
  ): NextStep {
    if (outcome.failure === 'quota') tries.quotaRefusals++;
    else tries.attempt++;
    if (!outcome.canRetry) return { kind: 'give_up' };
    const usual = options.maxTries ?? DEFAULT_MAX_TRIES;
    const asked = outcome.failure === 'network' ? usual : (request.maxTries ?? usual);
    return nextStep({
      attempt: tries.attempt,
      quotaRefusals: tries.quotaRefusals,
      random,
      previousWaitMs: tries.waitMs,
      maxTries: Math.min(asked, outcome.maxTries ?? asked),
      failureKind: outcome.failure,
      serverWaitMs: serverWait?.waitMs ?? null,
      budgetLeft: retryBudgetLeft(caller.callsMade, retriesMade),
    });
  }

  return {
    product,
    origin,
    send,
    get callsMade() {
      return caller.callsMade;
    },
  };
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
