import type { InstantMs } from './instants.ts';
import type { Product, RecordType } from './record-type.ts';
import type { Reference } from './records.ts';

/** What a webhook says has happened; `unknown` where neither body, header nor learned number tells. */
export type EventWhat = 'created' | 'updated' | 'deleted' | 'unknown';

/** What the rules of live confirmation need of a record; null is "not told". No names, no addresses. */
export interface LiveFacts {
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** Calendar day, YYYY-MM-DD. */
  readonly date: string | null;
  readonly statusText: string | null;
  readonly campaignName: string | null;
  readonly canSync: boolean | null;
  readonly isTestMode: boolean | null;
  readonly isReversal: boolean;
  /** Raise: the record's own link to CRM+, where it has one. */
  readonly crmKey: string | null;
  /** CRM+: what it says it comes from. */
  readonly references: readonly Reference[];
}

/** One record in one delivery. An event is a hint to look at the record, never evidence. */
export interface LiveEvent {
  readonly product: Product;
  readonly recordType: RecordType;
  readonly what: EventWhat;
  readonly id: string;
  /** The newest instant that the record or its envelope tells of itself. */
  readonly changedAt: InstantMs | null;
  readonly facts: LiveFacts;
}

/** What a delivery holds: events, how many records of kinds that are not reconciled, and how many that can't be read. */
export interface ReadDelivery {
  readonly events: readonly LiveEvent[];
  /** Names of kinds, as far as they are told: "ProjectUpdate". */
  readonly otherKinds: readonly string[];
  /** Why records could not be read; never their values. */
  readonly unreadable: readonly string[];
}

/** A number of Raise's events as a delivery log names it (docs/api-facts.md B8). */
export interface LearnedEvent {
  readonly number: number;
  readonly label: string;
}

/** Headers that may name an event; everything else that came along is not kept. */
export type EventHint = string | null;
