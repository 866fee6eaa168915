import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createHttpClient } from '../../src/core/http/client.ts';
import type { HttpClientOptions } from '../../src/core/http/client.ts';
import type { CallFacts, HttpRequest } from '../../src/core/http/http.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import { Failure } from '../../src/core/model/failure.ts';
import type { FailureKind } from '../../src/core/model/failure.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { json, startServer } from './local-server.ts';
import type { Answer } from './local-server.ts';

const CANARY = 'c4n4ry-T0k3n/with+signs==';
const LIST: HttpRequest = {
  method: 'POST',
  path: '/api/Gift/Query/FullGift',
  query: { skip: '0', take: '1000' },
  body: { groups: [] },
  stream: 'gifts',
};
const RECORD: HttpRequest = { method: 'GET', path: '/api/Contact/17', stream: 'contact' };

function makeClient(origin: string, options: Partial<HttpClientOptions> = {}) {
  const calls: CallFacts[] = [];
  const clock = createVirtualClock({ isAuto: true });
  const client = createHttpClient({
    product: 'crm',
    origin,
    token: CANARY,
    clock,
    random: () => 0.5,
    pace: paceFor({ product: 'crm', requestsPerSecond: 1000 }),
    onCall: (facts) => calls.push(facts),
    ...options,
  });
  return { client, calls, clock };
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    (value) => new Error(`no failure but ${inspect(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw error;
  return error;
}

describe('what is sent', () => {
  test('a query: token, JSON, paging in the address', async () => {
    await using server = await startServer((response) => json(response, { list: [], total: 0 }));
    const { client, calls } = makeClient(`${server.origin}/api/`);
    const answer = await client.send(LIST);
    expect(answer).toEqual({
      kind: 'json',
      status: 200,
      text: '{"list":[],"total":0}',
      body: Buffer.from('{"list":[],"total":0}'),
      value: { list: [], total: 0 },
    });
    const [seen] = server.seen;
    expect([seen?.method, seen?.url, seen?.body]).toEqual([
      'POST',
      '/api/Gift/Query/FullGift?skip=0&take=1000',
      '{"groups":[]}',
    ]);
    expect(seen?.headers).toMatchObject({
      authorization: `Bearer ${CANARY}`,
      accept: 'application/json',
      'content-type': 'application/json',
    });
    expect([client.callsMade, client.product, client.origin]).toEqual([1, 'crm', server.origin]);
    expect(calls).toMatchObject([
      {
        path: '/api/Gift/Query/FullGift',
        method: 'POST',
        stream: 'gifts',
        status: 200,
        failure: null,
        attempt: 1,
        bytes: 21,
      },
    ]);
  });

  test.each(['', ' ', 'two words', 'line\nbreak', 'ümlaut'])(
    'the token %j is refused before anything is sent, unshown',
    (token) => {
      expect(() => makeClient('http://127.0.0.1:9', { token })).toThrow(
        /^The token of CRM\+ (is empty|contains)/,
      );
    },
  );
});

interface Case {
  readonly name: string;
  readonly request?: HttpRequest;
  readonly answer: Answer;
  readonly kind: FailureKind;
  readonly calls: number;
  readonly says: RegExp;
  readonly options?: Partial<HttpClientOptions>;
}

const status =
  (code: number, body = '', headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(code, {
      'content-type': body.startsWith('<') ? 'text/html' : 'application/json',
      ...headers,
    });
    response.end(body);
  };

const CASES: readonly Case[] = [
  {
    name: '401',
    answer: status(401, '{"message":"Authorization has been denied"}'),
    kind: 'sign_in_refused',
    calls: 1,
    says: /refused the token/,
  },
  {
    name: '403',
    answer: status(403, '{"message":"No"}'),
    kind: 'not_permitted',
    calls: 1,
    says: /may not read .*It says: No/,
  },
  {
    name: '400 that repeats the token',
    answer: (response, request) =>
      json(
        response,
        {
          message: `bad ${String(request.headers.authorization)}`,
          modelState: { take: [`no ${CANARY}`] },
        },
        400,
      ),
    kind: 'bad_answer',
    calls: 1,
    says: /did not accept.*take: no ••••/,
  },
  {
    name: '404 of a list',
    answer: status(404),
    kind: 'not_found',
    calls: 1,
    says: /\/api\/Gift\/Query\/FullGift does not exist/,
  },
  {
    name: 'HTML 404 of a record',
    request: RECORD,
    answer: status(404, '<html>'),
    kind: 'not_found',
    calls: 1,
    says: /\/api\/Contact\/17 does not exist/,
  },
  {
    name: 'HTML on a list',
    answer: status(200, '<!doctype html>'),
    kind: 'not_the_api',
    calls: 3,
    says: /FullGift answered with a web page, so it is not the API/,
  },
  {
    name: 'nothing',
    answer: status(204),
    kind: 'bad_answer',
    calls: 3,
    says: /answered with nothing/,
  },
  {
    name: 'JSON that breaks off',
    answer: status(200, '{"list":[{"id":1'),
    kind: 'bad_answer',
    calls: 3,
    says: /broke off/,
  },
  {
    name: 'a body shorter than announced',
    answer: (response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"list":');
      setTimeout(() => response.destroy(), 20);
    },
    kind: 'network',
    calls: 6,
    says: /was cut/,
  },
  {
    name: 'damaged gzip',
    answer: (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('this is no gzip');
    },
    kind: 'bad_answer',
    calls: 6,
    says: /damaged/,
  },
  {
    name: '500',
    answer: status(500, '{}'),
    kind: 'server_error',
    calls: 6,
    says: /error of its own \(status 500\)/,
  },
  { name: '408', answer: status(408), kind: 'timed_out', calls: 6, says: /408/ },
  {
    name: '429',
    answer: status(429, '', { 'retry-after': '1' }),
    kind: 'quota',
    calls: 30,
    says: /slower pace/,
  },
  {
    name: 'a cut connection',
    answer: (response) => response.destroy(),
    kind: 'network',
    calls: 6,
    says: /was cut/,
  },
  {
    name: 'no answer at all',
    answer: () => {},
    kind: 'timed_out',
    calls: 6,
    says: /did not finish/,
    options: { timeoutMs: 60 },
  },
  {
    name: 'a stalled body',
    answer: (response) => {
      response.writeHead(200);
      response.write('{"list":[');
    },
    kind: 'timed_out',
    calls: 6,
    says: /stopped in the middle/,
    options: { idleMs: 60 },
  },
  {
    name: 'a 404 of a record whose body stalls',
    request: RECORD,
    answer: (response) => {
      response.writeHead(404);
      response.write('{');
    },
    kind: 'bad_answer',
    calls: 3,
    says: /broke off \(status 404\)/,
    options: { idleMs: 60 },
  },
  {
    name: 'an endless body',
    answer: (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '.repeat(65_536)), 1);
      response.on('close', () => clearInterval(drip));
    },
    kind: 'too_large',
    calls: 2,
    says: /larger than 1 MB/,
    options: { maxBodyBytes: 1_000_000 },
  },
  {
    name: 'a drip that never ends',
    answer: (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    },
    kind: 'timed_out',
    calls: 6,
    says: /did not finish/,
    options: { timeoutMs: 120 },
  },
  {
    name: 'a compressed bomb',
    answer: (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(20_000_000, 32)));
    },
    kind: 'too_large',
    calls: 2,
    says: /larger than 1 MB/,
    options: { maxBodyBytes: 1_000_000 },
  },
];

describe('what comes back', () => {
  test.each(CASES)(
    '$name is $kind after $calls calls',
    async ({ request = LIST, answer, kind, calls, says, options }) => {
      await using server = await startServer(answer);
      const made = makeClient(server.origin, options);
      const failure = await failureOf(made.client.send(request));
      expect([failure.kind, server.seen.length, made.client.callsMade]).toEqual([
        kind,
        calls,
        calls,
      ]);
      expect(failure.message).toMatch(says);
      expect(failure.context).toMatchObject({
        product: 'crm',
        stream: request.stream,
        method: request.method,
        url: server.origin + request.path,
      });
      expect(made.calls.length).toBe(calls);
      expect(made.calls.at(-1)).toMatchObject({ failure: kind, attempt: calls });
      expect(inspect([failure, made.calls], { depth: 20, showHidden: true })).not.toMatch(
        /c4n4ry|T0k3n/,
      );
    },
  );

  test('a redirect is not followed, and named by its origin only', async () => {
    await using target = await startServer((response) => json(response, {}));
    await using server = await startServer((response) => {
      response.writeHead(307, { location: `${target.origin}/login?token=${CANARY}` });
      response.end();
    });
    const { client } = makeClient(server.origin);
    const failure = await failureOf(client.send(LIST));
    expect([failure.kind, failure.context.status]).toEqual(['not_the_api', 307]);
    expect(failure.message).toContain(`${target.origin}. Tieout`);
    expect([server.seen.length, target.connections()]).toEqual([1, 0]);
  });

  test.each([
    ['', false],
    ['{"title":"Not Found","status":404}', true],
  ])('404 of a record with body %j is an answer', async (body, isJson) => {
    await using server = await startServer(status(404, body));
    expect(await makeClient(server.origin).client.send(RECORD)).toEqual({
      kind: 'not_found',
      status: 404,
      isJson,
    });
  });

  test('a byte order mark is dropped, characters cut by chunks are whole, text/plain is fine', async () => {
    const bytes = Buffer.from('\ufeff{"name":"Zoë 🎁"}');
    await using server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      let at = 0;
      const send = setInterval(() => {
        if (at < bytes.length) response.write(bytes.subarray(at, ++at));
        else {
          clearInterval(send);
          response.end();
        }
      }, 1);
    });
    const answer = await makeClient(server.origin).client.send(RECORD);
    expect(answer).toMatchObject({ text: '{"name":"Zoë 🎁"}', value: { name: 'Zoë 🎁' } });
  });

  test('retries that succeed are told call by call, and waits are the server’s', async () => {
    await using server = await startServer((response, _request, nth) => {
      if (nth === 1) return status(503, '', { 'retry-after': '10800' })(response, _request, nth);
      if (nth === 2) return status(429)(response, _request, nth);
      json(response, { list: [] });
    });
    const { client, calls, clock } = makeClient(server.origin);
    const startMs = clock.now();
    expect((await client.send(LIST)).kind).toBe('json');
    expect(calls.map((call) => [call.attempt, call.status, call.failure])).toEqual([
      [1, 503, 'server_error'],
      [2, 429, 'quota'],
      [3, 200, null],
    ]);
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(10_800_000 + 1000);
  });

  test.each([{ 'retry-after': '1' }, {}])(
    'a 429 with %j holds back every worker',
    async (headers) => {
      let startMs = 0;
      await using server = await startServer((response, request, nth) =>
        nth === 1 ? status(429, '', headers)(response, request, nth) : json(response, {}),
      );
      const { client } = makeClient(server.origin, { clock: undefined });
      startMs = performance.now();
      await Promise.all([client.send(RECORD), client.send(LIST), client.send(RECORD)]);
      expect(server.seen.slice(1).every(({ atMs }) => atMs - startMs >= 950)).toBe(true);
    },
  );

  test('an outage does not spend more than the retry budget', async () => {
    await using server = await startServer(status(500));
    const { client } = makeClient(server.origin);
    for (let read = 0; read < 40; read++) await failureOf(client.send(RECORD));
    expect(client.callsMade).toBeLessThanOrEqual(40 + 50 + client.callsMade / 5);
    expect(client.callsMade).toBeGreaterThan(80);
  });

  test('fewer tries can be asked for', async () => {
    await using server = await startServer(status(500));
    await failureOf(makeClient(server.origin).client.send({ ...LIST, maxTries: 3 }));
    expect(server.seen.length).toBe(3);
  });
});

describe('the network', () => {
  test('a port where nobody listens', async () => {
    const free = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const failure = await failureOf(makeClient(`http://127.0.0.1:${port}`).client.send(RECORD));
    expect(failure.kind).toBe('network');
    expect(failure.message).toMatch(/^127\.0\.0\.1:\d+ refuses connections.*\(ECONNREFUSED\)/);
  });

  test('a host that does not exist', async () => {
    const failure = await failureOf(makeClient('https://no-such-host.invalid').client.send(RECORD));
    expect(failure.kind).toBe('network');
    expect(failure.message).toContain('no-such-host.invalid');
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n', 'bad_answer', 'http'],
    ['no TLS', 'hello\r\n\r\n', 'network', 'https'],
  ] as const)('a server that speaks %s', async (_name, text, kind, scheme) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.end(text));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const failure = await failureOf(
      makeClient(`${scheme}://127.0.0.1:${port}`).client.send({ ...RECORD, maxTries: 2 }),
    );
    expect([failure.kind, failure.message], failure.message).toEqual([
      kind,
      expect.stringContaining('127.0.0.1'),
    ]);
    server.close();
  });
});

describe('cancelling', () => {
  const waits: [string, Answer, Partial<HttpClientOptions>][] = [
    ['before the answer', () => {}, {}],
    ['inside the body', (response) => void response.writeHead(200).write('{'), {}],
    ['between tries', status(503, '', { 'retry-after': '3600' }), {}],
    [
      'in the governor',
      (response) => json(response, {}),
      { pace: paceFor({ product: 'crm', requestsPerSecond: 0.001 }) },
    ],
  ];
  test.each(waits)('%s ends within a second', async (_name, answer, options) => {
    await using server = await startServer(answer);
    const { client } = makeClient(server.origin, { clock: undefined, ...options });
    const stop = new AbortController();
    const first = client.send({ ...RECORD, signal: stop.signal });
    const second = failureOf(client.send({ ...RECORD, signal: stop.signal }));
    setTimeout(() => stop.abort(), 150);
    const startMs = performance.now();
    const results = await Promise.allSettled([first, second]);
    expect(performance.now() - startMs).toBeLessThan(1000);
    expect((results[1] as PromiseFulfilledResult<Failure>).value.kind).toBe('cancelled');
  });

  test('before it began: nothing is sent', async () => {
    await using server = await startServer((response) => json(response, {}));
    const { client } = makeClient(server.origin);
    expect((await failureOf(client.send({ ...RECORD, signal: AbortSignal.abort() }))).kind).toBe(
      'cancelled',
    );
    expect(server.connections()).toBe(0);
  });
});
