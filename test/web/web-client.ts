import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { WebSocket } from 'ws';
import type { WebHost } from '../../src/web/web-host.ts';

const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))));

/** A page as the build leaves it, with a file beside the folder that nobody may get. */
export async function makePageFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'tieout-web-'));
  made.push(parent);
  const folder = join(parent, 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" content="__NONCE__">');
  await writeFile(join(folder, 'assets/index.js'), 'export const one = 1;');
  await writeFile(join(folder, 'findings.sqlite'), 'secret');
  await writeFile(join(folder, '../secret.js'), 'secret');
  return folder;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/**
 * Sends bytes as they are, which neither fetch nor http.request would do, and reads what comes until the end.
 * @param lines null: nothing is sent
 * @param end of the head; left out, the server waits for more of it
 */
export async function sendRaw(
  host: WebHost,
  lines: string[] | null,
  body = '',
  end = '\r\n\r\n',
): Promise<RawAnswer> {
  const connection = connect(Number(new URL(host.origin).port), '127.0.0.1');
  connection.setTimeout(5000, () => connection.destroy(new Error('no end')));
  let text = '';
  connection.on('data', (piece) => (text += piece.toString('latin1')));
  connection.on('error', () => undefined);
  if (lines !== null) connection.write(`${lines.join('\r\n')}${end}${body}`);
  await once(connection, 'close');
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...headers] = head.split('\r\n');
  return {
    status: Number(first.split(' ')[1] ?? 0),
    headers: new Map(
      headers.map((line) => {
        const [name = '', ...value] = line.split(': ');
        return [name.toLowerCase(), value.join(': ')] as const;
      }),
    ),
    body: rest.join('\r\n\r\n'),
  };
}

/** "127.0.0.1:40123" */
export function hostOf(host: WebHost): string {
  return new URL(host.origin).host;
}

export function codeOf(link: string): string {
  return new URL(link).hash.replace('#code=', '');
}

/** POST /session as the page does it, with whatever is changed. */
export async function postSession(
  host: WebHost,
  code: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${host.origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: host.origin, ...headers },
    body: JSON.stringify({ code }),
  });
}

export async function getKey(host: WebHost): Promise<string> {
  const answer = await postSession(host, codeOf(host.newLink()));
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null || !('key' in body)) throw new Error('no key');
  return String(body.key);
}

/** A WebSocket that is open and has said nothing yet. */
export async function openStranger(host: WebHost): Promise<WebSocket> {
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/engine`, {
    origin: host.origin,
  });
  await once(socket, 'open');
  return socket;
}

/** A WebSocket that gave its key and heard that it may go on. */
export async function openWithKey(host: WebHost, key: string): Promise<WebSocket> {
  const socket = await openStranger(host);
  socket.send(JSON.stringify({ key }));
  await once(socket, 'message');
  return socket;
}

/** Waits for the close of a WebSocket and gives its code. */
export async function closeCodeOf(socket: WebSocket): Promise<unknown> {
  if (socket.readyState === socket.CLOSED) throw new Error('closed before anyone looked');
  const [code] = await once(socket, 'close');
  return code;
}
