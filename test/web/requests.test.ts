import { relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWebHost, type WebHost } from '../../src/web/web-host.ts';
import { hostOf, makePageFolder, type RawAnswer, sendRaw } from './web-client.ts';

let host: WebHost;
let right = '';
beforeAll(async () => {
  host = await startWebHost({
    pageFolder: `${relative('.', await makePageFolder())}/`, // the path as a person may type it
    connectEngine: (port) => port.close(),
  });
  right = `Host: ${hostOf(host)}`;
});
afterAll(() => host.close());

const get = (target: string, ...headers: string[]): Promise<RawAnswer> =>
  sendRaw(host, [`GET ${target} HTTP/1.1`, right, 'Connection: close', ...headers]);

/** Every answer of this file goes through here: none may lack a header, and none may open a door to another site. */
function expectSafe(answer: RawAnswer): void {
  expect(answer.headers.get('content-security-policy')).toMatch(
    new RegExp(
      `^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\\w+/]{22}=='; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws://${hostOf(host)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$`,
    ),
  );
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  const names = [...answer.headers.keys()];
  expect(
    names.filter((name) => /^(set-cookie|access-control-|server|x-powered)/.test(name)),
  ).toEqual([]);
}

describe('the page', () => {
  test.each(['/', '/index.html', '/index.html?x=1', '/assets/../index.html'])(
    '%s',
    async (path) => {
      const answer = await get(path);
      expectSafe(answer);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      const nonce = /content="(.*?)"/.exec(answer.body)?.[1];
      expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    },
  );

  test('a script, and HEAD of it without a body', async () => {
    const script = await get('/assets/index.js');
    expectSafe(script);
    expect([script.status, script.body]).toEqual([200, 'export const one = 1;']);
    const head = await sendRaw(host, [
      'HEAD /assets/index.js HTTP/1.1',
      right,
      'Connection: close',
    ]);
    expectSafe(head);
    expect([head.status, head.headers.get('content-length'), head.body]).toEqual([200, '21', '']);
  });

  test.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/%2e%2e%2fsecret.js',
    '/..%5csecret.js',
    '/..\\secret.js',
    '/assets/..%2f..%2fsecret.js',
    '/%252e%252e/secret.js',
    '/index.html%00.js',
    '/%E0%A4%A.js',
    '/findings.sqlite',
    '/assets/',
    '/assets',
    '/index.html/',
  ])('not %s', async (path) => {
    const answer = await get(path);
    expectSafe(answer);
    expect([answer.status, answer.body]).toEqual([404, 'Not found']);
  });
});

describe('the exact host', () => {
  const port = (): string => hostOf(host).split(':')[1] ?? '';
  test.each<[string, () => string[]]>([
    ['a rebound name', () => [`Host: evil.example:${port()}`]],
    ['localhost', () => [`Host: localhost:${port()}`]],
    ['a trailing dot', () => [`Host: 127.0.0.1.:${port()}`]],
    ['no port', () => ['Host: 127.0.0.1']],
    ['another port', () => ['Host: 127.0.0.1:1']],
    ['another spelling', () => [`Host: 127.1:${port()}`]],
    ['a user before it', () => [`Host: me@127.0.0.1:${port()}`]],
    ['an empty one', () => ['Host:']],
    ['none', () => []],
    ['two', () => [right, 'Host: evil.example']],
    ['the same one twice', () => [right, right]],
    ['only a forwarded one', () => [`X-Forwarded-Host: 127.0.0.1:${port()}`]],
  ])('not %s', async (_what, lines) => {
    const answer = await sendRaw(host, ['GET / HTTP/1.1', ...lines(), 'Connection: close']);
    expectSafe(answer);
    expect([answer.status, answer.body]).toEqual([421, 'Wrong host']);
  });

  test('HTTP/1.0 may leave the host out elsewhere, not here', async () => {
    expect((await sendRaw(host, ['GET / HTTP/1.0'])).status).toBe(421);
  });
});

describe('a connection that says too little', () => {
  let hasty: WebHost;
  beforeAll(async () => {
    hasty = await startWebHost({
      pageFolder: await makePageFolder(),
      connectEngine: (port) => port.close(),
      limits: { requestMs: 300 },
    });
  });
  afterAll(() => hasty.close());

  test('ends without a word while it is unused, which a browser opens ahead of need', async () => {
    expect(await sendRaw(hasty, null)).toMatchObject({ status: 0, body: '' });
  });

  test('is told that it was too slow when a request has begun', async () => {
    const connection = await sendRaw(hasty, ['GET / HTTP/1.1', 'X-Half: 1'], '', '');
    expect(connection).toMatchObject({ status: 408, body: 'Too slow' });
  });
});

describe('the form of a request', () => {
  test.each(['http://evil.example/', 'http://127.0.0.1/', '//evil.example/index.html', '/#x', '*'])(
    'not the address %s',
    async (target) => {
      const method = target === '*' ? 'OPTIONS' : 'GET';
      const answer = await sendRaw(host, [`${method} ${target} HTTP/1.1`, right]);
      expectSafe(answer);
      expect(answer.status).toBe(400);
    },
  );

  test.each([
    ['POST', '/', 'GET, HEAD'],
    ['PUT', '/index.html', 'GET, HEAD'],
    ['DELETE', '/engine', 'GET, HEAD'],
    ['OPTIONS', '/session', 'POST'],
    ['GET', '/session', 'POST'],
    ['PATCH', '/session?x', 'POST'],
  ])('not %s %s', async (method, path, allow) => {
    const answer = await sendRaw(host, [`${method} ${path} HTTP/1.1`, right, 'Content-Length: 0']);
    expectSafe(answer);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });

  test('no tunnel to somewhere else', async () => {
    expect((await sendRaw(host, ['CONNECT evil.example:443 HTTP/1.1', right])).status).toBe(0);
  });

  test('the engine without a WebSocket', async () => {
    const answer = await get('/engine');
    expectSafe(answer);
    expect([answer.status, answer.headers.get('upgrade')]).toEqual([426, 'websocket']);
  });

  test.each([
    ['two lengths', ['Content-Length: 0', 'Content-Length: 9']],
    ['a length and chunks', ['Content-Length: 9', 'Transfer-Encoding: chunked']],
    ['too many headers', [`X: ${'x'.repeat(9000)}`]],
  ])('not %s', async (_what, headers) => {
    const answer = await sendRaw(host, ['POST /session HTTP/1.1', right, ...headers]);
    expectSafe(answer);
    expect(answer.status).toBe(400);
  });

  test.each(['100-continue', 'the-moon'])('expects nothing, not even %s', async (what) => {
    const answer = await get('/', `Expect: ${what}`);
    expectSafe(answer);
    expect(answer.status).toBe(417);
  });

  test('a refused request’s body is not taken for the next request', async () => {
    const inner = `GET / HTTP/1.1\r\n${right}\r\n\r\n`;
    const length = `Content-Length: ${inner.length}`;
    const answer = await sendRaw(host, ['POST / HTTP/1.1', right, length], inner);
    expect([answer.status, answer.body]).toEqual([405, 'Wrong method']);
  });
});
