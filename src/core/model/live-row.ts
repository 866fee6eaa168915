import type { Cause } from './states.ts';
import type { RecordType } from './record-type.ts';

/**
 * Who has told of a record so far: both products, one alone, CRM+ of a record that names no other system (`crm_born`) or one
 * that is not known to be Raise (`unlinked`); `gone` when every record that was told of was deleted.
 */
export const ARRIVALS = ['both', 'only_raise', 'only_crm', 'crm_born', 'unlinked', 'gone'] as const;
export type Arrival = (typeof ARRIVALS)[number];

/** One row a record, whatever events came, in whatever order and how often. Instants are ours, in milliseconds. */
export interface LiveRow {
  readonly recordType: RecordType;
  /** Null only for a CRM+ record that is not known to come from Raise: then `loneCrmId` is its id. */
  readonly raiseId: string | null;
  readonly loneCrmId: string | null;
  /** Records of CRM+ that are there, in the order of their ids. */
  readonly crmIds: readonly string[];
  readonly arrival: Arrival;
  readonly raiseFirstMs: number | null;
  readonly raiseLastMs: number | null;
  readonly crmFirstMs: number | null;
  readonly crmLastMs: number | null;
  readonly raiseDeletedMs: number | null;
  readonly crmDeletedMs: number | null;
  /** Since when one product alone has it; null if that is not so. */
  readonly sinceMs: number | null;
  readonly lastMs: number;
  readonly raiseAmountMinor: number | null;
  /** The sum of the CRM+ records; null where one is unknown or in another currency. */
  readonly crmAmountMinor: number | null;
  readonly currency: string | null;
  readonly date: string | null;
  readonly campaignName: string | null;
  readonly isTestMode: boolean;
  /** Why no counterpart is expected, as the event itself tells; null if nothing says so. */
  readonly expected: Extract<Cause, 'status_not_synced' | 'campaign_not_synced'> | null;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly events: number;
  /** Changes whenever an event brought news of the record. */
  readonly version: string;
}

/** A row as it is kept. */
export interface StoredLiveRow extends LiveRow {
  readonly key: number;
}

export const LIVE_FILTERS = [
  'all',
  'one_sided',
  'waiting',
  'agreed',
  'crm_born',
  'unlinked',
  'test',
  'expected',
  'gone',
] as const;
export type LiveFilter = (typeof LIVE_FILTERS)[number];
