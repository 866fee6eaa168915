import type { FailureKind } from './failure.ts';
import type { Product, RecordType } from './record-type.ts';
import type { StreamName } from './streams.ts';

/** Why something could not be read, for a person. */
export interface ReadFailure {
  readonly kind: FailureKind;
  readonly sentence: string;
}

/** Whether the token may read one list, and how long it is. */
export interface StreamReport {
  readonly stream: StreamName;
  /** False if it could not be read, whatever the reason; `failure` tells it. */
  readonly permitted: boolean;
  /** What the product advertises; null if it tells none or the list could not be read. */
  readonly records: number | null;
  readonly failure: ReadFailure | null;
}

/**
 * `refused`: the token is not accepted. `unreachable`: no answer came at all. `partly`: something could not be read.
 */
export type ProductState = 'ok' | 'refused' | 'unreachable' | 'partly';

export interface ProductReport {
  readonly origin: string;
  readonly state: ProductState;
  /** CRM+ only (docs/api-facts.md A1): no call of Raise is known to tell it. */
  readonly organization: string | null;
  readonly timeZone: string | null;
  /** In the order they were asked for; empty from the refusal on. */
  readonly streams: readonly StreamReport[];
  readonly quota: {
    readonly limit: number | null;
    readonly remaining: number | null;
    readonly resetsAtUtc: string | null;
  } | null;
  /** Seconds by which the product's clock is ahead of ours; null if it did not tell. */
  readonly clockOffsetSeconds: number | null;
  /** What stands against the product as a whole. */
  readonly failure: ReadFailure | null;
}

/** One way in which records of the two products were seen to name each other, and what following it showed. */
export interface LinkSample {
  readonly recordType: RecordType;
  /** The side whose record names the other: Raise's CRM+ key, or a reference in CRM+. */
  readonly from: Product;
  /** `transactionSource` or the reference's source; "crmKey" for Raise's own key. */
  readonly source: string;
  readonly prefix: string;
  /** Records in the sample that had it. */
  readonly seen: number;
  /** How many of them were followed. */
  readonly tried: number;
  /** How many led to a record. */
  readonly resolved: number;
  /** How many led to a record that says the same. */
  readonly agreed: number;
  /** How many led to a record that says something else; the rest of the resolved ones can't be judged. */
  readonly disagreed: number;
}

/** Whether both tokens belong to one nonprofit; `unproved` needs a person's word. */
export interface SameOrganization {
  readonly verdict: 'proved' | 'contradicted' | 'unproved';
  /** One sentence with the numbers the verdict rests on. */
  readonly evidence: string;
}

/** What a connection test learned; nothing in it is a secret or a donor's data. */
export interface ConnectionReport {
  readonly raise: ProductReport;
  /** Null for a customer without CRM+. */
  readonly crm: ProductReport | null;
  readonly links: readonly LinkSample[];
  /** `unproved` without CRM+. */
  readonly sameOrganization: SameOrganization;
  readonly calls: Readonly<Record<Product, number>>;
}

/** What a connection test is doing now. */
export type ConnectionStep =
  | { readonly kind: 'organization' }
  | { readonly kind: 'stream'; readonly stream: StreamName }
  | { readonly kind: 'links' };
