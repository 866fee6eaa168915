import { describe, expect, test } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../src/core/http/client.ts';
import { createGovernor } from '../../src/core/http/governor.ts';
import type { HttpRequest } from '../../src/core/http/http.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import type { PaceState } from '../../src/core/model/pace-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { json, startServer, type Answer } from './local-server.ts';

const PROBE: HttpRequest = { method: 'GET', path: '/api/Organization/Current', stream: 'probe' };
const RECORD: HttpRequest = { method: 'GET', path: '/api/Contact/17', stream: 'contact' };
const LIST: HttpRequest = {
  method: 'POST',
  path: '/api/Gift/Query/FullGift',
  body: { groups: [] },
  stream: 'gifts',
  maxTries: 3,
};
const reset: Answer = (response) => response.destroy();
const fine: Answer = (response) => json(response, { ok: true });

function setUp(origin: string, options: Partial<HttpClientOptions> & { patienceMs?: number } = {}) {
  const clock = createVirtualClock({ isAuto: true });
  const states: PaceState[] = [];
  const governor = createGovernor({
    pace: paceFor({ product: 'crm', requestsPerSecond: 1000 }),
    clock,
    patienceMs: options.patienceMs,
    onState: (state) => states.push(state),
  });
  const client = createHttpClient({
    product: 'crm',
    origin,
    token: 'token',
    clock,
    governor,
    probes: [PROBE],
    random: () => 0,
    ...options,
  });
  return { client, clock, governor, states };
}

const isProbe = (url: string): boolean => url.startsWith(PROBE.path);

describe('an outage of the product', () => {
  test('is waited for: only probes leave, and then every call gets its answer', async () => {
    let isDown = false;
    let downAtMs = 0;
    const during: string[] = [];
    const { server, made } = await serving((response, request) => {
      if (isDown && made.clock.now() - downAtMs < 600_000) {
        during.push(isProbe(request.url) ? 'probe' : 'call');
        return reset(response, request, 0);
      }
      return fine(response, request, 0);
    });
    await using _ = server;
    await made.client.send(RECORD);
    isDown = true;
    downAtMs = made.clock.now();
    const answers = await Promise.all([
      made.client.send(RECORD),
      made.client.send(LIST),
      made.client.send({ ...RECORD, path: '/api/Contact/18' }),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(['json', 'json', 'json']);
    expect(made.states.map(({ kind }) => kind)).toContain('offline');
    expect(made.governor.state()).toEqual({ kind: 'running' });
    // Three failures show it; after that one probe at a time, ever more rarely.
    expect(during.filter((each) => each === 'call').length).toBeLessThanOrEqual(6);
    expect(during.filter((each) => each === 'probe').length).toBeLessThanOrEqual(15);
    expect(made.clock.now() - downAtMs).toBeLessThan(600_000 + 120_000);
  });

  test('that lasts too long ends the wait with one sentence, and the next work tries anew', async () => {
    let isDown = false;
    const { server, made } = await serving(
      (response, request) => (isDown ? reset : fine)(response, request, 0),
      { patienceMs: 1_800_000 },
    );
    await using _ = server;
    await made.client.send(RECORD);
    isDown = true;
    const startMs = made.clock.now();
    const results = await Promise.allSettled([made.client.send(RECORD), made.client.send(LIST)]);
    for (const result of results)
      expect(result.status === 'rejected' && isFailure(result.reason, 'offline')).toBe(true);
    expect(made.clock.now() - startMs).toBeGreaterThanOrEqual(1_800_000);
    expect(made.clock.now() - startMs).toBeLessThan(2_000_000);
    isDown = false;
    expect((await made.client.send(RECORD)).kind).toBe('json');
    expect(made.governor.state()).toEqual({ kind: 'running' });
  });

  test('is told from one call that fails: that one is given up, the others go on', async () => {
    const { server, made } = await serving((response, request) =>
      (request.url.startsWith('/api/Gift') ? reset : fine)(response, request, 0),
    );
    await using _ = server;
    await made.client.send(RECORD);
    const failed = await made.client.send(LIST).catch((error: unknown) => error);
    expect(isFailure(failed, 'network')).toBe(true);
    expect(made.states.map(({ kind }) => kind)).not.toContain('offline');
    const calls = server.seen.map(({ url }) => url);
    // A cut connection says nothing about the page: six tries whatever its size, and one probe in between.
    expect(calls.filter((url) => url.startsWith('/api/Gift'))).toHaveLength(6);
    expect(calls.filter(isProbe)).toHaveLength(1);
    expect((await made.client.send(RECORD)).kind).toBe('json');
  });

  test('a product that never answered is no outage: its address is wrong, and that shows at once', async () => {
    const { server, made } = await serving(reset);
    await using _ = server;
    const failed = await made.client.send(RECORD).catch((error: unknown) => error);
    expect(isFailure(failed, 'network')).toBe(true);
    expect(server.seen).toHaveLength(6);
  });

  test('can be cancelled at once', async () => {
    let isDown = false;
    const { server, made } = await serving(
      (response, request) => (isDown ? reset : fine)(response, request, 0),
      { clock: undefined },
    );
    await using _ = server;
    await made.client.send(RECORD);
    isDown = true;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const failed = await made.client
      .send({ ...RECORD, signal: stop.signal })
      .catch((error: unknown) => error);
    expect(isFailure(failed, 'cancelled')).toBe(true);
  });
});

test('a token that was refused is not tried again', async () => {
  const { server, made } = await serving((response) => {
    response.writeHead(401);
    response.end('{}');
  });
  await using _ = server;
  for (let call = 0; call < 3; call++) {
    const failed = await made.client.send(RECORD).catch((error: unknown) => error);
    expect(isFailure(failed, 'sign_in_refused')).toBe(true);
  }
  expect(server.seen).toHaveLength(1);
  expect(made.states).toEqual([{ kind: 'needs_sign_in' }]);
});

async function serving(answer: Answer, options: Parameters<typeof setUp>[1] = {}) {
  const server = await startServer(answer);
  return { server, made: setUp(server.origin, options) };
}
