import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Failure, sentenceOf } from '../model/failure.ts';
import type { HookRefusal, HookScheme } from '../model/hook-scheme.ts';
import type { Product } from '../model/record-type.ts';
import type { ReadEvents } from './apply-deliveries.ts';
import { BackgroundApply } from './background-apply.ts';
import { GroupCommit } from './group-commit.ts';
import { Bucket, HOOK_LIMITS, type HookLimits } from './hook-limits.ts';
import { eventHint, productOf, readBody, type HookPaths } from './hook-request.ts';
import type { LiveStore } from './live-store.ts';
import { RefusalCounts } from './refusal-counts.ts';
import { verifyDelivery } from './verify-delivery.ts';

export interface ListenerOptions {
  readonly store: LiveStore;
  readonly readEvents: () => ReadEvents;
  readonly paths: HookPaths;
  readonly schemes: Readonly<Record<Product, HookScheme>>;
  /** In memory alone. */
  readonly secrets: Readonly<Record<Product, string | null>>;
  /** A free one if left out. */
  readonly port?: number | undefined;
  readonly limits?: Partial<HookLimits> | undefined;
  readonly now?: (() => number) | undefined;
  /** Told after deliveries were stored or applied. */
  readonly onNews?: ((news: ListenerNews) => void) | undefined;
  /** The inbox could not be written or applied; what was answered is kept. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface ListenerNews {
  readonly stored: number;
  readonly repeated: number;
  readonly applied: number;
}

export interface Listener {
  readonly port: number;
  /** Takes nothing more, finishes what it is at, and ends every connection; may be called again. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const STATUS: Readonly<Record<HookRefusal, number>> = {
  bad_signature: 401,
  stale: 401,
  too_large: 413,
  too_many: 429,
  cut_off: 400,
};

/**
 * Listens for webhooks on a loopback port of its own. A delivery is answered when it is on disk, and looked into after that; an
 * address that is no hook is answered with 404 and not a word. @throws Failure usage if the port can't be had
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const limits = { ...HOOK_LIMITS, ...options.limits };
  const now = options.now ?? Date.now;
  const { store, paths, schemes, secrets } = options;
  const onError = options.onError ?? ((): void => undefined);
  const apply = new BackgroundApply(store, options.readEvents, {
    applied: (applied) => options.onNews?.({ stored: 0, repeated: 0, applied }),
    error: onError,
  });
  const commits = new GroupCommit(store.deliveries, (stored, repeated) => {
    options.onNews?.({ stored, repeated, applied: 0 });
    apply.wake();
  });
  const refusals = new RefusalCounts(store.db, now, () =>
    options.onNews?.({ stored: 0, repeated: 0, applied: 0 }),
  );
  const underWay = { bytes: 0 };
  const buckets = {
    raise: new Bucket(limits.perSecond, limits.burst, now()),
    crm: new Bucket(limits.perSecond, limits.burst, now()),
  };

  const take = async (product: Product, request: IncomingMessage): Promise<HookRefusal | null> => {
    if (!buckets[product].take(now())) return 'too_many';
    const body = await readBody(request, limits, underWay);
    if (typeof body === 'string') return body;
    try {
      const verified = verifyDelivery(
        schemes[product],
        secrets[product],
        request.headersDistinct,
        body,
        now(),
      );
      if (verified === 'bad_signature' || verified === 'stale') return verified;
      const digest = createHash('sha256').update(body).digest('hex');
      const hint = eventHint(request);
      await commits.store({ product, receivedMs: now(), verified, hint, digest, body });
      return null;
    } finally {
      underWay.bytes -= body.length;
    }
  };

  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: limits.requestMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 30_000,
  });
  server.maxConnections = limits.connections;
  server.on('request', (request, response) => {
    const product = productOf(request, paths);
    if (product === null) return end(response, 404);
    take(product, request).then(
      (refusal) => {
        if (refusal === null) return answer(response, 204);
        refusals.count(product, refusal);
        return end(response, STATUS[refusal]);
      },
      (error: unknown) => {
        // Not stored: the sender has to come again.
        end(response, 503);
        onError(error);
      },
    );
  });
  for (const event of ['checkContinue', 'checkExpectation'])
    server.on(event, (_request, response: ServerResponse) => end(response, 417));
  server.on('clientError', (_error, connection) => connection.destroy());
  server.on('upgrade', (_request, connection) => connection.destroy());
  const port = await listen(server, options.port ?? 0);
  // What a killed listener left.
  apply.wake();
  let closing: Promise<void> | undefined;
  return { port, close: () => (closing ??= closeAll()) };

  async function closeAll(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref();
    await promise;
    await apply.close();
    refusals.flush();
  }
}

const CLOSING_MS = 1000;

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'cache-control': 'no-store' });
  response.end();
}

/** Says no, and ends the connection, so that an unread body can't be taken for the next request. */
function end(response: ServerResponse, status: number): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  response.writeHead(status, {
    'content-length': 0,
    connection: 'close',
    ...(status === 429 || status === 503 ? { 'retry-after': '5' } : {}),
  });
  response.end();
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host: LOOPBACK, port, exclusive: true }, resolve);
  try {
    await promise;
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw new Failure(
      'usage',
      `Port ${port} can't be listened on: ${isTaken ? 'another program has it' : sentenceOf(error)}. Name another one.`,
      {},
      error,
    );
  } finally {
    server.off('error', reject);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
