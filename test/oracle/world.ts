import type { RecordType } from '../../src/core/model/record-type.ts';
import type { FieldName } from '../../src/core/model/finding.ts';
import type { Cause, State } from '../../src/core/model/states.ts';

/** Everything that both products hold, as their JSON objects. Contacts include archived and merged-away ones. */
export interface WireWorld {
  readonly organization: unknown;
  readonly raise: {
    readonly donors: readonly unknown[];
    readonly gifts: readonly unknown[];
    readonly recurringGifts: readonly unknown[];
    readonly campaigns: readonly unknown[];
  };
  readonly crm: {
    readonly contacts: readonly unknown[];
    readonly gifts: readonly unknown[];
    readonly recurringGifts: readonly unknown[];
  };
}

export type Standing = 'confirmed' | 'proved' | 'doubtful' | 'legacy' | 'foreign';

/** A form of reference and what it is worth; given as an option, it replaces what the oracle would learn. */
export interface GivenConvention {
  readonly recordType: RecordType;
  readonly source: string;
  readonly prefix: string;
  readonly standing: Standing;
}

export interface OracleOptions {
  readonly asOfUtc: string;
  readonly lagHours: number;
  readonly timeZone: string;
  /** Inclusive days, YYYY-MM-DD. */
  readonly from?: string | null;
  readonly to?: string | null;
  readonly records?: readonly RecordType[];
  readonly linkSources?: readonly string[];
  readonly linkPrefixes?: readonly string[];
  readonly conventions?: readonly GivenConvention[];
  /** No CRM+ credentials were given. */
  readonly crmNotUsed?: boolean;
  readonly includeTestMode?: boolean;
}

export interface ExpectedFinding {
  readonly recordType: RecordType;
  readonly state: State;
  readonly cause: Cause;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly relatedRaiseIds: readonly string[];
  readonly relatedCrmIds: readonly string[];
  readonly fieldNames: readonly FieldName[];
  readonly actionable: boolean;
}

export interface ExpectedResult {
  readonly findings: readonly ExpectedFinding[];
  readonly status: 'verified' | 'not_verified';
  /** Exit status of product.md section 8, as far as a world without faults can tell: 0, 1 or 3. */
  readonly exit: 0 | 1 | 3;
  readonly conventions: readonly GivenConvention[];
}
