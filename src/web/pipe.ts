import type { MessagePort } from 'node:worker_threads';
import type { RawData, WebSocket } from 'ws';
import { CLOSE, endSocket } from './end-socket.ts';

/**
 * Passes messages on both ways until one end closes, then closes the other. What is in them is the business of the two
 * ends: text stays text and bytes stay bytes, because oRPC's peers tell by that whether a file is attached.
 */
export function joinPipe(socket: WebSocket, port: MessagePort, unsentBytes: number): void {
  socket.on('message', (data, isBinary) => {
    if (!isBinary) return port.postMessage(bytesOf(data).toString('utf8'));
    // A copy of its own, to give away: Node's buffers may be slices of a pool with other messages in it.
    const bytes = new Uint8Array(bytesOf(data));
    port.postMessage(bytes, [bytes.buffer]);
  });
  port.on('message', (message: unknown) => {
    if (socket.readyState !== socket.OPEN) return;
    // Cut, not closed: a goodbye would wait behind what the page does not read, and so would the memory.
    if (socket.bufferedAmount > unsentBytes) socket.terminate();
    else if (isSendable(message)) socket.send(message);
    else endSocket(socket, CLOSE.engineGone);
  });
  port.on('messageerror', () => endSocket(socket, CLOSE.engineGone));
  port.on('close', () => endSocket(socket, CLOSE.engineGone));
  socket.on('close', () => port.close());
}

function isSendable(message: unknown): message is string | Uint8Array | ArrayBuffer {
  return (
    typeof message === 'string' || message instanceof Uint8Array || message instanceof ArrayBuffer
  );
}

/** Depending on its size, ws gives a message in one piece or several. */
export function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
