import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGovernor } from '../../src/core/http/governor.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import { QuotaBudget } from '../../src/core/http/quota-budget.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const HOUR_MS = 3_600_000;

/** How many of `at` lie in the fullest stretch of `lengthMs`. */
function fullest(at: readonly number[], lengthMs: number): number {
  let best = 0;
  for (let first = 0, last = 0; last < at.length; last++) {
    while ((at[last] ?? 0) - (at[first] ?? 0) >= lengthMs) first++;
    best = Math.max(best, last - first + 1);
  }
  return best;
}

describe('our share of a quota', () => {
  test('is never passed in any hour, second or minute, whatever others do, whenever we pause', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 5, max: 400 }),
        fc.integer({ min: 0, max: HOUR_MS - 1 }),
        fc.array(fc.record({ atMs: fc.nat(3 * HOUR_MS), calls: fc.nat(300) }), { maxLength: 8 }),
        fc.array(fc.record({ atMs: fc.nat(3 * HOUR_MS), forMs: fc.nat(HOUR_MS) }), {
          maxLength: 2,
        }),
        async (limit, startMs, others, pauses) => {
          const clock = createVirtualClock({ startMs });
          const pace = paceFor({ product: 'crm' });
          const governor = createGovernor({ pace, clock });
          const waits = others.toSorted((a, b) => a.atMs - b.atMs);
          const left: number[] = [];
          let [window, used, next] = [0, 0, 0];
          const spend = (calls: number): void => {
            const now = Math.floor(clock.now() / HOUR_MS);
            if (now !== window) [window, used] = [now, 0];
            used = Math.min(limit, used + calls);
          };
          const worker = async (): Promise<void> => {
            while (clock.now() < startMs + 3 * HOUR_MS) {
              const permit = await governor.acquire();
              for (; (waits[next]?.atMs ?? Infinity) + startMs <= clock.now(); next++)
                spend(waits[next]?.calls ?? 0);
              left.push(clock.now());
              spend(1);
              await clock.sleep(150);
              governor.note({
                status: 200,
                serverWait: null,
                quota: { limit, remaining: limit - used, resetAtMs: (window + 1) * HOUR_MS },
              });
              permit.release();
            }
          };
          const pausing = pauses.map(async ({ atMs, forMs }) => {
            await clock.sleep(atMs);
            governor.hold();
            await clock.sleep(forMs);
            governor.release();
          });
          const all = Promise.all([worker(), worker(), ...pausing]);
          for (let minute = 0; minute < 10 * 60; minute++) await clock.advance(60_000);
          await all;
          const most = Math.max(1, Math.floor(limit * 0.8));
          expect(fullest(left, HOUR_MS)).toBeLessThanOrEqual(most);
          expect(fullest(left, 1000)).toBeLessThanOrEqual(pace.requestsPerSecond);
          expect(fullest(left, 60_000)).toBeLessThanOrEqual(60 * pace.requestsPerSecond);
          expect(left.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  test('is what others leave: the more they spend, the less is ours', () => {
    const oursBeside = (others: number): number => {
      const budget = new QuotaBudget(0.8);
      // Half of the hour has passed, and all that was spent in it was theirs.
      budget.note({ limit: 5000, remaining: 5000 - others, resetAtMs: HOUR_MS / 2 }, 0, 0);
      let calls = 0;
      for (let nowMs = 0; nowMs < HOUR_MS / 2; nowMs += 250) {
        if (budget.next(nowMs).atMs > nowMs) continue;
        budget.take(nowMs);
        calls++;
        // They go on as they did.
        const spent = Math.round(others * (1 + nowMs / (HOUR_MS / 2)));
        const remaining = Math.max(0, 5000 - spent - calls);
        budget.note({ limit: 5000, remaining, resetAtMs: HOUR_MS / 2 }, nowMs, 0);
      }
      return calls;
    };
    const ours = [0, 500, 1000, 1500, 2000, 2400].map(oursBeside);
    expect(ours).toEqual(ours.toSorted((a, b) => b - a));
    // Four fifths, but for two that are kept to ask what a new window holds.
    expect(ours[0]).toBe(3998);
    // 2,000 in half an hour are 4,000 in the whole: a thousand is left, and most of that is ours.
    expect(ours[4]).toBeGreaterThan(600);
    expect(ours[4]).toBeLessThanOrEqual(810);
  });

  test('a job that comes each hour is expected after it was seen once', () => {
    const budget = new QuotaBudget(0.8);
    const play = (startMs: number): number => {
      let calls = 0;
      for (let nowMs = startMs; nowMs < startMs + HOUR_MS; nowMs += 500) {
        const others = nowMs - startMs >= 50 * 60_000 ? 3000 : 0;
        if (budget.next(nowMs).atMs > nowMs) continue;
        budget.take(nowMs);
        calls++;
        const quota = {
          limit: 5000,
          remaining: 5000 - others - calls,
          resetAtMs: startMs + HOUR_MS,
        };
        budget.note(quota, nowMs, 0);
      }
      return calls;
    };
    const [first, second] = [play(0), play(HOUR_MS)];
    expect(first).toBeGreaterThan(3000);
    expect(second).toBeLessThanOrEqual(1600);
  });
});
