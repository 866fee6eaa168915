import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { freshNonce, pagePolicy } from '../page/page-policy.ts';
import type { Refusal } from './refusal.ts';

/**
 * What every answer carries, errors and the WebSocket's 101 too.
 * @param connect where the page's WebSocket goes, such as "ws://127.0.0.1:40123"
 */
export function safetyHeaders(connect: string): Record<string, string> {
  return {
    'content-security-policy': pagePolicy({ nonce: freshNonce(), connect: [connect] }),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}

/** Answers with a body; for HEAD Node leaves the body out and keeps its length. */
export function answer(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Says no. The connection ends with it, so that an unread body can't be taken for the next request. */
export function refuse(response: ServerResponse, refusal: Refusal, connect: string): void {
  const { status, text, headers } = refusal;
  answer(response, status, { ...refusalHeaders(connect), ...headers }, text);
}

/** The same where Node gives no response object: a WebSocket's handshake, or bytes that are no HTTP. */
export function refuseOnSocket(socket: Duplex, refusal: Refusal, connect: string): void {
  const { status, text, headers } = refusal;
  const lines = Object.entries({
    ...refusalHeaders(connect),
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  // The asker may be gone already, which is nobody's failure.
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\n${lines.join('')}\r\n${text}`,
    () => socket.destroy(),
  );
}

/**
 * Ends a connection whose request never came whole, or was no HTTP.
 *
 * Browsers open connections ahead of need. A word on one that is still unused would be taken for the answer to what
 * the browser asks in the same moment; of one that merely ends it knows to ask again.
 */
export function endFaulty(error: Error, connection: Duplex, connect: string): void {
  if (!connection.writable) return void connection.destroy();
  const isLate = 'code' in error && error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  if (isLate && connection instanceof Socket && connection.bytesRead === 0)
    return void connection.end(() => connection.destroy());
  const refusal = isLate ? { status: 408, text: 'Too slow' } : { status: 400, text: 'No HTTP' };
  refuseOnSocket(connection, refusal, connect);
}

function refusalHeaders(connect: string): Record<string, string> {
  return {
    ...safetyHeaders(connect),
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close',
  };
}
