import { expect, test } from 'vitest';
import { PaceOfRun } from '../../src/core/auditor.ts';

const stream = (name: 'raise.gifts' | 'crm.gifts', read: number, advertised: number | null) =>
  ({ kind: 'stream', stream: name, read, advertised, isEnd: false }) as const;

test('time left of reading, from what was read so far', () => {
  const pace = new PaceOfRun(2, 0);
  expect(pace.readingLeft(10_000)).toBeNull();
  pace.add(stream('raise.gifts', 100, 300), 10_000);
  expect([pace.isWholeKnown, pace.readingLeft(10_000)]).toEqual([false, 20]);
  pace.add(stream('crm.gifts', 100, 100), 20_000);
  // The slower product decides: 100 of 300 in 20 s.
  expect([pace.isWholeKnown, pace.readingLeft(20_000)]).toEqual([true, 40]);
  expect(pace.records).toEqual({ read: 200, advertised: 400 });
});

test('a list that tells no number, or too small a one, counts as what was read of it', () => {
  const pace = new PaceOfRun(2, 0);
  pace.add(stream('raise.gifts', 100, null), 1000);
  pace.add(stream('crm.gifts', 100, 50), 1000);
  expect(pace.records).toEqual({ read: 200, advertised: 200 });
  expect(pace.isWholeKnown).toBe(false);
});

test('time left of confirming is counted from where its round began', () => {
  const pace = new PaceOfRun(0, 0);
  pace.add({ kind: 'confirm', done: 10, total: 50 }, 60_000);
  expect(pace.confirmingLeft(70_000)).toBeNull();
  pace.add({ kind: 'confirm', done: 20, total: 50 }, 70_000);
  expect(pace.confirmingLeft(70_000)).toBe(30);
  // A new round begins.
  pace.add({ kind: 'confirm', done: 0, total: 8 }, 80_000);
  expect([pace.confirming, pace.confirmingLeft(90_000)]).toEqual([{ done: 0, total: 8 }, null]);
});

test('calls a second, of both products', () => {
  const pace = new PaceOfRun(0, 0);
  pace.add({ kind: 'calls', calls: { raise: 5, crm: 15 } }, 1000);
  expect([pace.calls, pace.callsPerSecond(10_000)]).toEqual([20, 2]);
});
