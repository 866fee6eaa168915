import { expect, test } from 'vitest';
import { createClockOffset } from '../../src/core/http/clock-offset.ts';
import type { CallFacts } from '../../src/core/model/call-facts.ts';

const AT = Date.UTC(2026, 10, 24, 10);

function call(facts: Partial<CallFacts>): CallFacts {
  return {
    product: 'crm',
    method: 'GET',
    path: '/api/Contact/17',
    stream: 'contact',
    startedAtMs: AT,
    durationMs: 1000,
    status: 200,
    failure: null,
    attempt: 1,
    bytes: 2,
    serverDateMs: null,
    ...facts,
  };
}

test('no header, no offset', () => {
  const offset = createClockOffset();
  offset.note(call({}));
  expect(offset.seconds()).toBeNull();
});

test.each([
  ['the same second', AT, 0],
  ['ahead', AT + 90_000, 90],
  ['behind', AT - 3_600_000, -3600],
])('%s, from the middle of the call', (_, serverDateMs, seconds) => {
  const offset = createClockOffset();
  offset.note(call({ serverDateMs }));
  expect(offset.seconds()).toBe(seconds);
});

test('a short call tells better than a long one, but not for ever', () => {
  const offset = createClockOffset();
  offset.note(call({ serverDateMs: AT + 5000 }));
  offset.note(call({ serverDateMs: AT + 50_000, durationMs: 20_000, startedAtMs: AT + 1000 }));
  expect(offset.seconds()).toBe(5);
  offset.note(call({ serverDateMs: AT + 200_000, durationMs: 2000, startedAtMs: AT + 190_000 }));
  expect(offset.seconds()).toBe(10);
});
