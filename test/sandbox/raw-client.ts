import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { RunningSandbox } from '../../src/sandbox/index.ts';

/** What came, byte for byte, on a connection of its own: nothing is decoded, followed or asked again. */
export interface Received {
  /** 0 if no head came. */
  status: number;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  bytes: Buffer;
  /** `whole`; `broken`, by the other side before its end; `left`, because the test had enough. */
  end: 'whole' | 'broken' | 'left';
  errorCode: string | undefined;
}

export interface RawQuestion {
  product?: 'raise' | 'crm';
  method?: 'GET' | 'POST';
  path: string;
  body?: unknown;
  /** The client leaves after so many bytes or milliseconds. */
  mostBytes?: number;
  mostMs?: number;
}

export function receive(sandbox: RunningSandbox, question: RawQuestion): Promise<Received> {
  const isRaise = question.product === 'raise';
  const origin = isRaise ? sandbox.raiseUrl : sandbox.crmUrl;
  return receiveFrom(origin, isRaise ? sandbox.raiseToken : sandbox.crmToken, question);
}

export function receiveFrom(
  origin: string,
  token: string,
  { method = 'GET', path, body, mostBytes = Infinity, mostMs = 5000 }: RawQuestion,
): Promise<Received> {
  const { promise, resolve } = Promise.withResolvers<Received>();
  const chunks: Buffer[] = [];
  const received: Received = {
    status: 0,
    headers: {},
    rawHeaders: [],
    bytes: Buffer.alloc(0),
    end: 'broken',
    errorCode: undefined,
  };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const asking = request(origin + path, { method, headers, agent: false });
  const finish = (end: Received['end'], error?: Error): void => {
    clearTimeout(timer);
    const errorCode = error !== undefined && 'code' in error ? String(error.code) : undefined;
    resolve({ ...received, bytes: Buffer.concat(chunks), end, errorCode });
    asking.destroy();
  };
  const timer = setTimeout(() => finish('left'), mostMs);
  asking.on('error', (error) => finish('broken', error));
  asking.on('response', (response) => {
    received.status = response.statusCode ?? 0;
    received.headers = response.headers;
    received.rawHeaders = response.rawHeaders;
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= mostBytes) finish('left');
    });
    response.on('error', (error) => finish('broken', error));
    response.on('end', () => finish('whole'));
  });
  asking.end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}

/** Whether bytes that say they are zipped can be unzipped. */
export function canUnzip(bytes: Buffer): boolean {
  try {
    gunzipSync(bytes);
    return true;
  } catch {
    return false;
  }
}
