import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGovernor, type Governor } from '../../src/core/http/governor.ts';
import { readPaceMemory } from '../../src/core/http/pace-memory.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LIMIT = 1500;
const START = Date.UTC(2026, 0, 15, 12, 0, 5);

/** Asks for four hours without a break, as one process after the other; what it asked in each of the product's hours. */
async function callsByHour(world: {
  restartAtMinutes?: readonly number[];
  /** Where another process learns what the one before it knew: as text, which is how it is kept. */
  keeps?: boolean;
  /** By how much the product's hours begin later than it tells. */
  lateMs?: number;
  othersPerHour?: number;
  /** What the answer of this number tells instead of the truth. */
  lie?: { readonly of: number; readonly remaining: number; readonly resetInMs: number | null };
  lengthMs?: number;
  limit?: number;
}): Promise<number[]> {
  const { restartAtMinutes = [], lateMs = 0, othersPerHour = 0, lengthMs = HOUR_MS } = world;
  const { keeps = true, limit = LIMIT, lie } = world;
  const clock = createVirtualClock({ startMs: START });
  const used = new Map<number, number>();
  const hours: number[] = [];
  let answers = 0;
  const start = (): Governor => createGovernor({ pace: paceFor({ product: 'crm' }), clock });
  const work = async (governor: Governor): Promise<void> => {
    for (;;) {
      const permit = await governor.acquire();
      if (governor !== current) return;
      const nowMs = clock.now();
      const window = Math.floor((nowMs - lateMs) / lengthMs);
      used.set(window, (used.get(window) ?? 0) + 1);
      const hour = Math.floor((nowMs - Math.floor(START / HOUR_MS) * HOUR_MS) / HOUR_MS);
      hours[hour] = (hours[hour] ?? 0) + 1;
      const others = Math.floor((((nowMs - lateMs) % lengthMs) / lengthMs) * othersPerHour);
      const resetAtMs = (window + 1) * lengthMs;
      const truth = {
        limit,
        remaining: Math.max(0, limit - (used.get(window) ?? 0) - others),
        // What lies in the past is nothing that can be read.
        resetAtMs: resetAtMs > nowMs ? resetAtMs : null,
      };
      answers++;
      const told =
        lie?.of === answers
          ? {
              limit,
              remaining: lie.remaining,
              resetAtMs: lie.resetInMs === null ? null : nowMs + lie.resetInMs,
            }
          : truth;
      governor.note({ status: 200, quota: told, serverWait: null });
      permit.release();
      await Promise.resolve();
    }
  };
  let current = start();
  void work(current);
  for (let minute = 0; minute < 240; minute++) {
    if (restartAtMinutes.includes(minute)) {
      const kept = readPaceMemory(JSON.parse(JSON.stringify(current.memory())));
      current = start();
      if (keeps && kept !== null) current.recall(kept);
      void work(current);
    }
    await clock.advance(MINUTE_MS);
  }
  current = start();
  return hours.slice(0, 4);
}

describe('a quota that others use too', () => {
  test.each([[[20]], [[58]], [[8, 16, 24]], [[5, 10, 15, 20, 25, 30, 61, 62, 63]]])(
    'is counted over restarts, here after %s minutes',
    async (restartAtMinutes) => {
      const undisturbed = await callsByHour({});
      const restarted = await callsByHour({ restartAtMinutes });
      for (const [hour, calls] of restarted.entries()) {
        expect(calls).toBeLessThanOrEqual(LIMIT * 0.8);
        expect(calls).toBeGreaterThan((undisturbed[hour] ?? 0) * 0.97);
      }
    },
  );

  test('would be overdrawn by a process that forgets', async () => {
    const [first = 0] = await callsByHour({ restartAtMinutes: [20], keeps: false });
    expect(first).toBeGreaterThan(LIMIT * 0.8);
  });

  test.each([0, 500, 900, 1900])(
    'is not taken for the old one when its hours begin %d ms late',
    async (lateMs) => {
      for (const othersPerHour of [600, 1000]) {
        const ours = (LIMIT - othersPerHour) * 0.8;
        for (const calls of await callsByHour({ lateMs, othersPerHour })) {
          expect(calls).toBeGreaterThan(ours * 0.97);
          expect(calls).toBeLessThan(ours * 1.05);
        }
      }
    },
  );

  test.each([
    { of: 20, remaining: 0, resetInMs: MINUTE_MS },
    { of: 20, remaining: 0, resetInMs: null },
    { of: 1000, remaining: 0, resetInMs: MINUTE_MS },
    { of: 1000, remaining: 700, resetInMs: MINUTE_MS },
    { of: 1000, remaining: 100, resetInMs: null },
  ])(
    'answer $of telling $remaining left and $resetInMs ms slows two hours at most',
    async (lie) => {
      const hours = await callsByHour({ lie });
      for (const calls of hours) expect(calls).toBeLessThanOrEqual(LIMIT * 0.8);
      for (const calls of hours) expect(calls).toBeGreaterThan(LIMIT * 0.8 * 0.015);
      expect(hours[3]).toBeGreaterThan(LIMIT * 0.8 * 0.97);
    },
  );

  test('of a minute is learned to be one', async () => {
    const hours = await callsByHour({ lengthMs: MINUTE_MS, limit: 100 });
    for (const calls of hours) expect(calls).toBeGreaterThan(60 * 100 * 0.7);
  });
});

describe('what a process hands on to the next', () => {
  test('are the waits that go on, whatever else holds calls back', async () => {
    const clock = createVirtualClock({ startMs: START });
    const pace = paceFor({ product: 'raise' });
    const first = createGovernor({ pace, clock });
    first.pause(3 * HOUR_MS, 'server');
    first.hold();
    expect(first.state()).toEqual({ kind: 'paused' });
    const kept = first.memory();
    await clock.advance(HOUR_MS);
    const second = createGovernor({ pace, clock });
    second.recall(kept);
    expect(second.state()).toEqual({
      kind: 'waiting_for_server',
      untilMs: START + 3 * HOUR_MS,
    });
    await clock.advance(2 * HOUR_MS);
    const third = createGovernor({ pace, clock });
    third.recall(second.memory());
    expect(third.state()).toEqual({ kind: 'running' });
  });

  test('moves along when the clock is set back before the next one starts', async () => {
    const clock = createVirtualClock({ startMs: START });
    const pace = paceFor({ product: 'raise' });
    const first = createGovernor({ pace, clock });
    first.pause(3 * HOUR_MS, 'server');
    const kept = first.memory();
    clock.jump(-24 * HOUR_MS);
    const second = createGovernor({ pace, clock });
    second.recall(kept);
    expect(second.state()).toEqual({
      kind: 'waiting_for_server',
      untilMs: START - 21 * HOUR_MS,
    });
  });

  test('comes back as it was from the text in which it is kept', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            remaining: fc.nat(LIMIT),
            passMs: fc.nat(20 * MINUTE_MS),
            waits: fc.boolean(),
          }),
          { maxLength: 12 },
        ),
        async (answers) => {
          const clock = createVirtualClock({ startMs: START });
          const pace = paceFor({ product: 'crm' });
          const first = createGovernor({ pace, clock });
          for (const { remaining, passMs, waits } of answers) {
            const resetAtMs = Math.ceil((clock.now() + 1) / HOUR_MS) * HOUR_MS;
            first.note({
              status: waits ? 429 : 200,
              quota: { limit: LIMIT, remaining, resetAtMs },
              serverWait: waits ? { waitMs: 5000, why: 'quota' } : null,
            });
            await clock.advance(passMs);
          }
          // Whoever looks ends a window that is over.
          first.state();
          const kept = first.memory();
          const second = createGovernor({ pace, clock });
          second.recall(kept);
          expect(readPaceMemory(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
          expect(second.memory()).toEqual(kept);
        },
      ),
      { numRuns: 100 },
    );
  });

  test.each([null, {}, { savedAtMs: 1 }, 'x', { savedAtMs: 'now', waits: {}, quota: {} }])(
    'is nothing if it was %j',
    (stored) => {
      expect(readPaceMemory(stored)).toBeNull();
    },
  );
});
