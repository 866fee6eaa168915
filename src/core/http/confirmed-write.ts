import { createHash } from 'node:crypto';
import { Failure } from '../model/failure.ts';
import type { Product } from '../model/record-type.ts';
import { PRODUCT_WORDS } from '../model/record-type.ts';
import { checkConfirmedWrite } from './allow-list.ts';
import { cancelledFailure } from './clock.ts';
import { exchange } from './exchange.ts';
import type { Governor } from './governor.ts';
import type { CallFacts, Clock } from './http.ts';
import { normaliseOrigin } from './origin.ts';
import { redact } from './redaction.ts';
import { readToken } from './request-parts.ts';
import { readQuota, readServerWait } from './server-wait.ts';

/** A write as it would be sent. `body` never holds the secret: that is put in at `secretMember` when it leaves. */
export interface PreparedWrite {
  readonly product: Product;
  readonly method: 'POST' | 'DELETE';
  readonly url: string;
  /** Null for a deletion. */
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly secretMember: string | null;
}

export interface WriteAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends the writes that a person has confirmed, each once and never again by itself. */
export interface ConfirmedWriter {
  readonly origin: string;
  /**
   * @param digest what the person confirmed: `writeDigest` of what they were shown
   * @throws Failure refused_by_allow_list for another digest or anything that is no such write; else as a read
   */
  send(
    write: PreparedWrite,
    digest: string,
    secret: string | null,
    signal?: AbortSignal,
  ): Promise<WriteAnswer>;
}

/** What ties a confirmation to one exact request: 16 hex digits over everything that is shown. */
export function writeDigest({ product, method, url, body, secretMember }: PreparedWrite): string {
  return createHash('sha256')
    .update(JSON.stringify([product, method, url, body, secretMember]))
    .digest('hex')
    .slice(0, 16);
}

const TIMEOUT_MS = 60_000;
const MOST_BYTES = 1_048_576;

export function createConfirmedWriter(options: {
  readonly product: Product;
  readonly origin: string;
  readonly token: string;
  readonly governor: Governor;
  readonly clock: Clock;
  readonly onCall?: ((facts: CallFacts) => void) | undefined;
}): ConfirmedWriter {
  const { product, governor, clock } = options;
  const origin = normaliseOrigin(options.origin);
  const token = readToken(options.token, product);

  const send: ConfirmedWriter['send'] = async (write, digest, secret, signal) => {
    const { method, body, secretMember } = write;
    const url = new URL(write.url);
    if (write.product !== product || url.origin !== origin || url.search !== '' || url.hash !== '')
      throw notThis();
    if (digest !== writeDigest(write)) throw notThis();
    checkConfirmedWrite({ method, path: url.pathname, body: body ?? undefined });
    const secrets = secret === null ? [token] : [token, secret];
    const sent =
      body !== null && secretMember !== null && secret !== null
        ? { ...body, [secretMember]: secret }
        : body;
    const permit = await governor.acquire(signal);
    try {
      if (signal?.aborted === true) throw cancelledFailure();
      const startedAtMs = clock.now();
      const startedMs = performance.now();
      const received = await exchange({
        url,
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: 'application/json',
          ...(sent === null ? {} : { 'Content-Type': 'application/json' }),
        },
        body: sent === null ? null : JSON.stringify(sent),
        timeoutMs: TIMEOUT_MS,
        idleMs: TIMEOUT_MS,
        maxBodyBytes: MOST_BYTES,
        signal,
        onHeaders: (status, headers) => {
          const serverWait = readServerWait(status, headers, clock.now());
          governor.note({ status, quota: readQuota(headers, clock.now()), serverWait });
        },
      });
      const { status, trouble } = received;
      const isDone = status !== null && status >= 200 && status < 300;
      if (permit.isProbe) governor.noteProbe(status !== null);
      else governor.noteEnd(isDone ? null : (trouble?.kind ?? null));
      options.onCall?.({
        product,
        method,
        path: url.pathname,
        stream: 'webhook subscription',
        startedAtMs,
        durationMs: Math.round(performance.now() - startedMs),
        status,
        failure: isDone ? null : (trouble?.kind ?? 'bad_answer'),
        attempt: 1,
        bytes: received.bytes,
        serverDateMs: null,
      });
      if (isDone) return { status, text: redact(received.text, secrets) };
      throw failureOf(
        product,
        status,
        trouble?.kind ?? null,
        redact(trouble?.sentence ?? '', secrets),
      );
    } finally {
      permit.release();
    }
  };
  return { origin, send };
}

function notThis(): Failure {
  return new Failure(
    'refused_by_allow_list',
    'This is not the request that was shown and confirmed, so it was not sent.',
  );
}

/** Nobody knows whether a write was done whose answer did not come: it is never sent again by itself. */
function failureOf(
  product: Product,
  status: number | null,
  trouble: Failure['kind'] | null,
  sentence: string,
): Failure {
  const who = PRODUCT_WORDS[product];
  if (status === null)
    return new Failure(
      trouble ?? 'network',
      `${sentence} Whether ${who} has done it is not known: look at its webhooks before trying again.`,
    );
  if (status === 401)
    return new Failure('sign_in_refused', `${who} refused the token: nothing was changed.`);
  if (status === 403)
    return new Failure('not_permitted', `The token of ${who} may not change webhooks.`);
  if (status === 404) return new Failure('not_found', `${who} has no such webhook.`);
  return new Failure(
    status >= 500 ? 'server_error' : 'bad_answer',
    `${who} answered with status ${status}: look at its webhooks before trying again.`,
  );
}
