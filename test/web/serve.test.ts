import { once } from 'node:events';
import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serve, type ServeOptions } from '../../src/web/serve.ts';
import { closeCodeOf, makePageFolder } from './web-client.ts';

let lines: string[] = [];
let ports: MessagePort[] = [];
let closed = 0;
let end = new AbortController();
beforeEach(() => {
  lines = [];
  ports = [];
  closed = 0;
  end = new AbortController();
});
afterEach(() => end.abort());

async function optionsWith(more: Partial<ServeOptions>): Promise<ServeOptions> {
  return {
    pageFolder: await makePageFolder(),
    print: (line) => void lines.push(line),
    engine: {
      connect: (port) => void ports.push(port),
      close: async () => void (closed += 1),
    },
    shouldOpen: false,
    signal: end.signal,
    input: new PassThrough(),
    ...more,
  };
}

const firstLine = async (): Promise<string> => {
  await expect.poll(() => lines[0]).toBeDefined();
  return lines[0] ?? '';
};

async function come(link: string): Promise<WebSocket> {
  const { origin, host, hash } = new URL(link);
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: hash.replace('#code=', '') }),
  });
  const socket = new WebSocket(`ws://${host}/engine`, { origin });
  await once(socket, 'open');
  socket.send(await answer.text()); // the answer is the first message, as it is
  expect(String((await once(socket, 'message'))[0])).toBe('{"ok":true}');
  return socket;
}

describe('the host in a terminal', () => {
  test('prints a link that works, and ends with pages and engine when told', async () => {
    const running = serve(await optionsWith({}));
    const line = await firstLine();
    expect(line).toMatch(/^Tieout is open at http:\/\/127\.0\.0\.1:\d+\/#code=[\w-]{22}$/);
    expect(lines[1]).toBe('The link works once; Ctrl-C ends Tieout.');
    const page = await come(line.split(' ').at(-1) ?? '');
    const [port] = ports;
    if (port === undefined) throw new Error('no engine was connected');
    const gone = Promise.all([closeCodeOf(page), once(port, 'close')]);
    end.abort();
    await running;
    expect([(await gone)[0], closed]).toEqual([1001, 1]);
  });

  test('gives a new link for Enter, where Enter can be pressed', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const running = serve(await optionsWith({ input }));
    await firstLine();
    expect(lines[1]).toBe('The link works once; press Enter for another one, Ctrl-C ends Tieout.');
    input.write('\n');
    await expect.poll(() => lines.length).toBe(3);
    expect(lines[2]).not.toBe(lines[0]);
    const page = await come(lines[2]?.split(' ').at(-1) ?? '');
    end.abort();
    await running;
    expect([input.isPaused(), input.listenerCount('data'), page.readyState >= 2]).toEqual([
      true,
      0,
      true,
    ]);
  });

  test('says only the link when quiet', async () => {
    const running = serve(await optionsWith({ isQuiet: true }));
    await firstLine();
    end.abort();
    await running;
    expect(lines).toHaveLength(1);
  });

  test('does not wait for an engine that does not end', async () => {
    const engine = { connect: () => undefined, close: () => new Promise<void>(() => undefined) };
    const running = serve(await optionsWith({ engine }));
    await firstLine();
    const startMs = performance.now();
    end.abort();
    await running;
    expect(performance.now() - startMs).toBeLessThan(5000);
  });

  test('ends when the engine ends by itself', async () => {
    const { promise: ended, reject } = Promise.withResolvers<void>();
    const { engine } = await optionsWith({});
    const running = serve(await optionsWith({ engine: { ...engine, ended } }));
    const link = (await firstLine()).split(' ').at(-1) ?? '';
    reject(new Error('no memory left'));
    await expect(running).rejects.toThrow('no memory left');
    await expect(fetch(link)).rejects.toThrow('fetch failed');
    expect(closed).toBe(1);
  });

  test('does not start when it was told to end before', async () => {
    end.abort();
    await serve(await optionsWith({}));
    expect([lines, closed]).toEqual([[], 1]);
  });
});

describe('says what to do, and closes the engine,', () => {
  test('when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(serve(await optionsWith({ port }))).rejects.toThrow(
      `Port ${port} can't be opened: another program has it. Name another one`,
    );
    expect(closed).toBe(1);
    other.close();
  });

  test('when the page is not built', async () => {
    await expect(serve(await optionsWith({ pageFolder: '/nowhere' }))).rejects.toThrow(
      'The page is not built: run "npm run build".',
    );
    expect(closed).toBe(1);
  });
});
