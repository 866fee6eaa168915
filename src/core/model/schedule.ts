import type { Day } from './days.ts';
import type { RecordType } from './record-type.ts';

/** When a workspace's backstop runs by itself, and what of it; nothing before `sinceUtc`, when somebody set it, is made up for. */
export type Schedule =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'daily';
      /** The wall clock of the customer's zone, "06:00". */
      readonly at: string;
      readonly records: readonly RecordType[];
      readonly sinceUtc: string;
    }
  | { readonly kind: 'hourly'; readonly records: readonly RecordType[]; readonly sinceUtc: string };

export const NO_SCHEDULE: Schedule = { kind: 'off' };
export const DEFAULT_AT = '06:00';
/** Shorter lags make hourly runs tell of what is only under way (the vendor guide's own bound). */
export const LEAST_HOURLY_LAG_HOURS = 4;
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What became of a backstop. `not_verified` has read everything and yet can't be sure; `incomplete` could not read everything. */
export type BackstopOutcome = 'verified' | 'not_verified' | 'incomplete' | 'failed';

/** One try to run the backstop over some days. */
export interface Backstop {
  readonly id: number;
  readonly kind: 'daily' | 'hourly';
  /** Inclusive days of the customer's; the last one is the one it was due for. */
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly startedUtc: string;
  /** Null until there is one. */
  readonly runId: string | null;
  /** As of when its run judged, by the product's clock. */
  readonly asOfUtc: string | null;
  /** Null while it goes on, or if it was killed. */
  readonly outcome: BackstopOutcome | null;
  /** Why it failed; null if it didn't. */
  readonly sentence: string | null;
}

/** Days that are to be audited in one run. */
export interface DueBackstop {
  readonly kind: 'daily' | 'hourly';
  readonly fromDay: Day;
  readonly toDay: Day;
}

/** By which clock days end and when they have settled. */
export interface BackstopRules {
  readonly schedule: Schedule;
  readonly timeZone: string;
  readonly lagHours: number;
}
