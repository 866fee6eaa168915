import type { IncomingMessage, ServerResponse } from 'node:http';
import { readPage } from '../page/read-page.ts';
import { answer, refuse, safetyHeaders } from './answer.ts';
import type { Door } from './door.ts';
import { pathOf, refuseAddress, refuseOrigin, type Refusal } from './refusal.ts';
import { answerSession } from './session-endpoint.ts';

/** Where the host listens, in the three forms that headers use. */
export interface WebAddress {
  /** "127.0.0.1:40123" */
  readonly host: string;
  /** "http://127.0.0.1:40123" */
  readonly origin: string;
  /** "ws://127.0.0.1:40123" */
  readonly connect: string;
}

export const ENGINE_PATH = '/engine';
const SESSION_PATH = '/session';

/** Answers everything that is not a WebSocket: the page's files, and the one request with an effect. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  address: WebAddress,
  options: { pageFolder: string; door: Door; bodyBytes: number },
): Promise<void> {
  const refusal = refuseRequest(request, address);
  if (refusal !== null) return refuse(response, refusal, address.connect);
  const path = pathOf(request);
  const { pageFolder, door, bodyBytes } = options;
  const { connect } = address;
  if (path === SESSION_PATH) return answerSession(request, response, door, { bodyBytes, connect });
  const page = await readPage(pageFolder, path === '/' ? '/index.html' : path, [connect]);
  if (page === null) return refuse(response, { status: 404, text: 'Not found' }, connect);
  answer(response, 200, { ...safetyHeaders(connect), ...page.headers }, page.body);
}

function refuseRequest(request: IncomingMessage, address: WebAddress): Refusal | null {
  const refusal = refuseAddress(request, address.host);
  if (refusal !== null) return refusal;
  const path = pathOf(request);
  const allowed = path === SESSION_PATH ? ['POST'] : ['GET', 'HEAD'];
  if (!allowed.includes(request.method ?? ''))
    return { status: 405, text: 'Wrong method', headers: { allow: allowed.join(', ') } };
  if (path === ENGINE_PATH)
    return { status: 426, text: 'A WebSocket is expected', headers: { upgrade: 'websocket' } };
  return request.method === 'POST' ? refuseOrigin(request, address.origin) : null;
}
