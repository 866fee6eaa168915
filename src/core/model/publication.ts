/** What was brought to a shared store of one workspace. */
export interface Publication {
  readonly workspace: string;
  /** Who the customer is there: random, made with the workspace. */
  readonly customerId: string;
  /** The runs that were published now, oldest first. */
  readonly runs: readonly string[];
  readonly findings: number;
  /** Findings that are open now, accepted ones too. */
  readonly open: number;
}
