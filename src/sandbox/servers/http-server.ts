import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';
import type { SandboxAnswer } from './send-answer.ts';
import { sendAnswer } from './send-answer.ts';

/** A request as the products' handlers see it. */
export interface SandboxRequest {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  /** Decoded path segments after `api`; empty if the path does not start with `/api`. */
  segments: string[];
  query: URLSearchParams;
  /** The query as sent, without its question mark. */
  search: string;
  authorization: string;
  body: WireRecord;
}

export interface ListeningServer {
  url: string;
  close(): Promise<void>;
}

/** Serves on 127.0.0.1 only; port 0 takes a free one. */
export async function listen(
  port: number,
  answer: (request: SandboxRequest) => Promise<SandboxAnswer>,
): Promise<ListeningServer> {
  const server = createServer((incoming, response) => {
    void serve(incoming, response, answer);
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://127.0.0.1:${bound}`, close: () => closeServer(server) };
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: (request: SandboxRequest) => Promise<SandboxAnswer>,
): Promise<void> {
  try {
    sendAnswer(response, await answer(await readRequest(incoming)));
  } catch (error) {
    sendAnswer(response, { status: 500, body: { message: `sandbox defect: ${String(error)}` } });
  }
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodePart);
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    segments: parts[0] === 'api' ? parts.slice(1) : [],
    query: url.searchParams,
    search: url.search.slice(1),
    authorization: incoming.headers.authorization ?? '',
    body: readBody(Buffer.concat(chunks).toString('utf8')),
  };
}

function readBody(text: string): WireRecord {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    return isWireRecord(value) ? value : {};
  } catch {
    return { groups: 'unreadable body' };
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
