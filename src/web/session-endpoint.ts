import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answer, refuse, safetyHeaders } from './answer.ts';
import type { Door } from './door.ts';
import type { Refusal } from './refusal.ts';

const codeBody = z.strictObject({ code: z.string().max(200) });

/**
 * POST /session: `{"code":"…"}` is traded for `{"key":"…"}`. 403 for a code that does not (or no longer) open the door, 429
 * when too many were tried.
 */
export async function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  door: Door,
  options: { bodyBytes: number; connect: string },
): Promise<void> {
  const { bodyBytes, connect } = options;
  const say = (refusal: Refusal): void => refuse(response, refusal, connect);
  // A form of another site can't send this type without asking first, and nobody here would answer that question.
  if (request.headers['content-type'] !== 'application/json')
    return say({ status: 415, text: 'JSON is expected' });
  const text = await readBody(request, bodyBytes);
  if (text === null) return say({ status: 413, text: 'Too long' });
  const body = codeBody.safeParse(parseJson(text));
  if (!body.success) return say({ status: 400, text: 'A code is expected' });
  const trade = door.trade(body.data.code);
  if (trade === 'locked') return say({ status: 429, text: 'Too many wrong codes' });
  if (trade === 'wrong') return say({ status: 403, text: 'Wrong code' });
  const headers = { ...safetyHeaders(connect), 'content-type': 'application/json' };
  answer(response, 200, headers, JSON.stringify({ key: trade.key }));
}

/** The body as text, or null as soon as it is known to be too long. */
async function readBody(request: IncomingMessage, limitBytes: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return null;
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  const pieces: Buffer[] = [];
  let bytes = 0;
  request.on('data', (piece: Buffer) => {
    bytes += piece.length;
    if (bytes <= limitBytes) pieces.push(piece);
    else resolve(null);
  });
  request.on('end', () => resolve(Buffer.concat(pieces).toString('utf8')));
  request.on('error', reject);
  return promise;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
