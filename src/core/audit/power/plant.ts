import type { RecordType } from '../../model/record-type.ts';
import type { Reference } from '../../model/records.ts';
import type { Cause, State } from '../../model/states.ts';
import type { CapturedRecords } from '../../staging/captured-records.ts';
import type { PlantedRows } from '../../staging/planted-rows.ts';
import type { RecordsAround } from '../../staging/records-around.ts';
import type { Tolerances } from '../../matching/compare-gift.ts';
import type { CleanDonor } from './clean-donors.ts';

/** The finding that a planted error must give. */
export interface Expected {
  readonly recordType: RecordType;
  readonly state: State;
  readonly cause: Cause;
  readonly raiseId: string;
  readonly crmId: string | null;
}

/** An error that can be planted: how, and what it must give. */
export interface Plant {
  readonly expected: Expected;
  /** Whether it takes up the second donor too. */
  readonly usesOther: boolean;
  apply(rows: PlantedRows): void;
}

/** What plantings look at beside their donors. */
export interface Ground {
  readonly records: CapturedRecords;
  readonly around: RecordsAround;
  readonly tolerances: Tolerances;
  /** Keys of the look-ups by which a record that refers to a Raise record is asked for. */
  lookUpKeys(type: RecordType, raiseId: string): readonly string[];
  /** Whether a reference is of a form whose unresolved references are reported. */
  isSure(type: RecordType, reference: Reference | null): boolean;
  /** Other Raise donors who could be whom a contact names. */
  lookalikes(donor: CleanDonor): readonly string[];
  /** Whether a CRM+ record without a Raise record is one of the run's. */
  isCrmOnlyInScope(record: { readonly createdAt: number | null; readonly day?: number }): boolean;
}

/** A kind of error; null where this donor, or the two who are no household, have nothing to plant it in. */
export type Planting = (ground: Ground, own: CleanDonor, other: CleanDonor | null) => Plant | null;
