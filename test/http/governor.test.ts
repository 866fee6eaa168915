import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/core/http/clock.ts';
import { createGovernor } from '../../src/core/http/governor.ts';
import type { Governor, PaceState } from '../../src/core/http/governor.ts';
import type { Clock } from '../../src/core/http/http.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import { QuotaBudget } from '../../src/core/http/quota-budget.ts';
import type { QuotaFacts } from '../../src/core/http/server-wait.ts';
import { createSpacing } from '../../src/core/http/spacing.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

/** Calls one after the other, each taking `lastsMs`, and notes when each left. */
async function work(
  governor: Governor,
  clock: Clock,
  calls: number,
  lastsMs: number,
  left: number[],
  answer = ok,
): Promise<void> {
  for (let call = 0; call < calls; call++) {
    const permit = await governor.acquire();
    left.push(clock.now());
    await clock.sleep(lastsMs);
    governor.note(answer());
    permit.release();
  }
}

const ok = (): Parameters<Governor['note']>[0] => ({ status: 200, quota: null, serverWait: null });

function most(left: readonly number[], windowMs: number): number {
  let best = 0;
  for (let first = 0, last = 0; last < left.length; last++) {
    while ((left[last] ?? 0) - (left[first] ?? 0) >= windowMs) first++;
    best = Math.max(best, last - first + 1);
  }
  return best;
}

describe('the pace', () => {
  test.each([
    ['raise', undefined, undefined, 1],
    ['raise', 'polite', undefined, 0.5],
    ['raise', 'fast', undefined, 2],
    ['crm', undefined, undefined, 4],
    ['crm', 'polite', undefined, 1],
    ['crm', 'fast', undefined, 8],
    ['raise', 'polite', 1000, 1000],
  ] as const)(
    '%s %s %s is %s requests a second',
    (product, preset, requestsPerSecond, expected) => {
      expect(paceFor({ product, preset, requestsPerSecond }).requestsPerSecond).toBe(expected);
    },
  );

  test.each([0, -1, Number.NaN, Infinity, 1e9])('%s is no rate', (requestsPerSecond) => {
    expect(() => paceFor({ product: 'crm', requestsPerSecond })).toThrow(/number from/);
  });
});

describe('the governor', () => {
  test('never leaves faster than the rate in any window, and everybody gets through', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.2, max: 45, noNaN: true }),
        fc.array(fc.record({ calls: fc.integer({ min: 1, max: 12 }), lastsMs: fc.nat(3000) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.array(fc.record({ atMs: fc.nat(20_000), waitMs: fc.nat(60_000) }), { maxLength: 3 }),
        async (requestsPerSecond, workers, pauses) => {
          const clock = createVirtualClock();
          const pace = paceFor({ product: 'crm', requestsPerSecond });
          const governor = createGovernor({ pace, clock });
          const left: number[] = [];
          const startMs = clock.now();
          const pausing = pauses.map(async ({ atMs, waitMs }) => {
            await clock.sleep(atMs);
            governor.pause(waitMs, 'server');
            const untilMs = clock.now() + waitMs;
            await clock.sleep(waitMs);
            expect(left.filter((at) => at > startMs + atMs && at < untilMs)).toEqual([]);
          });
          const working = workers.map(({ calls, lastsMs }) =>
            work(governor, clock, calls, lastsMs, left),
          );
          const progress = { isDone: false };
          const all = Promise.all([...working, ...pausing]).then(() => (progress.isDone = true));
          for (let minute = 0; minute < 60 && !progress.isDone; minute++)
            await clock.advance(60_000);
          expect(progress.isDone).toBe(true);
          await all;
          expect(left.length).toBe(workers.reduce((sum, { calls }) => sum + calls, 0));
          for (const windowMs of [1000, 60_000, 3_600_000]) {
            expect(most(left, windowMs)).toBeLessThanOrEqual(
              Math.ceil((requestsPerSecond * windowMs) / 1000),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  test('first come, first served, within the bound of concurrency', async () => {
    const clock = createVirtualClock();
    const governor = createGovernor({
      pace: { ...paceFor({ product: 'crm', requestsPerSecond: 10 }), concurrency: 2 },
      clock,
    });
    governor.note(ok());
    const order: number[] = [];
    const permits = [0, 1, 2, 3].map(async (who) => {
      const permit = await governor.acquire();
      order.push(who);
      return permit;
    });
    await clock.advance(10_000);
    expect(order).toEqual([0, 1]);
    const first = await permits[0];
    first?.release();
    first?.release();
    await clock.advance(10_000);
    expect(order).toEqual([0, 1, 2]);
  });

  test('the first call goes alone: only its answer tells the quota', async () => {
    const clock = createVirtualClock();
    const governor = createGovernor({
      pace: paceFor({ product: 'crm', requestsPerSecond: 100 }),
      clock,
    });
    let left = 0;
    const permits = [1, 2, 3].map(async () => (await governor.acquire(), left++));
    await clock.advance(5000);
    expect(left).toBe(1);
    governor.note(ok());
    await clock.advance(5000);
    expect(left).toBe(3);
    await Promise.all(permits);
  });

  test('a waiting worker leaves when its signal aborts, and takes nobody with it', async () => {
    const clock = createVirtualClock();
    const governor = createGovernor({ pace: paceFor({ product: 'raise' }), clock });
    governor.note(ok());
    (await governor.acquire()).release();
    const stop = new AbortController();
    const leaving = governor.acquire(stop.signal).catch((error: unknown) => error);
    const staying = governor.acquire();
    stop.abort();
    expect(isFailure(await leaving, 'cancelled')).toBe(true);
    await clock.advance(1000);
    (await staying).release();
    expect(
      isFailure(await governor.acquire(stop.signal).catch((error: unknown) => error), 'cancelled'),
    ).toBe(true);
  });

  test('really lets about a thousand a second go', async () => {
    const governor = createGovernor({
      pace: paceFor({ product: 'crm', requestsPerSecond: 1000 }),
      clock: systemClock,
    });
    const started = performance.now();
    const left: number[] = [];
    await Promise.all(
      Array.from({ length: 8 }, () =>
        work(governor, { ...systemClock, sleep: async () => {} }, 100, 0, left),
      ),
    );
    const perSecond = 800 / ((performance.now() - started) / 1000);
    expect(perSecond).toBeGreaterThan(500);
    expect(perSecond).toBeLessThan(1100);
  });

  test('slows down on 429 and 503, and comes back', async () => {
    const clock = createVirtualClock({ isAuto: true });
    const governor = createGovernor({
      pace: paceFor({ product: 'raise', requestsPerSecond: 10 }),
      clock,
    });
    const left: number[] = [];
    await work(governor, clock, 5, 0, left, () => ({ ...ok(), status: 503 }));
    const slow = (left[4] ?? 0) - (left[3] ?? 0);
    expect(slow).toBeGreaterThanOrEqual(200);
    const fast: number[] = [];
    await work(governor, clock, 60, 0, fast);
    expect((fast[59] ?? 0) - (fast[58] ?? 0)).toBe(100);
  });

  test('a clock set back makes nobody wait longer; one set forward lets nothing burst', async () => {
    const clock = createVirtualClock();
    const governor = createGovernor({
      pace: paceFor({ product: 'crm', requestsPerSecond: 1 }),
      clock,
    });
    const left: number[] = [];
    const working = work(governor, clock, 4, 0, left);
    await clock.advance(1500);
    expect(left.length).toBe(2);
    clock.jump(-86_400_000);
    await clock.advance(31_000);
    expect(left.length).toBe(4);
    await working;
    clock.jump(86_400_000);
    const more: number[] = [];
    const again = work(governor, clock, 3, 0, more);
    await clock.advance(5000);
    await again;
    expect(most(more, 1000)).toBe(1);
  });
});

/** A server that counts a quota like CRM+, and other integrations that spend of it too. */
function quotaServer(
  clock: Clock,
  limit: number,
  windowMs: number,
  told: (facts: QuotaFacts) => QuotaFacts = (facts) => facts,
) {
  let endsMs = clock.now() + windowMs;
  let used = 0;
  let highest = 0;
  return {
    highest: () => highest,
    spend: (calls: number): void => {
      used += calls;
    },
    answer: (): Parameters<Governor['note']>[0] => {
      if (clock.now() >= endsMs) {
        used = 0;
        endsMs = clock.now() + windowMs;
      }
      used++;
      highest = Math.max(highest, used);
      return {
        ...ok(),
        quota: told({ limit, remaining: Math.max(0, limit - used), resetAtMs: endsMs }),
      };
    },
  };
}

describe('the quota', () => {
  test('never spends more than 80 % of it, and goes on after the reset', async () => {
    const clock = createVirtualClock({ isAuto: true });
    const states: PaceState[] = [];
    const governor = createGovernor({
      pace: paceFor({ product: 'crm', requestsPerSecond: 50 }),
      clock,
      onState: (state) => states.push(state),
    });
    const server = quotaServer(clock, 100, 3_600_000);
    const left: number[] = [];
    const startMs = clock.now();
    await Promise.all([1, 2, 3, 4].map(() => work(governor, clock, 50, 20, left, server.answer)));
    expect(left.length).toBe(200);
    expect(server.highest()).toBeLessThanOrEqual(80);
    expect(server.highest()).toBeGreaterThan(70);
    expect(most(left, 3_600_000)).toBeLessThanOrEqual(80);
    expect(states[0]).toEqual({ kind: 'waiting_for_quota', untilMs: startMs + 3_600_000 });
    expect(clock.now() - startMs).toBeGreaterThan(2 * 3_600_000);
  });

  test('others who spend leave us less, and that shows', async () => {
    const clock = createVirtualClock();
    const states: PaceState[] = [];
    const governor = createGovernor({
      pace: paceFor({ product: 'crm', requestsPerSecond: 50 }),
      clock,
      onState: (state) => states.push(state),
    });
    const server = quotaServer(clock, 1000, 3_600_000);
    server.spend(700);
    const left: number[] = [];
    const working = work(governor, clock, 400, 5, left, server.answer);
    await clock.advance(60_000);
    expect(states.at(-1)).toMatchObject({ kind: 'yielding' });
    await clock.advance(3_500_000);
    // They took 700 in no time and may come again: of what is left most stays theirs.
    expect(server.highest()).toBeLessThanOrEqual(1000 - 30);
    await clock.advance(5 * 3_600_000);
    await working;
  });

  test.each([
    ['remaining that never falls', (facts: QuotaFacts) => ({ ...facts, remaining: 99 })],
    ['no remaining at all', (facts: QuotaFacts) => ({ ...facts, remaining: null })],
    [
      'a reset that always moves on',
      (facts: QuotaFacts) => ({
        ...facts,
        remaining: 99,
        resetAtMs: (facts.resetAtMs ?? 0) + 5000 * (100 - (facts.remaining ?? 0)),
      }),
    ],
  ])('a header that lies does not raise the share: %s', async (_name, told) => {
    const clock = createVirtualClock({ isAuto: true });
    const governor = createGovernor({
      pace: paceFor({ product: 'crm', requestsPerSecond: 50 }),
      clock,
    });
    const server = quotaServer(clock, 100, 600_000, told);
    await Promise.all([1, 2].map(() => work(governor, clock, 120, 5, [], server.answer)));
    expect(server.highest()).toBeLessThanOrEqual(81);
  });

  test('remaining 0 without a reset asks again once a minute', async () => {
    const clock = createVirtualClock();
    const governor = createGovernor({ pace: paceFor({ product: 'crm' }), clock });
    const left: number[] = [];
    const quota = { limit: null, remaining: 0, resetAtMs: null };
    const working = work(governor, clock, 4, 1, left, () => ({ ...ok(), quota }));
    await clock.advance(200_000);
    await working;
    expect(left.map((at) => at - (left[0] ?? 0))).toEqual([0, 60_001, 120_002, 180_003]);
  });

  test('a wait of three hours pauses every worker and shows its end', async () => {
    const clock = createVirtualClock();
    const governor = createGovernor({ pace: paceFor({ product: 'crm' }), clock });
    governor.note({ ...ok(), status: 429, serverWait: { waitMs: 10_800_000, why: 'server' } });
    governor.note({ ...ok(), status: 429, serverWait: { waitMs: 1000, why: 'server' } });
    expect(governor.state()).toEqual({
      kind: 'waiting_for_server',
      untilMs: clock.now() + 10_800_000,
    });
    let isGone = false;
    const going = governor.acquire().then(() => (isGone = true));
    await clock.advance(10_799_000);
    expect(isGone).toBe(false);
    await clock.advance(1000);
    await going;
  });
});

describe('the parts of the governor', () => {
  const letGo = (requestsPerSecond: number, lateMs: number): number => {
    const spacing = createSpacing(requestsPerSecond);
    spacing.take(0);
    let gone = 0;
    for (; spacing.nextAtMs <= lateMs; gone++) spacing.take(lateMs);
    return gone;
  };

  test.each([
    [1000, 10, 10],
    [1000, 20, 20],
    [1000, 10_000, 1],
    [4, 260, 1],
    [4, 10_000, 1],
  ])('at %i/s, %i ms after the last call %i may go', (requestsPerSecond, lateMs, gone) => {
    expect(letGo(requestsPerSecond, lateMs)).toBe(gone);
  });

  test('calls under way count as spent, the smallest number is believed, a new window begins afresh', () => {
    const budget = new QuotaBudget(0.8);
    budget.note({ limit: 100, remaining: 30, resetAtMs: 1000 }, 0, 4);
    expect(budget.seen()?.remaining).toBe(26);
    budget.note({ limit: 5000, remaining: 4000, resetAtMs: 9000 }, 10, 0);
    expect(budget.seen()).toMatchObject({ limit: 100, remaining: 26, resetAtMs: 1000 });
    expect(budget.isSettled(999)).toBe(true);
    expect([budget.next(1000).why, budget.isSettled(1000)]).toEqual(['free', false]);
    budget.note({ limit: 5000, remaining: 4999, resetAtMs: 9000 }, 1001, 0);
    expect(budget.seen()).toMatchObject({ limit: 5000, remaining: 4999, resetAtMs: 9000 });
  });

  test.each([1, 2, 3, 10])(
    'of a quota of %i at least one call is ours, and never more than that share',
    (limit) => {
      const budget = new QuotaBudget(0.8);
      budget.note({ limit, remaining: limit, resetAtMs: 3_600_000 }, 0, 0);
      let calls = 0;
      for (let nowMs = 0; nowMs < 3_600_000; nowMs += 1000) {
        if (budget.next(nowMs).atMs > nowMs) continue;
        budget.take(nowMs);
        calls++;
      }
      expect(calls).toBe(Math.max(1, Math.floor(limit * 0.8)));
    },
  );
});
