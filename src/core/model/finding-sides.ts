import type {
  CrmContact,
  CrmGift,
  CrmSchedule,
  RaiseDonor,
  RaiseGift,
  RaiseSchedule,
} from './records.ts';

export type RaiseRecord = RaiseDonor | RaiseGift | RaiseSchedule;
export type CrmRecord = CrmContact | CrmGift | CrmSchedule;

/** The records a finding is about, all of its record type, as its run read them. */
export interface FindingSides {
  /** Null if the finding names none, or the run found none. */
  readonly raise: RaiseRecord | null;
  /** The record the finding names first, then the others that refer to its Raise record; empty if there is none. */
  readonly crm: readonly CrmRecord[];
  /** What the finding names beside its own ids and was read; never repeats what stands above. */
  readonly related: {
    readonly raise: readonly RaiseRecord[];
    readonly crm: readonly CrmRecord[];
  };
}
