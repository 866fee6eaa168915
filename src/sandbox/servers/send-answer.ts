import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { drip, flood } from './endless-body.ts';
import { jsonBytes, type LentBytes } from './json-bytes.ts';

/** Headers beside those of the content; a list sends a header more than once, null takes one away. */
export interface AnswerHeaders {
  [name: string]: string | string[] | null;
}

/** What goes back. Without `body` and `content` it is empty. */
export interface SandboxAnswer {
  status: number;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of JSON. */
  content?: { type: 'text/html' | 'text/plain'; text: string };
  headers?: AnswerHeaders;
  /** Spoils the bytes of a whole answer. */
  coding?: 'bom' | 'badgzip';
  /** No whole answer is sent. */
  broken?: 'truncated' | 'reset' | 'stall' | 'drip' | 'flood';
}

export function sendAnswer(response: ServerResponse, answer: SandboxAnswer): void {
  const { broken } = answer;
  // Whoever left while the answer was made gets none, and so starts no timer that nothing would end.
  if (broken === 'stall' || response.destroyed) return;
  if (broken === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { bytes, free } = bytesOf(answer);
  response.once('close', free);
  const isEndless = broken === 'drip' || broken === 'flood';
  const type = answer.content?.type ?? 'application/json';
  response.writeHead(answer.status, {
    ...(bytes.length === 0 ? {} : { 'Content-Type': `${type}; charset=utf-8` }),
    ...(isEndless ? {} : { 'Content-Length': String(bytes.length) }),
    ...(answer.coding === 'badgzip' ? { 'Content-Encoding': 'gzip' } : {}),
    ...sentHeaders(answer.headers ?? {}),
  });
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  if (broken === 'drip') drip(response, half);
  else if (broken === 'flood') flood(response, half);
  else if (broken === 'truncated') response.write(half, () => response.socket?.destroy());
  else response.end(bytes);
}

function bytesOf({ body, content, coding }: SandboxAnswer): LentBytes {
  if (content !== undefined || body === undefined)
    return own(coded(Buffer.from(content?.text ?? ''), coding));
  const lent = jsonBytes(body);
  if (coding === undefined) return lent;
  const bytes = coded(lent.bytes, coding);
  lent.free();
  return own(bytes);
}

function own(bytes: Buffer): LentBytes {
  return { bytes, free: () => undefined };
}

function coded(bytes: Buffer, coding: SandboxAnswer['coding']): Buffer {
  if (coding === 'bom') return Buffer.concat([Buffer.from('\u{FEFF}'), bytes]);
  return coding === 'badgzip' ? damaged(gzipSync(bytes)) : bytes;
}

/** Behind the header of ten bytes every third byte is turned around, the checksum included. */
function damaged(zipped: Buffer): Buffer {
  return Buffer.from(zipped.map((byte, at) => (at >= 10 && at % 3 === 0 ? byte ^ 0xff : byte)));
}

function sentHeaders(headers: AnswerHeaders): { [name: string]: string | string[] } {
  const sent: { [name: string]: string | string[] } = {};
  for (const [name, value] of Object.entries(headers)) if (value !== null) sent[name] = value;
  return sent;
}
