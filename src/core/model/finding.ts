import type { RecordType } from './record-type.ts';
import type { Actor, Cause, State } from './states.ts';

/** Names of compared fields (product.md §2, fine print). */
export type FieldName =
  | 'name'
  | 'organizationName'
  | 'email'
  | 'phone'
  | 'archived'
  | 'amount'
  | 'currency'
  | 'date'
  | 'contact'
  | 'projects'
  | 'status'
  | 'frequency'
  | 'startDate';

/** One differing field, both values as people write them (amounts as decimal text, days as YYYY-MM-DD). */
export interface FieldDifference {
  readonly field: FieldName;
  readonly raise: string | null;
  readonly crm: string | null;
}

export type Severity = 'high' | 'medium' | 'low';

/** One row of the audit's result: a record that is not `consistent`. JSON shape: product.md §8. */
export interface Finding {
  /** Stable over runs: SHA-256 over record type, state and ids, 20 hex digits. */
  readonly id: string;
  readonly recordType: RecordType;
  readonly state: State;
  readonly cause: Cause;
  readonly actionable: boolean;
  readonly severity: Severity;
  readonly whoActs: Actor;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly relatedRaiseIds: readonly string[];
  readonly relatedCrmIds: readonly string[];
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** Calendar day of the record, YYYY-MM-DD. */
  readonly date: string | null;
  readonly campaignId: string | null;
  readonly campaignName: string | null;
  readonly canSync: boolean | null;
  readonly isTestMode: boolean | null;
  readonly fields: readonly FieldDifference[];
  /** One sentence naming the values the verdict rests on. */
  readonly evidence: string;
  readonly raiseUrl: string | null;
  readonly crmUrl: string | null;
  readonly firstSeenUtc: string;
}

/** A finding of a run that is not stored yet: when it was first seen is known to the store alone. */
export type NewFinding = Omit<Finding, 'firstSeenUtc'>;
