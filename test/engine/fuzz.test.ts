import {
  assert as fcAssert,
  asyncProperty,
  constantFrom,
  json,
  jsonValue,
  oneof,
  sample,
  string,
  tuple,
  uint8Array,
  type Arbitrary,
} from 'fast-check';
import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FailureFacts } from '../../src/contract/failure.ts';
import { makeCanaryCustomer, type CanaryCustomer } from './canary-customer.ts';
import { call, commandPaths, inputsFor } from './every-command.ts';
import { reachThroughPort, reachThroughTab, type Reached } from './transports.ts';

// Whatever a page sends, the engine answers: with a value, the contract's typed error or BAD_REQUEST; never with a defect,
// and it answers the next question too.
let reached: Reached;
let customer: CanaryCustomer;
beforeAll(async () => {
  reached = await reachThroughPort();
  customer = await makeCanaryCustomer(reached.client, 'Customer', 27182);
});
afterAll(async () => {
  await reached.close();
  await customer.sandbox.close();
});

const text = oneof(
  string({ unit: 'binary', maxLength: 40 }),
  constantFrom('__proto__', '../..', "'; DROP TABLE run; --", '%_', '"', '\0', '1e999', 'NaN'),
);
const value = oneof(
  jsonValue({ maxDepth: 2, noUnicodeString: false }),
  text,
  constantFrom(-1, 0, 1e15, 2 ** 53, -0.5, null, [], {}, true),
);

/** Anything at all, or a good input with one member changed, taken away or added. */
function inputFor(path: string): Arbitrary<unknown> {
  const good = inputsFor(customer.asked)[path];
  if (typeof good !== 'object' || good === null) return value;
  const members = constantFrom(...Object.keys(good));
  const changed = tuple(members, value).map(([member, other]) => ({ ...good, [member]: other }));
  const added = tuple(text, value).map(([member, other]) => ({ ...good, [member]: other }));
  return oneof({ weight: 1, arbitrary: value }, { weight: 4, arbitrary: changed }, added);
}

/** The workspace that the other commands are asked in must stay as it is. */
const IS_TOO_MUCH = new Set(['workspaces.remove', 'workspaces.openDemo', 'keys.choose']);

/** Each try of these takes seconds: a connection is tested, and an id that isn't there is asked for again after five seconds. */
const SLOW = /^connection\.test|^runs\.check$/;

test.for(commandPaths())('%s answers whatever it is sent', { timeout: 40_000 }, async (path) => {
  const arbitrary = IS_TOO_MUCH.has(path) ? value : inputFor(path);
  await fcAssert(
    asyncProperty(arbitrary, async (input) => {
      const stop = new AbortController();
      const error = await errorOf(path, input, stop);
      if (error === null || stop.signal.aborted) return;
      if (!(error instanceof ORPCError)) throw error;
      expect(['FAILURE', 'BAD_REQUEST']).toContain(error.code);
      if (error.code !== 'FAILURE') return;
      const { kind, sentence } = error.data as FailureFacts;
      expect({ kind, sentence }).not.toMatchObject({ kind: 'defect' });
    }),
    { numRuns: SLOW.test(path) ? 5 : 25, seed: 4 },
  );
  expect((await reached.client.app.info()).version).toBe('test');
});

/** What came of it; a stream is listened to for a moment. */
async function errorOf(path: string, input: unknown, stop: AbortController): Promise<unknown> {
  try {
    const answer = await call(reached.client, path, input, stop.signal);
    if (typeof answer !== 'object' || answer === null || !(Symbol.asyncIterator in answer))
      return null;
    const stream = (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    const timer = setTimeout(() => stop.abort(), 20);
    for (let next = await stream.next(); next.done !== true;) next = await stream.next();
    clearTimeout(timer);
    return null;
  } catch (error) {
    return error;
  }
}

test('garbage on a port ends neither the engine’s thread nor another page', async () => {
  const tab = await reachThroughTab();
  try {
    const sockets = await Promise.all([tab.openSocket(), tab.openSocket()]);
    const pieces = sample(oneof(json(), text, uint8Array({ maxLength: 200 })), {
      numRuns: 300,
      seed: 5,
    });
    const messages = [
      '{"i":1}',
      '{"i":"1","p":{"u":"/app/info"}}',
      'null',
      '[]',
      '{"i":"9","t":3}',
    ];
    for (const [index, piece] of [...pieces, ...messages].entries())
      sockets[index % 2]?.send(piece);
    expect((await tab.client.app.info()).host).toBe('browser_tab');
    for (const socket of sockets) socket.close();
    await expect.poll(() => tab.errors()).toContain('kind: defect');
    expect(await tab.client.workspaces.list()).toEqual([]);
  } finally {
    await tab.close();
  }
});
