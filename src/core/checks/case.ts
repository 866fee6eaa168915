import type { FailureKind } from '../model/failure.ts';
import type { FieldDifference } from '../model/finding.ts';
import type { InstantMs } from '../model/instants.ts';
import type { KeyReading } from '../model/links.ts';
import type { Outcome } from '../model/outcome.ts';
import type { RecordType } from '../model/record-type.ts';
import type {
  CrmContact,
  CrmGift,
  CrmSchedule,
  RaiseDonor,
  RaiseGift,
  RaiseSchedule,
} from '../model/records.ts';
import type { Cause, State } from '../model/states.ts';
import type { Tolerances } from '../matching/compare-gift.ts';

/** What the rules of a run are; printed in every export. */
export interface Rules {
  readonly asOfMs: number;
  readonly lagMs: number;
  readonly tolerances: Tolerances;
  /** Test-mode records are audited like others instead of being excluded. */
  readonly includeTestMode: boolean;
  /** Two-letter country for phone numbers without one, from the organization's culture. */
  readonly country: string;
}

/** What is known of the CRM+ listing in which a counterpart would stand. */
export interface Listing {
  readonly isComplete: boolean;
  /** False where single records were read instead of a list: then absence is never known without a look-up. */
  readonly isList: boolean;
  /** False where the list was of a period or of what was modified: a counterpart of another day stands elsewhere. */
  readonly isWhole: boolean;
  /** Why not, if it failed. */
  readonly failure: FailureKind | null;
}

/** A CRM+ record that refers to this one or is named by its key, and could not be parsed. */
export interface UnreadableCounterpart {
  readonly crmId: string | null;
  readonly why: string;
}

/** What is the same for every Raise record. `T` is its CRM+ counterpart. Functions read lazily: a read costs a call. */
interface RaiseCase<R, T> {
  readonly raise: R;
  readonly rules: Rules;
  /** When Raise's record was read as it stands here; null if it isn't known. */
  readonly readAt: () => InstantMs | null;
  readonly key: KeyReading;
  readonly listing: Listing;
  /** The CRM+ record the key names; null without a key. */
  readonly target: () => Outcome<T> | null;
  /** CRM+ records that refer to this one under a convention in use. */
  readonly referring: readonly T[];
  readonly unreadable: UnreadableCounterpart | null;
  /** Direct reads by reference, one for each convention in use. */
  readonly lookUp: () => readonly Outcome<T>[];
  /** Whether a convention is in use by which a missing record could be looked up. */
  readonly hasConvention: boolean;
  /** Why something that a link rests on (a contact of a merge, the contact's other gifts) could not be read; null if all was. */
  readonly linkedUnknown: () => FailureKind | null;
  /** Why it isn't known whether a counterpart is expected: the donor or the campaign could not be read. */
  readonly exclusionUnknown: () => FailureKind | null;
  /** `canSync` of its campaign; null if unknown or none. */
  readonly campaignCanSync: boolean | null;
}

/** Raise ids that a CRM+ record refers to under a convention in use. */
export type NamedIds = (crmId: string) => readonly string[];

export interface DonorCase extends RaiseCase<RaiseDonor, CrmContact> {
  readonly type: 'donor';
  /** Other donors whose key names the same contact, erased ones left out, and whether this donor is an intruder among them. */
  readonly sharers: () => { readonly others: readonly string[]; readonly isIntruder: boolean };
  readonly namedBy: NamedIds;
  /** Whether an existing donor shares surname, address, email or phone with this one. */
  readonly isHouseholdWith: (donorId: string) => boolean;
  /** The contacts of a merge chain, from the linked one to the survivor. */
  readonly mergeChain: () => readonly CrmContact[];
}

export interface GiftCase extends RaiseCase<RaiseGift, CrmGift> {
  readonly type: 'gift';
  readonly donor: RaiseDonor | null;
  readonly sharers: () => readonly string[];
  readonly namedBy: NamedIds;
  /** Reversals that name nothing and were paired with gifts of this group. */
  readonly pairedReversals: readonly CrmGift[];
  /** Reversals that would fit, but were taken by other gifts. */
  readonly takenReversals: readonly string[];
  /** Contacts on which the gift may rightly sit; null if none can be known. */
  readonly rightfulContacts: () => {
    readonly ids: readonly string[];
    readonly isRightful: (contactId: string) => boolean;
  } | null;
  /** An unlinked CRM+ gift that could be this one. */
  readonly manualEntry: () => CrmGift | null;
}

export interface ScheduleCase extends RaiseCase<RaiseSchedule, CrmSchedule> {
  readonly type: 'recurring_gift';
  readonly donor: RaiseDonor | null;
  readonly sharers: () => readonly string[];
  readonly namedBy: NamedIds;
  readonly rightfulContacts: GiftCase['rightfulContacts'];
}

/** A CRM+ record that says it came from Raise, without a Raise record that was read. */
export interface CrmOnlyCase {
  readonly type: RecordType;
  readonly crmId: string | null;
  /** The Raise ids it names, in order. */
  readonly raiseIds: readonly string[];
  readonly isLegacy: boolean;
  /** Set if the CRM+ record itself could not be parsed. */
  readonly unreadable: string | null;
  readonly listing: Listing;
  readonly lookUp: () => readonly Outcome<unknown>[];
  /** Existing donors who may be the survivors of a merge. */
  readonly possibleSurvivors: () => readonly string[];
}

/** What a check says of a case. */
export interface Verdict {
  readonly state: State;
  readonly cause: Cause;
  readonly evidence: string;
  readonly crmId?: string | null;
  readonly relatedRaiseIds?: readonly string[];
  readonly relatedCrmIds?: readonly string[];
  readonly fields?: readonly FieldDifference[];
}

/** One question. A check answers with a verdict if its state applies, else null; checks are asked in the order of states. */
export interface Check {
  readonly state: State;
  readonly donor?: (c: DonorCase) => Verdict | null;
  readonly gift?: (c: GiftCase) => Verdict | null;
  readonly schedule?: (c: ScheduleCase) => Verdict | null;
  readonly crmOnly?: (c: CrmOnlyCase) => Verdict | null;
}

/** The readable counterparts of a gift or schedule: those that refer to it, and the one its key names. */
export function counterparts<T extends { readonly id: string }>(c: {
  target: () => Outcome<T> | null;
  referring: readonly T[];
}): readonly T[] {
  const target = c.target();
  if (target?.kind !== 'found' || c.referring.some((crm) => crm.id === target.record.id))
    return c.referring;
  return [target.record, ...c.referring];
}

/** Whether a record has any readable counterpart; asks no more than it must. */
export function hasCounterpart(c: DonorCase | GiftCase | ScheduleCase): boolean {
  return c.target()?.kind === 'found' || c.referring.length > 0;
}
