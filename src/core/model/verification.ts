/** `damage`: something is broken, or could not be looked at. `warning`: nothing is lost, but a person may want to act. */
export type ProblemSeverity = 'damage' | 'warning';

export interface VerifyProblem {
  /** Relative to the workspace's folder, or to the data folder for what belongs to no workspace. */
  readonly file: string;
  readonly severity: ProblemSeverity;
  /** What is wrong and what to do; no donor data, no secrets. */
  readonly sentence: string;
}

/** What verifying a workspace's files gave. */
export interface VerifiedWorkspace {
  readonly name: string;
  /** No damage; there may be warnings. */
  readonly sound: boolean;
  readonly runs: number;
  readonly files: number;
  readonly bytes: number;
  readonly problems: readonly VerifyProblem[];
  /** Runs of which something was taken away as the workspace's setting says: what they read, and findings seen again later. No fault. */
  readonly removed: { readonly pages: number; readonly findings: number };
}

/** Facts of a verification as it goes on. */
export type VerifyStep =
  | {
      readonly kind: 'progress';
      readonly workspace: string;
      readonly file: string;
      readonly doneBytes: number;
      readonly totalBytes: number;
    }
  | { readonly kind: 'workspace'; readonly result: VerifiedWorkspace }
  /** What lies in the data folder itself; told last. */
  | { readonly kind: 'data_folder'; readonly problems: readonly VerifyProblem[] };
