import type { RecordType } from './record-type.ts';
import type { Cause, State } from './states.ts';

/** What a finding is beside the runs before: not there before, there in the last look too, or back after it was resolved. */
export const CHANGES = ['new', 'persisting', 'reappeared'] as const;
export type Change = (typeof CHANGES)[number];

export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  new: 'new',
  persisting: 'persisting',
  reappeared: 'back again',
};

/** How many findings of a kind came, stayed, came back or went since the run before. */
export interface ChangeRow {
  readonly recordType: RecordType;
  readonly state: State;
  readonly cause: Cause;
  readonly new: number;
  readonly persisting: number;
  readonly reappeared: number;
  /** Findings of earlier runs that this run looked for and did not find any more. */
  readonly resolved: number;
}

/** A finding that a run resolved: it looked at the record, and found it well or in another state. */
export interface ResolvedFinding {
  readonly findingId: string;
  readonly recordType: RecordType;
  readonly state: State;
  readonly cause: Cause;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** The finding that the same record has now; null if none. */
  readonly becameState: State | null;
}

/** A run beside the runs before it. */
export interface RunChanges {
  /** The finished run before; null for the first one. */
  readonly since: { readonly runId: string; readonly asOfUtc: string } | null;
  readonly rows: readonly ChangeRow[];
}
