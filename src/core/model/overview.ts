import type { Amount } from './open-item.ts';
import type { Metric } from './run-analysis.ts';

/** One customer beside the others: how its last run ended, what is open, and whether it gets better. */
export interface WorkspaceOverview {
  readonly workspace: string;
  /** The newest finished run; null if there is none. */
  readonly lastRun: {
    readonly runId: string;
    readonly asOfUtc: string;
    readonly finishedUtc: string;
    readonly status: 'verified' | 'not_verified';
  } | null;
  /** The newest day that the backstop audited, YYYY-MM-DD. */
  readonly lastDay: string | null;
  /** Findings to act on that any run left open; those that somebody accepted are counted apart. */
  readonly toActOn: number;
  readonly accepted: number;
  /** What the findings to act on are about, by currency. */
  readonly atStake: readonly Amount[];
  /** The last runs that looked at all records of their days, oldest first: how many of these were missing on either side. */
  readonly trend: readonly { readonly asOfUtc: string; readonly missing: number }[];
  /** The figures of the newest of these runs. */
  readonly metrics: readonly Metric[];
}
