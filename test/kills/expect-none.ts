import { expect } from 'vitest';
import type { StepTally } from './everywhere.ts';

/** What single records and going on do from there on, a run of lists did too; `npm run torture` kills there all the same. */
export const AT_FIRST = { which: 'first', until: 'phase-classify' } as const;

/** `least`: so many steps there are at least; fewer would mean that the steps are not seen any more. */
export function expectNone({ kills, mismatches }: StepTally, least: number): void {
  expect(mismatches).toEqual([]);
  expect(kills).toBeGreaterThan(least);
}
