import type { RecordType } from './record-type.ts';
import { isActionable, type Cause, type State } from './states.ts';

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

/** How the findings of a re-check stand now. */
export interface RecheckOutcome {
  readonly asked: number;
  /** The record has no finding any more. */
  readonly fixed: number;
  /** The record has another finding now, counted in `found` too. */
  readonly changed: number;
  /** Found again as it was. */
  readonly stillOpen: number;
  /** Something about the record could not be read: still open, and not known. */
  readonly notKnown: number;
  /** Findings that were not among those asked for. */
  readonly found: number;
}

/** How many findings to act on came, stayed, came back or went. */
export type ChangeCounts = Pick<ChangeRow, Change | 'resolved'>;

/** How many findings to act on are new, persist, came again or were resolved. */
export function countChanges({ rows }: RunChanges): ChangeCounts {
  const toActOn = rows.filter(({ state, cause }) => isActionable(state, cause));
  const sum = (of: keyof ChangeCounts): number =>
    toActOn.reduce((total, row) => total + row[of], 0);
  return {
    new: sum('new'),
    persisting: sum('persisting'),
    reappeared: sum('reappeared'),
    resolved: sum('resolved'),
  };
}
