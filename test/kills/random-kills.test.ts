import { afterAll, beforeAll, expect, it } from 'vitest';
import { chainsUntil } from './chains.ts';
import { buildChild, type ChildProgram } from './child-program.ts';
import { openLanes } from './lane.ts';
import { PLANTED, SMALL, UNRULY } from './worlds.ts';

// 200 kills a commit at instants that nobody chose; `npm run torture` does thousands (reliability.md, Kill and resume).
let program: ChildProgram;

beforeAll(async () => {
  program = await buildChild();
});
afterAll(() => program.remove());

it.each([
  [PLANTED, 1000, 80],
  [UNRULY, 2000, 40],
  [SMALL, 3000, 80],
])(
  'killed at random instants, a run comes to the same end ($name)',
  async (world, seed, kills) => {
    const lanes = await openLanes(world, program);
    try {
      const done = await chainsUntil(lanes, { seed, kills });
      expect(done.mismatches).toEqual([]);
      expect(done.kills).toBeGreaterThanOrEqual(kills);
    } finally {
      await Promise.all(lanes.map((lane) => lane.close()));
    }
  },
  10 * 60_000,
);
