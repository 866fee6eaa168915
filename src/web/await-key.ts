import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { RawData, WebSocket } from 'ws';
import { bytesOf } from './pipe.ts';

const keyMessage = z.strictObject({ key: z.string() });

/** Room for the key message and its frame, and for nothing that could fill the memory. */
const STRANGER_BYTES = 1024;

/**
 * Waits for the first message, which must be `{"key":"…"}` with the right key; `done` is called once, with false for any
 * other message, for none in time, and when the socket closes.
 * @param connection the TCP connection below the WebSocket
 */
export function awaitKey(
  socket: WebSocket,
  connection: Duplex,
  options: { waitMs: number; isKey: (text: string) => boolean; done: (isRight: boolean) => void },
): void {
  const settle = (isRight: boolean): void => {
    clearTimeout(timer);
    socket.off('message', read);
    socket.off('close', leave);
    // Who had no key stays counted until the connection is gone.
    if (isRight) connection.off('data', count);
    options.done(isRight);
  };
  const read = (data: RawData, isBinary: boolean): void => {
    const key = isBinary ? null : keyOf(data);
    settle(key !== null && options.isKey(key));
  };
  const leave = (): void => settle(false);
  let bytes = 0;
  // The WebSocket's own limit is meant for pages: without this, a stranger could make us hold that much.
  const count = (piece: Buffer): void => {
    bytes += piece.length;
    if (bytes > STRANGER_BYTES) socket.terminate();
  };
  const timer = setTimeout(() => settle(false), options.waitMs);
  socket.on('message', read);
  socket.on('close', leave);
  connection.on('data', count);
}

function keyOf(data: RawData): string | null {
  try {
    return keyMessage.parse(JSON.parse(bytesOf(data).toString('utf8'))).key;
  } catch {
    return null;
  }
}
