import type { Triage, TriageStatus } from './triage.ts';

/** What a person changes of some findings; what isn't given stays as it is. */
export interface TriagePatch {
  readonly status?: TriageStatus | undefined;
  /** Null takes the owner away. */
  readonly owner?: string | null | undefined;
  readonly note?: string | null | undefined;
  /** Null takes an acceptance back. `untilDay` is the last day on which it holds; null is for good. */
  readonly accept?:
    { readonly untilDay: string | null; readonly reason: string } | null | undefined;
}

/** `reopened` is what Tieout does by itself when a run is saved; all others are what persons did. */
export const TRIAGE_STEP_KINDS = ['decided', 'undone', 'redone', 'reopened'] as const;
export type TriageStepKind = (typeof TRIAGE_STEP_KINDS)[number];

/** One entry of the log of decisions. Entries are only ever added. */
export interface TriageStep {
  /** Rises by one. */
  readonly seq: number;
  readonly atUtc: string;
  /** Null is Tieout itself. */
  readonly who: string | null;
  readonly kind: TriageStepKind;
  /** What was done, in words: "marked as reported; given to Ana". Of an undo, what was undone. */
  readonly words: string;
  /** How many findings it changed. */
  readonly findings: number;
  /** The step that was undone or done again. */
  readonly of: number | null;
}

/** A step as one finding saw it. */
export interface FindingStep extends TriageStep {
  readonly before: Triage | null;
  readonly after: Triage | null;
}

/** Where a workspace's triage stands. */
export interface TriageHead {
  /** The newest entry of the log; 0 before the first. */
  readonly seq: number;
  /** What undo would take back, and redo would do again; null if nothing. */
  readonly undo: TriageStep | null;
  readonly redo: TriageStep | null;
  /** Everybody who has findings. */
  readonly owners: readonly string[];
}

/** The longest texts a person can write. */
export const LONGEST_OWNER = 100;
export const LONGEST_NOTE = 2000;
export const LONGEST_REASON = 500;
