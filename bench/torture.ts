import { parseArgs } from 'node:util';
import { chainsUntil } from '../test/kills/chains.ts';
import { buildChild } from '../test/kills/child-program.ts';
import { killAtOne, stepTasks } from '../test/kills/everywhere.ts';
import { openLanes, type Lane } from '../test/kills/lane.ts';
import { WORLDS } from '../test/kills/worlds.ts';

// npm run torture -- [--kills 2000] [--seed 7] [--world planted] [--no-steps]: kills at random instants in every world, then at every
// named step; --kills 0 does the steps alone. --world by-id --step 'capture-marker#3:before' does that one.
const TELL_EVERY_MS = 10_000;
const { values: given } = parseArgs({
  options: {
    kills: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(1 + (Date.now() % 1_000_000)) },
    world: { type: 'string' },
    step: { type: 'string' },
    steps: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const seed = Number(given.seed);
const wanted = Number(given.kills);
const worlds = WORLDS.filter(({ name }) => given.world === undefined || name === given.world);
if (worlds.length === 0 || !Number.isInteger(seed) || !(wanted >= 0)) {
  console.error(`--world is one of: ${WORLDS.map(({ name }) => name).join(', ')}.`);
  console.error('--kills and --seed are numbers.');
  process.exit(2);
}
const startedMs = performance.now();
const total = { random: 0, chains: 0, steps: 0 };
const mismatches: string[] = [];
const program = await buildChild();
try {
  for (const world of worlds) {
    const lanes = await openLanes(world, program);
    try {
      await torture(lanes, world.name);
    } finally {
      await Promise.all(lanes.map((lane) => lane.close()));
    }
    if (mismatches.length > 0) break;
  }
} finally {
  program.remove();
}
for (const mismatch of mismatches) console.error(mismatch);
console.log(
  `torture: ${mismatches.length === 0 ? 'no mismatch' : 'MISMATCH'}; ${total.random} random kills in ${total.chains} chains, ` +
    `${total.steps} at named steps, seed ${seed}, ${speed()}, ${Math.round(seconds())} s`,
);
process.exitCode = mismatches.length === 0 ? 0 : 1;

async function torture(lanes: readonly Lane[], name: string): Promise<void> {
  if (given.step !== undefined) {
    note(name, 'one step', await killAtOne(lanes, given.step));
    return;
  }
  const kills = Math.ceil(wanted / worlds.length);
  let toldMs = performance.now();
  const done = await chainsUntil(lanes, {
    seed,
    kills,
    onChain: ({ killedAtMs }, so) => {
      total.random += killedAtMs.length;
      if (performance.now() - toldMs < TELL_EVERY_MS) return;
      toldMs = performance.now();
      console.log(`${name}: ${so.kills} of ${kills} random kills, ${speed()}`);
    },
  });
  total.chains += done.chains;
  mismatches.push(...done.mismatches);
  if (mismatches.length > 0 || !given.steps) return;
  for (const { what, run } of stepTasks(lanes)) {
    note(name, what, await run());
    if (mismatches.length > 0) return;
  }
}

function note(name: string, what: string, done: { kills: number; mismatches: string[] }): void {
  total.steps += done.kills;
  console.log(`${name}: ${what}: ${done.kills} kills at named steps, ${speed()}`);
  mismatches.push(
    ...done.mismatches.map((mismatch) => `${name}, ${what}: ${mismatch}`),
    ...(done.mismatches.length > 0
      ? [`again: npm run torture -- --kills 0 --world ${name} [--step …]`]
      : []),
  );
}

function seconds(): number {
  return (performance.now() - startedMs) / 1000;
}

function speed(): string {
  return `${((total.random + total.steps) / seconds()).toFixed(2)} kills/s`;
}
