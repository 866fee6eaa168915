/** What a person made of a finding. */
export const TRIAGE_STATUSES = ['open', 'expected', 'reported', 'resolved'] as const;
export type TriageStatus = (typeof TRIAGE_STATUSES)[number];

/** A finding that somebody lives with: it stays visible, is counted apart, and needs no action. */
export interface Acceptance {
  /** The last day on which it holds, YYYY-MM-DD in the customer's zone; null is for good. */
  readonly untilDay: string | null;
  readonly reason: string;
  readonly atUtc: string;
}

/** What persons decided about one finding. One that nobody touched is open, without owner and note. */
export interface Triage {
  readonly status: TriageStatus;
  readonly owner: string | null;
  readonly note: string | null;
  /** Null if it is not accepted, or not any more: see `reopened`. */
  readonly accepted: Acceptance | null;
  /** Why Tieout opened it again: it changed after it was accepted, its day has passed, or it was called resolved and is still there. */
  readonly reopened: string | null;
  readonly changedUtc: string;
}
