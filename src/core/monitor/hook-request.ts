import type { IncomingMessage } from 'node:http';
import type { HookRefusal } from '../model/hook-scheme.ts';
import type { Product } from '../model/record-type.ts';
import { GatheredBytes } from './gathered-bytes.ts';

/** Paths on which deliveries of each product are taken; null for one that is not listened for. */
export type HookPaths = Readonly<Record<Product, string | null>>;

/** The product whose path a request names, exactly; null for everything else. Queries are no part of it. */
export function productOf({ method, url }: IncomingMessage, paths: HookPaths): Product | null {
  if (method !== 'POST' || url === undefined) return null;
  if (paths.raise !== null && url === paths.raise) return 'raise';
  return paths.crm !== null && url === paths.crm ? 'crm' : null;
}

/** A name of an event in a header: whichever vendor's it is, it holds the word. */
export function eventHint({ headersDistinct }: IncomingMessage): string | null {
  for (const [name, values] of Object.entries(headersDistinct)) {
    const [value] = values ?? [];
    if (/^x-.*event/i.test(name) && !/id$|time/i.test(name) && value !== undefined)
      return value.slice(0, 60).toWellFormed();
  }
  return null;
}

/** Bytes of all bodies that are being received. */
export interface BytesUnderWay {
  bytes: number;
}

/** The whole body, or why it is not taken. What was counted as under way is given back when it is out of memory: by the caller. */
export function readBody(
  request: IncomingMessage,
  limits: { readonly bodyBytes: number; readonly bytesUnderWay: number },
  underWay: BytesUnderWay,
): Promise<Buffer | HookRefusal> {
  const { promise, resolve } = Promise.withResolvers<Buffer | HookRefusal>();
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes)
    return Promise.resolve('too_large');
  const came = new GatheredBytes();
  let isSettled = false;
  const refuse = (why: HookRefusal): void => {
    if (isSettled) return;
    isSettled = true;
    underWay.bytes -= came.length;
    came.clear();
    request.removeAllListeners('data');
    request.pause();
    resolve(why);
  };
  request.on('data', (piece: Buffer) => {
    underWay.bytes += piece.length;
    came.add(piece);
    if (came.length > limits.bodyBytes) refuse('too_large');
    else if (underWay.bytes > limits.bytesUnderWay) refuse('too_many');
  });
  request.on('end', () => {
    isSettled = true;
    resolve(came.take());
  });
  // Whoever goes away in the middle has delivered nothing.
  request.on('close', () => {
    if (!request.complete) refuse('cut_off');
  });
  request.on('error', () => refuse('cut_off'));
  return promise;
}
