import { runChain, type ChainOutcome } from './chain.ts';
import { spread, type Lane } from './lane.ts';

/** What came of many chains. */
export interface ChainTally {
  chains: number;
  kills: number;
  readonly mismatches: string[];
}

export interface ChainPlan {
  /** The seed of the first chain; each next chain has the next number. */
  readonly seed: number;
  /** So many kills, or a few more. */
  readonly kills: number;
  readonly onChain?: (outcome: ChainOutcome, so: ChainTally) => void;
}

/** Runs chains until there were enough kills, or the first mismatch. */
export async function chainsUntil(lanes: readonly Lane[], plan: ChainPlan): Promise<ChainTally> {
  const so: ChainTally = { chains: 0, kills: 0, mismatches: [] };
  const seeds = function* (): Generator<number> {
    for (let seed = plan.seed; so.kills < plan.kills && so.mismatches.length === 0; seed += 1)
      yield seed;
  };
  await spread(lanes, seeds(), async (lane, seed) => {
    const outcome = await runChain(lane, seed);
    so.chains += 1;
    so.kills += outcome.killedAtMs.length;
    const at = `${lane.world.name}, seed ${seed}, killed after ${outcome.killedAtMs.join(', ')} ms`;
    so.mismatches.push(...outcome.mismatches.map((mismatch) => `${at}: ${mismatch}`));
    // The instants are drawn alike; what they hit, the machine decides. The files that were kept are sure.
    if (outcome.mismatches.length > 0)
      so.mismatches.push(
        `again: npm run torture -- --world ${lane.world.name} --seed ${seed} --kills 1 --no-steps`,
      );
    plan.onChain?.(outcome, so);
  });
  return so;
}
