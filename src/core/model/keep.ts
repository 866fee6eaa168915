/** How much of a workspace's old runs is kept; null is for ever. Figures, tie-outs, histories and decisions always are. */
export interface KeepRules {
  /** What a run read goes when it has been finished for so many days. */
  readonly pagesDays: number | null;
  /** So many of the newest runs keep all their findings; of older ones only what no later run has seen again, or what was resolved. */
  readonly wholeRuns: number | null;
}

export const KEEP_ALL: KeepRules = { pagesDays: null, wholeRuns: null };
export const MOST_KEEP_DAYS = 36_500;
export const MOST_WHOLE_RUNS = 100_000;

/** A run of which something would go, or has gone. */
export interface KeepItem {
  readonly runId: string;
  readonly finishedUtc: string;
  readonly bytes: number;
}

/** What a rule takes away now. */
export interface KeepPlan {
  /** Runs whose pages go: what they read of both products. */
  readonly pages: readonly KeepItem[];
  /** Runs whose findings are thinned out: those go that a later run has seen again. */
  readonly findings: readonly (KeepItem & { readonly findings: number })[];
  /** Runs whose turn it would be, but that hold the evidence of findings that are open and that nobody accepted. */
  readonly held: readonly { readonly runId: string; readonly open: number }[];
}

/** Whether nothing is ever taken away. */
export function keepsAll({ pagesDays, wholeRuns }: KeepRules): boolean {
  return pagesDays === null && wholeRuns === null;
}

/** How many bytes of the disk a plan frees, about. */
export function bytesIn(plan: Pick<KeepPlan, 'pages' | 'findings'>): number {
  return [...plan.pages, ...plan.findings].reduce((sum, { bytes }) => sum + bytes, 0);
}
