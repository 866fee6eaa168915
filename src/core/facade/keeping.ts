import { runPolitely } from '../audit/run-politely.ts';
import { keepsAll, type KeepPlan, type KeepRules } from '../model/keep.ts';
import { applyKeep } from '../staging/keep/apply-keep.ts';
import { keepPlan } from '../staging/keep/keep-plan.ts';
import { giveBackSpace } from '../staging/keep/give-back-space.ts';
import type { Workspace } from '../staging/workspaces.ts';
import { whileHolding, type Hold } from './holding.ts';

/** What of a workspace's old runs is taken away, so that years of daily audits don't fill a disk. */
export interface Keeping {
  /** What would go now; changes nothing. @throws Failure storage */
  plan(workspace: string, rules: KeepRules, nowMs: number): KeepPlan;
  /**
   * Takes it away. Where little is left in the file, its space is given back to the disk, which takes a while and as much room.
   * @returns what went @throws Failure in_use if somebody changes the workspace now; storage; cancelled
   */
  apply(workspace: string, rules: KeepRules, options: KeepOptions): Promise<KeepPlan>;
}

export interface KeepOptions {
  readonly nowMs: number;
  readonly signal?: AbortSignal;
  readonly givesBackSpace?: boolean;
}

/** What goes of all workspaces that `open` opens; only who holds one takes anything away. */
export function createKeeping(open: (workspace: string) => Workspace, hold: Hold): Keeping {
  return {
    plan: (workspace, rules, nowMs) => keepPlan(open(workspace), rules, nowMs),
    apply: async (workspace, rules, { nowMs, signal, givesBackSpace = false }) => {
      if (keepsAll(rules)) return { pages: [], findings: [], held: [] };
      const at = open(workspace);
      return whileHolding(hold, at, 'thinning', async () => {
        const gone = await runPolitely(applyKeep(at, rules, nowMs), signal);
        if (givesBackSpace) giveBackSpace(at.db);
        return gone;
      });
    },
  };
}
