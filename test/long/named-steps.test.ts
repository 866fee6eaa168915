import { afterAll, beforeAll, describe, it } from 'vitest';
import { buildChild, type ChildProgram } from '../kills/child-program.ts';
import { killRerunEverywhere, killRunEverywhere } from '../kills/everywhere.ts';
import { AT_FIRST, expectNone } from '../kills/expect-none.ts';
import { openLanes, type Lane } from '../kills/lane.ts';
import { BY_ID, SMALL, type KillWorld } from '../kills/worlds.ts';

// What test/kills/named-steps does to a run of lists, done to the rules run again and to a run of single records.
const LONG_MS = 20 * 60_000;
let program: ChildProgram;

beforeAll(async () => {
  program = await buildChild();
});
afterAll(() => program.remove());

describe('killed at every named step', () => {
  it('a second run of the rules leaves what was found as it was', { timeout: LONG_MS }, () =>
    inLanes(SMALL, async (lanes) =>
      expectNone(await killRerunEverywhere(lanes, { which: 'first' }), 60),
    ),
  );

  it('a run of single records comes to the same end', { timeout: LONG_MS }, () =>
    inLanes(BY_ID, async (lanes) => expectNone(await killRunEverywhere(lanes, AT_FIRST), 40)),
  );
});

async function inLanes(world: KillWorld, work: (lanes: Lane[]) => Promise<void>): Promise<void> {
  const lanes = await openLanes(world, program);
  try {
    await work(lanes);
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}
