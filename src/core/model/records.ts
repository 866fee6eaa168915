import type { Day } from './days.ts';
import type { InstantMs } from './instants.ts';

/**
 * Records as the auditor knows them, after the wire. Ids are decimal texts. `undefined` never occurs;
 * null means that the product gave no value.
 */

/** One postal address, already in the form in which two addresses are compared (see matching). */
export interface Address {
  readonly line: string;
  readonly city: string;
  readonly postal: string;
}

/** A link that a Raise record carries to a CRM (docs/api-facts.md B7). */
export interface RaiseLink {
  /** `crmKey` trimmed, null if empty. */
  readonly crmKey: string | null;
  /** `crmKeyUrls`: integration name -> url. Empty where the product gives none. */
  readonly crmKeyUrls: Readonly<Record<string, string>>;
}

export interface RaiseDonor extends RaiseLink {
  readonly id: string;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly isOrganization: boolean;
  readonly organizationName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Every email and phone of the donor, the primary ones included; used to recognise a household. */
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly addresses: readonly Address[];
  readonly isTestMode: boolean;
  readonly isArchived: boolean;
  readonly isErased: boolean;
  readonly createdAt: InstantMs | null;
  readonly modifiedAt: InstantMs | null;
}

/** One share of a gift; `name` null where the product names none. */
export interface ProjectShare {
  readonly name: string | null;
  readonly amountMinor: number;
}

export interface RaiseGift extends RaiseLink {
  readonly id: string;
  readonly donorId: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  /** The donor's calendar day. */
  readonly day: Day;
  readonly statusText: string | null;
  /** Costs that the donor covered on top, in minor units of the gift's currency; 0 if none. */
  readonly donorPaidCostsMinor: number;
  readonly projects: readonly ProjectShare[];
  readonly campaignId: string | null;
  readonly campaignName: string | null;
  /** `canSync` where the gift itself tells it; else the campaign does. */
  readonly canSync: boolean | null;
  readonly recurringGiftId: string | null;
  readonly isTestMode: boolean;
  readonly createdAt: InstantMs | null;
  readonly modifiedAt: InstantMs | null;
}

/** How often a schedule charges, in charges a year; null where the product's value isn't understood. */
export type ChargesPerYear = number | null;

export interface RaiseSchedule extends RaiseLink {
  readonly id: string;
  readonly organizationId: string | null;
  readonly donorId: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly frequency: ChargesPerYear;
  /** The product's own words for the frequency, for people. */
  readonly frequencyText: string | null;
  readonly startDay: Day | null;
  /** Only a display text is understood; the status number is not documented (docs/api-facts.md B5). */
  readonly statusText: string | null;
  readonly campaignId: string | null;
  readonly campaignName: string | null;
  readonly isTestMode: boolean;
  readonly createdAt: InstantMs | null;
  readonly modifiedAt: InstantMs | null;
}

export interface RaiseCampaign {
  readonly id: string;
  readonly name: string | null;
  readonly canSync: boolean | null;
}

/** A reference back to another system: gift `transactionSource`/`transactionId`, contact `contactReferences[]`. */
export interface Reference {
  readonly source: string;
  readonly id: string;
}

export interface CrmIndividual {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
}

export interface CrmContact {
  readonly id: string;
  readonly contactType: string | null;
  readonly name: string | null;
  readonly mergedIntoContactId: string | null;
  /** Null where the product doesn't tell (docs/api-facts.md A4: not verified). */
  readonly isArchived: boolean | null;
  readonly individuals: readonly CrmIndividual[];
  readonly addresses: readonly Address[];
  readonly references: readonly Reference[];
  readonly createdAt: InstantMs | null;
  readonly modifiedAt: InstantMs | null;
}

export interface CrmGift {
  readonly id: string;
  readonly reference: Reference | null;
  readonly contactId: string | null;
  readonly contactPassthroughId: string | null;
  readonly giftType: string | null;
  readonly isReversal: boolean;
  readonly amountMinor: number;
  readonly currency: string;
  readonly day: Day;
  readonly designations: readonly ProjectShare[];
  readonly createdAt: InstantMs | null;
  readonly modifiedAt: InstantMs | null;
}

export interface CrmSchedule {
  readonly id: string;
  readonly reference: Reference | null;
  readonly contactId: string | null;
  /** In the minor unit of the currency that the Raise schedule has; CRM+ tells no currency (A7), so the decimal text is kept. */
  readonly amountText: string;
  readonly frequency: ChargesPerYear;
  readonly frequencyText: string | null;
  readonly startDay: Day | null;
  readonly isCancelled: boolean;
  readonly createdAt: InstantMs | null;
  readonly modifiedAt: InstantMs | null;
}

/** A record that could not be parsed, with whatever could still be read of it. */
export interface UnreadableRecord {
  readonly id: string | null;
  /** CRM+ only: the reference back to Raise, if at least that could be read. */
  readonly reference: Reference | null;
  /** Raise only: the key, if at least that could be read. */
  readonly crmKey: string | null;
  /** Which field was wrong and how, without its value: "amount: not a number". */
  readonly why: string;
  /** SHA-256 of the record's JSON text. */
  readonly bodyDigest: string;
  /** Day and month bucket, where the record still tells: gift date, else creation. */
  readonly day: Day | null;
}

export interface OrganizationFacts {
  readonly name: string | null;
  readonly timeZone: string | null;
  readonly culture: string | null;
}
