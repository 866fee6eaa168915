import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairReversals, type ReversalSide } from '../../src/core/matching/reversals.ts';

const side = (sign: 1 | -1, from: number) =>
  fc
    .array(
      fc.record({
        contact: fc.constantFrom<number | null>(1, 2, null),
        currency: fc.constantFrom('USD', 'CAD'),
        amount: fc.constantFrom(sign * 100, sign * 250),
        day: fc.integer({ min: 0, max: 6 }),
      }),
      { maxLength: 6 },
    )
    .map((sides) => sides.map((one, at): ReversalSide => ({ ...one, id: from + at })));
const sides = fc.tuple(side(1, 1), side(-1, 101));

const fits = (original: ReversalSide, reversal: ReversalSide): boolean =>
  original.contact !== null &&
  original.contact === reversal.contact &&
  original.currency === reversal.currency &&
  original.amount === -reversal.amount &&
  reversal.day >= original.day;

/** Tries every way of giving each original one of the reversals, or none. */
function mostPairs(originals: readonly ReversalSide[], reversals: readonly ReversalSide[]): number {
  const [first, ...rest] = originals;
  if (first === undefined) return 0;
  return Math.max(
    mostPairs(rest, reversals),
    ...reversals
      .filter((reversal) => fits(first, reversal))
      .map(
        (taken) =>
          1 +
          mostPairs(
            rest,
            reversals.filter((other) => other !== taken),
          ),
      ),
  );
}

describe('reversals that name no original', () => {
  it('are paired one to one, with gifts they fit', () => {
    fc.assert(
      fc.property(sides, ([originals, reversals]) => {
        const pairs = pairReversals(originals, reversals);
        expect(new Set(pairs.values()).size).toBe(pairs.size);
        for (const [originalId, reversalId] of pairs) {
          const original = originals.find(({ id }) => id === originalId);
          const reversal = reversals.find(({ id }) => id === reversalId);
          expect(original && reversal && fits(original, reversal)).toBe(true);
        }
      }),
    );
  });

  it('are paired as often as any way of pairing could', () => {
    fc.assert(
      fc.property(sides, ([originals, reversals]) => {
        expect(pairReversals(originals, reversals).size).toBe(mostPairs(originals, reversals));
      }),
      { numRuns: 300 },
    );
  });

  it('are paired the same in whatever order they came', () => {
    const shuffled = sides.chain(([originals, reversals]) =>
      fc.tuple(
        fc.constant([originals, reversals] as const),
        fc.shuffledSubarray(originals, { minLength: originals.length }),
        fc.shuffledSubarray(reversals, { minLength: reversals.length }),
      ),
    );
    const rows = (pairs: Map<number, number>) => [...pairs].toSorted(([a], [b]) => a - b);
    fc.assert(
      fc.property(shuffled, ([[originals, reversals], a, b]) => {
        expect(rows(pairReversals(a, b))).toEqual(rows(pairReversals(originals, reversals)));
      }),
    );
  });

  it('go to the earliest gift first, from its own day on', () => {
    const one = { contact: 1, currency: 'USD', amount: 100 };
    const pairs = pairReversals(
      [
        { ...one, id: 2, day: 5 },
        { ...one, id: 1, day: 3 },
      ],
      [
        { ...one, id: 12, amount: -100, day: 9 },
        { ...one, id: 11, amount: -100, day: 5 },
        { ...one, id: 10, amount: -100, day: 2 },
      ],
    );
    expect([...pairs].toSorted(([a], [b]) => a - b)).toEqual([
      [1, 11],
      [2, 12],
    ]);
  });

  const one = { contact: 1, currency: 'USD', amount: 100 };
  const ids = (originals: ReversalSide[], reversals: ReversalSide[]) =>
    [...pairReversals(originals, reversals)].toSorted(([a], [b]) => a - b);

  it('go by the day, not by the order in which they were read', () => {
    const back = { ...one, amount: -100 };
    expect(
      ids(
        [
          { ...one, id: 2, day: 5 },
          { ...one, id: 1, day: 3 },
        ],
        [
          { ...back, id: 11, day: 5 },
          { ...back, id: 12, day: 9 },
        ],
      ),
    ).toEqual([
      [1, 11],
      [2, 12],
    ]);
  });

  it('go by the id where the day is the same', () => {
    expect(
      ids(
        [4, 3].map((id) => ({ ...one, id, day: 5 })),
        [13, 14].map((id) => ({ ...one, amount: -100, id, day: 5 })),
      ),
    ).toEqual([
      [3, 13],
      [4, 14],
    ]);
  });

  it('go by the id of the reversal too', () => {
    expect(
      ids(
        [3, 4].map((id) => ({ ...one, id, day: 5 })),
        [14, 13].map((id) => ({ ...one, amount: -100, id, day: 5 })),
      ),
    ).toEqual([
      [3, 13],
      [4, 14],
    ]);
  });

  it('of nobody’s contact are nobody’s', () => {
    const nobody = { ...one, contact: null, day: 5 };
    expect(ids([{ ...nobody, id: 1 }], [{ ...nobody, id: 11, amount: -100 }])).toEqual([]);
  });
});
