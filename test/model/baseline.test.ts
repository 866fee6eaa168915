import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baselineOf, FEWEST_RUNS, spikeOf } from '../../src/core/model/baseline.ts';

const figure = fc.integer({ min: 0, max: 1_000_000 });
const earlier = fc.array(figure, { minLength: FEWEST_RUNS, maxLength: 60 });

function spikeAfter(before: readonly number[], value: number): string | null {
  const baseline = baselineOf(before);
  return baseline === null ? null : spikeOf(value, baseline);
}

describe('what is usual', () => {
  test.each([
    ['nothing is usual after four runs', [3, 3, 3, 3], 400, null],
    ['twelve where there were none', [0, 0, 0, 0, 0], 12, 'above'],
    ['one where there was none is let pass', [0, 0, 0, 0, 0], 1, null],
    ['none where there were forty', [40, 41, 39, 40, 42], 0, 'below'],
    ['a twentieth more of what never changed', [1000, 1000, 1000, 1000, 1000], 1050, null],
    ['more than that', [1000, 1000, 1000, 1000, 1000], 1051, 'above'],
    ['within its usual spread', [10, 20, 30, 40, 50], 80, null],
    ['out of its usual spread', [10, 20, 30, 40, 50], 90, 'above'],
    ['a spike among the earlier ones hides no other', [5, 6, 5, 900, 6, 5], 40, 'above'],
    [
      'what was usual more than thirty runs ago is forgotten',
      [...fill(9), ...fill(500)],
      9,
      'below',
    ],
  ] as const)('%s', (_, before, value, expected) => {
    expect(spikeAfter(before, value)).toBe(expected);
  });

  test('its own middle and both ends are as usual, and it is never below nothing', () => {
    fc.assert(
      fc.property(earlier, (before) => {
        const baseline = baselineOf(before);
        if (baseline === null) throw new Error('There are enough runs.');
        const { low, median, high, runs } = baseline;
        expect(runs).toBe(Math.min(before.length, 30));
        expect(low).toBeGreaterThanOrEqual(0);
        for (const value of [low, median, high]) expect(spikeOf(value, baseline)).toBeNull();
      }),
    );
  });

  test('the order of the runs that count does not', () => {
    fc.assert(
      fc.property(earlier, figure, (before, value) => {
        const counted = before.slice(-30);
        expect(spikeAfter(counted.toReversed(), value)).toBe(spikeAfter(before, value));
      }),
    );
  });

  test('what is higher than a spike above is one too', () => {
    fc.assert(
      fc.property(earlier, figure, fc.nat(), (before, value, more) => {
        if (spikeAfter(before, value) === 'above')
          expect(spikeAfter(before, value + more)).toBe('above');
      }),
    );
  });

  test('one earlier figure, whatever it is, never makes an unchanged one a spike', () => {
    fc.assert(
      fc.property(figure, figure, fc.nat({ max: 5 }), (usual, odd, at) => {
        const before = [usual, usual, usual, usual, usual].toSpliced(at, 0, odd);
        expect(spikeAfter(before, usual)).toBeNull();
      }),
    );
  });
});

function fill(value: number): number[] {
  return Array.from({ length: 31 }, () => value);
}
