import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createORPCClient, isDefinedError, ORPCError, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { RouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWebHost, type WebHost } from '../../src/web/web-host.ts';
import type { PlanetRouter } from './planet-router.ts';
import {
  closeCodeOf,
  getKey,
  hostOf,
  makePageFolder,
  openStranger,
  openWithKey,
} from './web-client.ts';

let host: WebHost;
let engine: Worker;
let key = '';
beforeAll(async () => {
  engine = new Worker(new URL('./planet-engine-child.ts', import.meta.url));
  host = await startWebHost({
    pageFolder: await makePageFolder(),
    connectEngine: (port) => engine.postMessage(port, [port]),
  });
  key = await getKey(host);
});
afterAll(async () => {
  await host.close();
  await engine.terminate();
});

/**
 * What the page does, with the WebSocket of the platform. Node's sends no origin by itself, so a header that browsers set
 * is given; bytes come as blobs unless one asks for buffers, as in a browser.
 */
async function openPage(binaryType: 'arraybuffer' | 'blob' = 'arraybuffer'): Promise<{
  client: RouterClient<PlanetRouter>;
  socket: WebSocket;
}> {
  const options = { headers: { origin: host.origin } };
  const socket: WebSocket = Reflect.construct(WebSocket, [`ws://${hostOf(host)}/engine`, options]);
  socket.binaryType = binaryType;
  await once(socket, 'open');
  socket.send(JSON.stringify({ key }));
  const [event] = (await once(socket, 'message')) as [{ data: unknown }];
  expect(event.data).toBe('{"ok":true}');
  const client: RouterClient<PlanetRouter> = createORPCClient(new RPCLink({ websocket: socket }));
  return { client, socket };
}

async function listOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of stream) list.push(item);
  return list;
}

describe('a page calls the engine through the pipe', () => {
  test('a query, with types that JSON does not have', async () => {
    const { client, socket } = await openPage();
    const answer = await client.find({ name: 'Mars' });
    expect(answer).toEqual({ name: 'Mars', foundAt: new Date(0), moons: 2n });
    socket.close();
  });

  test('many at once', async () => {
    const { client, socket } = await openPage();
    const names = Array.from({ length: 200 }, (_, n) => `planet ${n}`);
    const answers = await Promise.all(names.map((name) => client.find({ name })));
    expect(answers.map((answer) => answer.name)).toEqual(names);
    socket.close();
  });

  test('a typed error, and one for input that is wrong', async () => {
    const { client, socket } = await openPage();
    const { error } = await safe(client.find({ name: 'Pluto' }));
    expect(isDefinedError(error) && [error.code, error.data]).toEqual([
      'NO_PLANET',
      { name: 'Pluto' },
    ]);
    // @ts-expect-error -- the page's own mistake
    await expect(client.find({})).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    socket.close();
  });

  test('a stream to its end', async () => {
    const { client, socket } = await openPage();
    expect(await listOf(await client.count({ to: 5 }))).toEqual([1, 2, 3, 4, 5]);
    socket.close();
  });

  test('a typed error within a stream', async () => {
    const { client, socket } = await openPage();
    const stream = await client.failLate();
    expect((await stream.next()).value).toBe(1);
    const { error } = await safe(stream.next());
    expect(error instanceof ORPCError && [error.code, error.data]).toEqual(['LATE', { after: 1 }]);
    socket.close();
  });

  test('a stream that the page stops in the middle, in both styles', async () => {
    const { client, socket } = await openPage();
    const before = await client.stopped();
    for await (const n of await client.count({ to: 1e9 })) if (n === 3) break;
    const controller = new AbortController();
    const stream = await client.count({ to: 1e9 }, { signal: controller.signal });
    await stream.next();
    controller.abort();
    await expect(listOf(stream)).rejects.toThrow();
    await expect.poll(() => client.stopped()).toBe(before + 2);
    socket.close();
  });

  test('what a page that leaves had running is stopped', async () => {
    const { client, socket } = await openPage();
    const other = await openPage();
    const before = await other.client.stopped();
    const waiting = safe(client.wait());
    const stream = await client.count({ to: 1e9 });
    await stream.next();
    socket.close();
    expect((await waiting).isSuccess).toBe(false);
    await expect(listOf(stream)).rejects.toThrow();
    await expect.poll(() => other.client.stopped()).toBe(before + 2);
    other.socket.close();
  });

  test.each(['arraybuffer', 'blob'] as const)('files both ways, as %s', async (binaryType) => {
    const { client, socket } = await openPage(binaryType);
    for (const bytes of [0, 5, 3_000_000]) {
      const file = await client.export({ bytes });
      expect([file.name, file.type, file.size]).toEqual(['findings ä.xlsx', 'x/sheet', bytes]);
      const content = await file.bytes();
      expect(content.every((byte) => byte === 255)).toBe(true);
    }
    const file = new File([new Uint8Array(70_000).fill(1)], 'events.json');
    const answer = await client.import({ file, note: 'mine' });
    expect(answer).toEqual({ name: 'events.json', note: 'mine', sum: 70_000 });
    socket.close();
  });
});

test('when the engine’s worker dies, its pages hear it', async () => {
  const dying = new Worker(new URL('./planet-engine-child.ts', import.meta.url));
  const other = await startWebHost({
    pageFolder: await makePageFolder(),
    connectEngine: (port) => dying.postMessage(port, [port]),
  });
  const page = await openWithKey(other, await getKey(other));
  const gone = closeCodeOf(page);
  await dying.terminate();
  expect(await gone).toBe(1011);
  await other.close();
});

test('an engine that takes no more pages says so to whoever comes', async () => {
  const other = await startWebHost({
    pageFolder: await makePageFolder(),
    connectEngine: () => {
      throw new Error('the worker ended');
    },
  });
  const otherKey = await getKey(other);
  const late = await openStranger(other);
  late.send(JSON.stringify({ key: otherKey }));
  expect(await closeCodeOf(late)).toBe(1011);
  await other.close();
});
