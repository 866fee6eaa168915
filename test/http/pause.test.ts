import { expect, test } from 'vitest';
import { createHttpClient } from '../../src/core/http/client.ts';
import { createGovernor } from '../../src/core/http/governor.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import { connect } from '../../src/core/facade/connect.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import type { PaceState } from '../../src/core/model/pace-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { json, startServer } from './local-server.ts';

function setUp() {
  const clock = createVirtualClock();
  const states: PaceState[] = [];
  const governor = createGovernor({
    pace: paceFor({ product: 'crm', requestsPerSecond: 10 }),
    clock,
    onState: (state) => states.push(state),
  });
  governor.note({ status: 200, quota: null, serverWait: null });
  const left: number[] = [];
  const startMs = clock.now();
  const call = async (signal?: AbortSignal) => {
    const permit = await governor.acquire(signal);
    left.push(clock.now() - startMs);
    return permit;
  };
  return { clock, states, governor, left, call };
}

test('no call leaves while held; those under way end; release lets them go in their order and pace', async () => {
  const { clock, states, governor, left, call } = setUp();
  const underWay = await call();
  governor.hold();
  expect(states).toEqual([{ kind: 'paused' }]);
  const waiting = [call(), call(), call()];
  await clock.advance(3_600_000);
  underWay.release();
  governor.note({ status: 200, quota: null, serverWait: null });
  await clock.advance(3_600_000);
  expect(left).toEqual([0]);
  // Nobody looks at the clock meanwhile.
  expect(clock.sleepers).toBe(0);
  governor.release();
  await clock.advance(1000);
  expect(left).toEqual([0, 7_200_000, 7_200_100, 7_200_200]);
  expect(states).toEqual([{ kind: 'paused' }, { kind: 'running' }]);
  for (const permit of await Promise.all(waiting)) permit.release();
});

test('a pause wins over a wait, which goes on behind it', async () => {
  const { clock, states, governor, left, call } = setUp();
  const startMs = clock.now();
  governor.pause(60_000, 'quota');
  governor.hold();
  governor.pause(120_000, 'server');
  const waiting = call();
  await clock.advance(90_000);
  expect(governor.state()).toEqual({ kind: 'paused' });
  governor.release();
  expect(left).toEqual([]);
  await clock.advance(60_000);
  expect(left).toEqual([120_000]);
  expect(states).toEqual([
    { kind: 'waiting_for_quota', untilMs: startMs + 60_000 },
    { kind: 'paused' },
    { kind: 'waiting_for_server', untilMs: startMs + 120_000 },
    { kind: 'running' },
  ]);
  (await waiting).release();
});

test('cancelling while held works at once, and the next in line is still there', async () => {
  const { clock, governor, left, call } = setUp();
  governor.hold();
  const cancel = new AbortController();
  const cancelled = call(cancel.signal);
  const next = call();
  cancel.abort();
  await expect(cancelled).rejects.toSatisfy((error) => isFailure(error, 'cancelled'));
  expect(left).toEqual([]);
  governor.release();
  await clock.advance(1000);
  expect(left).toHaveLength(1);
  (await next).release();
});

test('holding twice is holding once', async () => {
  const { clock, states, governor, left, call } = setUp();
  governor.hold();
  governor.hold();
  const waiting = call();
  governor.release();
  await clock.advance(0);
  expect([left.length, states.length]).toEqual([1, 2]);
  (await waiting).release();
});

test('a link pauses both products; an answer under way is read to its end', async () => {
  let answer: (() => void) | null = null;
  await using server = await startServer((response) => {
    answer = () => json(response, { organizationName: 'Harbor' });
  });
  const states: unknown[] = [];
  const access = { url: server.origin, token: 'token-of-a-test', requestsPerSecond: 1000 };
  const link = connect({
    raise: access,
    crm: access,
    onPace: (product, state) => states.push([product, state.kind]),
  });
  const first = link.connections.crm?.organization();
  await expect.poll(() => server.seen.length).toBe(1);
  link.pause();
  expect(link.isPaused).toBe(true);
  expect(states).toEqual([
    ['raise', 'paused'],
    ['crm', 'paused'],
  ]);
  (answer as (() => void) | null)?.();
  expect(await first).toMatchObject({ name: 'Harbor' });
  const cancel = new AbortController();
  const second = link.connections.crm?.organization(cancel.signal);
  const third = link.connections.crm?.organization();
  cancel.abort();
  await expect(second).rejects.toSatisfy((error) => isFailure(error, 'cancelled'));
  expect(server.seen).toHaveLength(1);
  link.resume();
  await expect.poll(() => server.seen.length).toBe(2);
  (answer as (() => void) | null)?.();
  await third;
  expect(link.isPaused).toBe(false);
});

test.each([
  ['Tue, 24 Nov 2026 10:00:00 GMT', Date.UTC(2026, 10, 24, 10)],
  ['yesterday', null],
  ['2026-11-24T10:00:00Z', null],
])('the Date header %s is told with the call', async (date, serverDateMs) => {
  await using server = await startServer((response) => {
    response.setHeader('Date', date);
    json(response, { id: 17 });
  });
  const told: (number | null)[] = [];
  const client = createHttpClient({
    product: 'crm',
    origin: server.origin,
    token: 'token-of-a-test',
    onCall: (call) => told.push(call.serverDateMs),
  });
  await client.send({ method: 'GET', path: '/api/Contact/17', stream: 'contact' });
  expect(told).toEqual([serverDateMs]);
});
