import { once } from 'node:events';
import { connect } from 'node:net';
import type { MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { startWebHost, type WebHost } from '../../src/web/web-host.ts';
import {
  closeCodeOf,
  getKey,
  hostOf,
  makePageFolder,
  openStranger,
  openWithKey,
  sendRaw,
} from './web-client.ts';

let host: WebHost;
let engines: MessagePort[] = [];
let allGone = 0;
beforeEach(async () => {
  engines = [];
  allGone = 0;
  host = await startWebHost({
    pageFolder: await makePageFolder(),
    connectEngine: (port) => void engines.push(port),
    onAllGone: () => (allGone += 1),
    limits: { keyWaitMs: 300, allGoneMs: 100, messageBytes: 1024 * 1024, unsentBytes: 1024 * 1024 },
  });
});
afterEach(() => host.close());

const engineOf = (n: number): MessagePort => {
  const port = engines[n];
  if (port === undefined) throw new Error('no engine was connected');
  return port;
};

describe('the handshake', () => {
  const handshake = (path: string, headers: string[]): ReturnType<typeof sendRaw> =>
    sendRaw(host, [
      `GET ${path} HTTP/1.1`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    ]);
  const rightHost = (): string => `Host: ${hostOf(host)}`;
  const rightOrigin = (): string => `Origin: ${host.origin}`;

  test.each<[string, string, () => string[], number]>([
    ['no origin', '/engine', () => [rightHost()], 403],
    ['another origin', '/engine', () => [rightHost(), 'Origin: https://evil.example'], 403],
    ['an opaque origin', '/engine', () => [rightHost(), 'Origin: null'], 403],
    ['a rebound name', '/engine', () => ['Host: evil.example', rightOrigin()], 421],
    ['no host', '/engine', () => [rightOrigin()], 421],
    ['another path', '/', () => [rightHost(), rightOrigin()], 404],
    ['a whole address', 'http://127.0.0.1/engine', () => [rightHost(), rightOrigin()], 400],
    [
      'another version',
      '/engine',
      () => [rightHost(), rightOrigin(), 'Sec-WebSocket-Version: 7'],
      400,
    ],
  ])('not with %s', async (_what, path, headers, status) => {
    const answer = await handshake(path, headers());
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('the 101 has the headers of every answer, and neither compression nor a protocol', async () => {
    const answer = await handshake('/engine', [
      rightHost(),
      rightOrigin(),
      'Sec-WebSocket-Extensions: permessage-deflate',
      'Sec-WebSocket-Protocol: mine',
    ]);
    expect(answer.status).toBe(101);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(answer.headers.has('sec-websocket-extensions')).toBe(false);
    expect(answer.headers.has('sec-websocket-protocol')).toBe(false);
  });
});

describe('the key', () => {
  test.each<[string, string | Uint8Array]>([
    ['a wrong key', '{"key":"x"}'],
    ['an empty key', '{"key":""}'],
    ['no JSON', 'key'],
    ['more than a key', '{"key":"x","more":1}'],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['a call before the key', '{"i":"1","p":{"u":"/planets/list"}}'],
  ])('not %s', async (_what, message) => {
    const socket = await openStranger(host);
    socket.send(message);
    expect(await closeCodeOf(socket)).toBe(4401);
    expect(engines).toHaveLength(0);
  });

  test('not the right key as bytes, nor as second message', async () => {
    const key = await getKey(host);
    const socket = await openStranger(host);
    socket.send('{}');
    socket.send(JSON.stringify({ key }));
    expect(await closeCodeOf(socket)).toBe(4401);
    const binary = await openStranger(host);
    binary.send(Buffer.from(JSON.stringify({ key })));
    expect(await closeCodeOf(binary)).toBe(4401);
    expect(engines).toHaveLength(0);
  });

  test('not too late', async () => {
    expect(await closeCodeOf(await openStranger(host))).toBe(4401);
  });

  test('a stranger who sends much is cut off before it is kept', async () => {
    const socket = await openStranger(host);
    socket.send('x'.repeat(500_000));
    expect(await closeCodeOf(socket)).toBe(1006);
  });

  test('strangers who wait push out each other, never the page', async () => {
    const key = await getKey(host);
    const strangers: WebSocket[] = [];
    for (let n = 0; n < 8; n += 1) strangers.push(await openStranger(host));
    const first = strangers[0];
    if (first === undefined) throw new Error('no stranger');
    const [code, page] = await Promise.all([closeCodeOf(first), openWithKey(host, key)]);
    expect([code, page.readyState]).toEqual([1006, page.OPEN]);
  });
});

describe('the pipe', () => {
  test('text stays text and bytes stay bytes, both ways, of any size', async () => {
    const socket = await openWithKey(host, await getKey(host));
    const engine = engineOf(0);
    engine.on('message', (message: unknown) => engine.postMessage(message, []));
    const bytes = Uint8Array.from({ length: 200_000 }, (_, n) => n % 251);
    for (const message of ['', 'ä€😀', bytes, bytes.subarray(3, 5)]) {
      socket.send(message);
      const [data, isBinary] = (await once(socket, 'message')) as [Buffer, boolean];
      expect(isBinary).toBe(typeof message !== 'string');
      expect(data.equals(Buffer.from(message as Uint8Array))).toBe(true);
    }
  });

  test('the engine gets bytes of their own, not a slice of Node’s pool', async () => {
    const socket = await openWithKey(host, await getKey(host));
    socket.send(new Uint8Array([1, 2, 3]));
    const [message] = (await once(engineOf(0), 'message')) as [Uint8Array];
    expect(message.constructor).toBe(Uint8Array);
    expect(message.buffer.byteLength).toBe(3);
  });

  test('when the page leaves, the engine hears it', async () => {
    const socket = await openWithKey(host, await getKey(host));
    const gone = once(engineOf(0), 'close');
    socket.terminate();
    await gone;
  });

  test('when the engine ends, the page hears it', async () => {
    const socket = await openWithKey(host, await getKey(host));
    engineOf(0).close();
    expect(await closeCodeOf(socket)).toBe(1011);
  });

  test('a message that no page can read ends the pipe instead of being lost', async () => {
    const socket = await openWithKey(host, await getKey(host));
    engineOf(0).postMessage({ i: '1' }, []);
    expect(await closeCodeOf(socket)).toBe(1011);
  });

  test('a message above the limit is refused', async () => {
    const socket = await openWithKey(host, await getKey(host));
    socket.send(new Uint8Array(1024 * 1024 + 1));
    expect(await closeCodeOf(socket)).toBe(1009);
  });

  test('a page that does not read is cut off before it fills the memory', async () => {
    const socket = await openWithKey(host, await getKey(host));
    socket.pause();
    const gone = once(engineOf(0), 'close');
    // More than the kernel's buffers on both sides hold.
    for (let n = 0; n < 40; n += 1) engineOf(0).postMessage(new Uint8Array(1024 * 1024), []);
    await gone;
    socket.terminate();
  });

  test('eight tabs, not nine', async () => {
    const key = await getKey(host);
    const sockets: WebSocket[] = [];
    for (let n = 0; n < 8; n += 1) sockets.push(await openWithKey(host, key));
    const ninth = await openStranger(host);
    ninth.send(JSON.stringify({ key }));
    expect(await closeCodeOf(ninth)).toBe(4429);
    expect(engines).toHaveLength(8);
    const gone = once(engineOf(0), 'close');
    sockets[0]?.close();
    await gone;
    expect((await openWithKey(host, key)).readyState).toBe(1);
  });

  test('all are gone when the last one left and none came back', async () => {
    const key = await getKey(host);
    const first = await openWithKey(host, key);
    first.close();
    await once(engineOf(0), 'close');
    const again = await openWithKey(host, key);
    await new Promise((done) => setTimeout(done, 200));
    expect(allGone).toBe(0);
    again.close();
    await new Promise((done) => setTimeout(done, 300));
    expect(allGone).toBe(1);
  });
});

describe('the end', () => {
  test('tells the pages and the engines, and lets nobody in any more', async () => {
    const socket = await openWithKey(host, await getKey(host));
    const ends = Promise.all([closeCodeOf(socket), once(engineOf(0), 'close')]);
    await Promise.all([host.close(), host.close()]);
    expect((await ends)[0]).toBe(1001);
    await expect(fetch(host.origin)).rejects.toThrow('fetch failed');
    await new Promise((done) => setTimeout(done, 200));
    expect(allGone).toBe(0);
  });

  test('does not wait for the rest of a request', async () => {
    const half = connect(Number(new URL(host.origin).port), '127.0.0.1');
    half.write('POST /session HTTP/1.1\r\n');
    const gone = once(half, 'close');
    half.resume();
    await getKey(host); // by now the half has arrived
    const startMs = performance.now();
    await Promise.all([host.close(), gone]);
    expect(performance.now() - startMs).toBeLessThan(2000);
  });

  test('does not wait for a page that does not answer', async () => {
    const socket = await openWithKey(host, await getKey(host));
    socket.pause();
    const startMs = performance.now();
    await host.close();
    expect(performance.now() - startMs).toBeLessThan(2000);
    socket.terminate();
  });
});
