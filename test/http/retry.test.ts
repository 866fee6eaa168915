import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_QUOTA_REFUSALS, nextStep, retryBudgetLeft } from '../../src/core/http/retry.ts';
import type { FailedTry } from '../../src/core/http/retry.ts';
import { readQuota, readServerWait } from '../../src/core/http/server-wait.ts';

const FIRST: FailedTry = {
  attempt: 1,
  maxTries: 6,
  quotaRefusals: 0,
  failureKind: 'server_error',
  serverWaitMs: null,
  previousWaitMs: 0,
  budgetLeft: 50,
  random: (): number => 0.5,
};

describe('the decision about another try', () => {
  test.each([
    ['a server error', {}, 1000],
    ['the lowest jitter', { random: (): number => 0 }, 500],
    [
      'grows from the wait before',
      { previousWaitMs: 4000, random: (): number => 0.999999 },
      12_000,
    ],
    ['never above 30 s', { previousWaitMs: 3_600_000, random: (): number => 0.999999 }, 30_000],
    ["the server's wait wins, however long", { serverWaitMs: 10_800_000 }, 10_800_000],
    ["the server's 0 means at once", { serverWaitMs: 0 }, 0],
    ['but never on 429', { failureKind: 'quota', serverWaitMs: 0 }, 1000],
    [
      '429 does not count as a try',
      { failureKind: 'quota', attempt: 6, quotaRefusals: 29, budgetLeft: 0 },
      1000,
    ],
    [
      '429 has a bound of its own',
      { failureKind: 'quota', quotaRefusals: MAX_QUOTA_REFUSALS },
      null,
    ],
    ['the last try', { attempt: 6 }, null],
    ['no budget', { budgetLeft: 0 }, null],
    ['a refused token', { failureKind: 'sign_in_refused' }, null],
    ['too large: it may have been one without an end', { failureKind: 'too_large' }, 1000],
    ['too large again', { failureKind: 'too_large', attempt: 2, maxTries: 2 }, null],
    ['a defect', { failureKind: 'defect', serverWaitMs: 5 }, null],
    ['cancelled', { failureKind: 'cancelled' }, null],
  ] as const)('%s', (_name, change, waitMs) => {
    const step = nextStep({ ...FIRST, ...change });
    expect(step).toEqual(waitMs === null ? { kind: 'give_up' } : { kind: 'retry', waitMs });
  });

  test('every wait without a server wish is 0.5 to 30 s', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.9999999, noNaN: true }),
        fc.nat(10_000_000),
        (random, previousWaitMs) => {
          const step = nextStep({ ...FIRST, random: (): number => random, previousWaitMs });
          expect(step.kind === 'retry' && step.waitMs >= 500 && step.waitMs <= 30_000).toBe(true);
        },
      ),
    );
  });

  test('the budget is fifty and a fifth of the calls', () => {
    expect([retryBudgetLeft(0, 0), retryBudgetLeft(1000, 250), retryBudgetLeft(1004, 249)]).toEqual(
      [50, 0, 1],
    );
  });
});

describe('what the server asks for', () => {
  const now = Date.UTC(2026, 0, 15, 12);
  const inSeconds = (seconds: number): string => String(now / 1000 + seconds);
  const date = (seconds: number): string => new Date(now + seconds * 1000).toUTCString();

  test.each([
    [429, { 'retry-after': '7' }, 7000],
    [429, { 'retry-after': '0' }, 1000],
    [429, { 'retry-after': '10800' }, 10_800_000],
    [429, { 'retry-after': date(90) }, 90_000],
    [429, { 'retry-after': date(-90) }, 1000],
    [429, { 'retry-after': 'soon' }, null],
    [429, { 'retry-after': '-5' }, null],
    [429, { 'retry-after': '999999999999' }, 31 * 86_400_000],
    [429, { 'retry-after': '259200' }, 3 * 86_400_000],
    [429, {}, null],
    [429, { 'x-ratelimit-reset': inSeconds(60) }, 60_000],
    [429, { 'x-ratelimit-reset': inSeconds(-60) }, null],
    [429, { 'x-ratelimit-reset': inSeconds(9_000_000) }, 3_600_000],
    [429, { 'x-ratelimit-reset': '60' }, null],
    [429, { 'x-ratelimit-reset': 'never' }, null],
    [
      429,
      { 'retry-after': '5', 'x-ratelimit-remaining': '100', 'x-ratelimit-reset': inSeconds(900) },
      5000,
    ],
    [
      429,
      { 'retry-after': '5', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(900) },
      900_000,
    ],
    [429, { 'retry-after': date(90), date: date(30) }, 60_000],
    [429, { 'x-ratelimit-reset': inSeconds(1200), date: date(900) }, 300_000],
    [503, { 'retry-after': '120' }, 120_000],
    [503, { 'x-ratelimit-reset': inSeconds(60) }, null],
    [200, { 'retry-after': '120' }, null],
  ])('%i %j waits %s ms', (status, headers, waitMs) => {
    const wait = readServerWait(status, new Headers(headers), now);
    expect(wait?.waitMs ?? null).toBe(waitMs);
  });

  test.each([
    ['5000', '4999', inSeconds(10), { limit: 5000, remaining: 4999, resetAtMs: now + 10_000 }],
    ['5000, 1500', '700, 12', '', { limit: 1500, remaining: 12, resetAtMs: null }],
    ['1500', '99999', 'x', { limit: 1500, remaining: 1500, resetAtMs: null }],
    ['0', '-3', '', { limit: null, remaining: 0, resetAtMs: null }],
    ['many', 'few', 'soon', null],
  ])('quota %s / %s / %s', (limit, remaining, reset, facts) => {
    const headers = new Headers({
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': remaining,
      'x-ratelimit-reset': reset,
    });
    expect(readQuota(headers, now)).toEqual(facts);
  });
});
