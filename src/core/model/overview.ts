import type { Amount } from './open-item.ts';
import type { Metric } from './run-analysis.ts';
import type { Backstop } from './schedule.ts';

/** One customer beside the others: how its last run ended, what is open, and whether it gets better. */
export interface WorkspaceOverview {
  readonly workspace: string;
  /** The newest finished run; null if there is none. */
  readonly lastRun: {
    readonly runId: string;
    readonly asOfUtc: string;
    readonly finishedUtc: string;
    readonly status: 'verified' | 'not_verified';
    /** The days it audited, YYYY-MM-DD, inclusive; null where it has no end on that side. */
    readonly from: string | null;
    readonly to: string | null;
  } | null;
  /** The newest day that the backstop audited, YYYY-MM-DD. */
  readonly lastDay: string | null;
  /** The backstop's newest try, if it came to no result; null if it did, goes on, or there is none. */
  readonly failedTry: Pick<Backstop, 'startedUtc' | 'sentence'> | null;
  /** Findings of a kind that asks for action which any run left open: those to act on, accepted ones and test records. */
  readonly open: number;
  /** Those of them that somebody has to act on; those that somebody accepted are counted apart. */
  readonly toActOn: number;
  readonly accepted: number;
  /** What the findings to act on are about, by currency. */
  readonly atStake: readonly Amount[];
  /** How many were open after each of the last runs, oldest first; null for a run of an earlier Tieout, which didn't count them. */
  readonly openTrend: readonly OpenAfterRun[];
  /** The last runs that looked at all records of their days, oldest first: how many of these were missing on either side. */
  readonly trend: readonly { readonly asOfUtc: string; readonly missing: number }[];
  /** The figures of the newest of these runs. */
  readonly metrics: readonly Metric[];
}

export interface OpenAfterRun {
  readonly runId: string;
  readonly asOfUtc: string;
  readonly open: number | null;
}

/** How many more are open after the newest run than after the one before it; null if one of both isn't known. */
export function openSinceRunBefore(openTrend: readonly OpenAfterRun[]): number | null {
  const [before, last] = [openTrend.at(-2)?.open ?? null, openTrend.at(-1)?.open ?? null];
  return before === null || last === null ? null : last - before;
}
