import type { Check, Verdict } from '../checks/case.ts';
import type { Day } from '../model/days.ts';
import type { RecordType } from '../model/record-type.ts';
import type { Steps } from '../model/steps.ts';
import type { LoneUnreadable } from '../staging/lone-unreadable.ts';
import type { Labels } from '../staging/labels.ts';
import type { RecordScan } from '../staging/record-scan.ts';
import type { Subject } from './make-finding.ts';
import type { CaseSources } from './case-sources.ts';

/** Raise minus CRM+ of one record in one month, campaign and currency. */
export interface Difference {
  /** The Raise record; null for a CRM+ record without one that was read. */
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly day: Day | null;
  readonly currency: string | null;
  /** Its label, 0 if none. */
  readonly campaign: number;
  readonly count: number;
  readonly amount: number;
  /** The same by project: [label, count, amount]; only gifts have projects. */
  readonly shares: readonly (readonly [number, number, number])[];
  /** Whether the amount is the costs that the donor covered. */
  readonly isCosts?: boolean;
}

export interface Judgement {
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly differences: readonly Difference[];
}

/** A CRM+ record that claims to come from Raise, without a Raise record that was read. */
export interface CrmOnlyRow {
  readonly crmId: string;
  readonly day: Day | null;
  readonly raiseIds: readonly string[];
  readonly isLegacy: boolean;
}

/** What the classification of one record type works with. */
export interface ClassifyContext {
  readonly checks: readonly Check[];
  readonly labels: Labels;
  readonly sources: CaseSources;
  readonly scan: RecordScan;
  isInScope(type: RecordType, id: string, day: Day | null, modifiedAt: number | null): boolean;
  crmOnly(type: RecordType): Steps<readonly CrmOnlyRow[]>;
  /** Quarantined records that are findings of their own. */
  unreadable(): LoneUnreadable[];
  /** Runs one judgement; a read it needs is noted and the record waits for the next round. */
  judge(make: () => Judgement | null): void;
}
