import type { FailureKind } from '../model/failure.ts';
import { readNetworkError } from './network-error.ts';

/** One try: what is sent, and how long and how large the answer may get. */
export interface Sending {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** From sending to the last byte. */
  readonly timeoutMs: number;
  /** Longest silence inside a body. */
  readonly idleMs: number;
  readonly maxBodyBytes: number;
  readonly signal: AbortSignal | undefined;
  /** Called as soon as status and headers are there, before the body. */
  readonly onHeaders: (status: number, headers: Headers) => void;
}

/** Why no whole answer came. */
export interface Trouble {
  readonly kind: FailureKind;
  readonly sentence: string;
  /** An error that is not the network's doing. */
  readonly cause?: unknown;
}

export interface Received {
  readonly status: number | null;
  readonly headers: Headers | null;
  /** The body as it came, without a byte order mark. */
  readonly body: Uint8Array;
  /** The same, decoded. */
  readonly text: string;
  readonly bytes: number;
  /** Set if no answer came, or its body broke off; the body is then what came so far. */
  readonly trouble: Trouble | null;
}

/** Error bodies are read only for a message. */
const MAX_ERROR_BODY_BYTES = 1_048_576;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Sends once and reads the whole body, within the limits. Never throws: what goes wrong is part of the result.
 * Timers here are real ones, not the injected clock's, because they limit real I/O.
 */
export async function exchange(sending: Sending): Promise<Received> {
  const limit = startLimit(sending);
  let status: number | null = null;
  let headers: Headers | null = null;
  const came = { chunks: [] as Uint8Array[], bytes: 0 };
  try {
    const { url, method } = sending;
    // A followed redirect would carry the token to wherever it points.
    const init: RequestInit = {
      method,
      headers: sending.headers,
      body: sending.body,
      redirect: 'manual',
      signal: limit.signal,
    };
    const response = await fetch(url, init);
    ({ status, headers } = response);
    sending.onHeaders(status, headers);
    const maxBytes = response.ok ? sending.maxBodyBytes : MAX_ERROR_BODY_BYTES;
    const trouble = await readChunks(response, { maxBytes, host: url.host }, limit, came);
    return { status, headers, ...wholeOf(came), trouble };
  } catch (error) {
    return {
      status,
      headers,
      ...wholeOf(came),
      trouble: limit.ended() ?? troubleOf(error, sending.url.host),
    };
  } finally {
    limit.stop();
  }
}

/** What a body may be made of while it comes. */
interface Came {
  readonly chunks: Uint8Array[];
  bytes: number;
}

/** Reads a body chunk by chunk. Stops at the limit without reading on. */
async function readChunks(
  response: Response,
  { maxBytes, host }: { maxBytes: number; host: string },
  limit: Limit,
  into: Came,
): Promise<Trouble | null> {
  if (!response.body) return null;
  // Leaving the loop early cancels the stream.
  for await (const chunk of response.body) {
    limit.touch();
    into.bytes += chunk.byteLength;
    if (into.bytes > maxBytes) {
      const megabytes = Math.ceil(maxBytes / 1_048_576);
      return {
        kind: 'too_large',
        sentence: `The answer of ${host} is larger than ${megabytes} MB.`,
      };
    }
    into.chunks.push(chunk);
  }
  return null;
}

/** Decoded at once: a text put together from pieces costs as much again when it is first looked through. */
function wholeOf({ chunks, bytes }: Came): Pick<Received, 'body' | 'text' | 'bytes'> {
  const whole = Buffer.concat(chunks);
  const body = BYTE_ORDER_MARK.equals(whole.subarray(0, 3)) ? whole.subarray(3) : whole;
  return { body, text: UTF8.decode(body), bytes };
}

interface Limit {
  readonly signal: AbortSignal;
  /** A chunk came. */
  touch(): void;
  /** Why it ended, if one of the limits or the caller ended it. */
  ended(): Trouble | null;
  stop(): void;
}

function startLimit({ timeoutMs, idleMs, signal, url }: Sending): Limit {
  const controller = new AbortController();
  let why: Trouble | null = null;
  const end = (trouble: Trouble): void => {
    why ??= trouble;
    controller.abort();
  };
  const cancel = (): void => end({ kind: 'cancelled', sentence: 'The work was cancelled.' });
  const seconds = (ms: number): string => `${Math.max(1, Math.round(ms / 1000))} s`;
  const total = setTimeout(() => {
    end({
      kind: 'timed_out',
      sentence: `${url.host} did not finish its answer within ${seconds(timeoutMs)}.`,
    });
  }, timeoutMs);
  let idle: NodeJS.Timeout | undefined;
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    touch() {
      clearTimeout(idle);
      idle = setTimeout(() => {
        end({
          kind: 'timed_out',
          sentence: `${url.host} stopped in the middle of its answer for ${seconds(idleMs)}.`,
        });
      }, idleMs);
    },
    ended: () => why,
    stop() {
      clearTimeout(total);
      clearTimeout(idle);
      signal?.removeEventListener('abort', cancel);
    },
  };
}

function troubleOf(error: unknown, host: string): Trouble {
  const network = readNetworkError(error, host);
  return (
    network ?? {
      kind: 'defect',
      sentence: `The request to ${host} failed for a reason that Tieout does not know.`,
      cause: error,
    }
  );
}
