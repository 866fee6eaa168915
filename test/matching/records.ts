import { parseDay } from '../../src/core/model/days.ts';
import type {
  CrmContact,
  CrmGift,
  CrmIndividual,
  CrmSchedule,
  RaiseDonor,
  RaiseGift,
  RaiseSchedule,
} from '../../src/core/model/records.ts';

/** A calendar day of a text that is one. */
export function day(text: string): number {
  const read = parseDay(text);
  if (read === null) throw new Error(`no day: ${text}`);
  return read;
}

const NO_LINK = { crmKey: null, crmKeyUrls: {} };
const CREATED = Date.UTC(2026, 2, 1, 12);

/** Records as the core knows them; what a test doesn't care about is filled in so that a pair of them agrees. */
export function donor(given: Partial<RaiseDonor> = {}): RaiseDonor {
  return {
    ...NO_LINK,
    id: '501',
    name: 'Ann Archer',
    firstName: 'Ann',
    lastName: 'Archer',
    isOrganization: false,
    organizationName: null,
    email: null,
    phone: null,
    emails: [],
    phones: [],
    addresses: [],
    isTestMode: false,
    isArchived: false,
    isErased: false,
    createdAt: CREATED,
    modifiedAt: CREATED,
    ...given,
  };
}

export function person(given: Partial<CrmIndividual> = {}): CrmIndividual {
  return { firstName: 'Ann', lastName: 'Archer', emails: [], phones: [], ...given };
}

export function contact(given: Partial<CrmContact> = {}): CrmContact {
  return {
    id: '9001',
    contactType: 'Household',
    name: 'Ann Archer',
    mergedIntoContactId: null,
    isArchived: false,
    individuals: [person()],
    addresses: [],
    references: [],
    createdAt: CREATED,
    modifiedAt: CREATED,
    ...given,
  };
}

export function gift(given: Partial<RaiseGift> = {}): RaiseGift {
  return {
    ...NO_LINK,
    id: '7001',
    donorId: '501',
    amountMinor: 10_000,
    currency: 'USD',
    day: day('2026-03-10'),
    statusText: 'Approved',
    donorPaidCostsMinor: 0,
    projects: [],
    campaignId: null,
    campaignName: null,
    canSync: null,
    recurringGiftId: null,
    isTestMode: false,
    createdAt: CREATED,
    modifiedAt: CREATED,
    ...given,
  };
}

export function crmGift(given: Partial<CrmGift> = {}): CrmGift {
  return {
    id: '3001',
    reference: null,
    contactId: '9001',
    contactPassthroughId: null,
    giftType: 'Credit',
    isReversal: false,
    amountMinor: 10_000,
    currency: 'USD',
    day: day('2026-03-10'),
    designations: [],
    createdAt: CREATED,
    modifiedAt: CREATED,
    ...given,
  };
}

export function schedule(given: Partial<RaiseSchedule> = {}): RaiseSchedule {
  return {
    ...NO_LINK,
    id: '8001',
    organizationId: null,
    donorId: '501',
    amountMinor: 2_500,
    currency: 'USD',
    frequency: 12,
    frequencyText: 'Monthly',
    startDay: day('2026-01-15'),
    statusText: null,
    campaignId: null,
    campaignName: null,
    isTestMode: false,
    createdAt: CREATED,
    modifiedAt: CREATED,
    ...given,
  };
}

export function crmSchedule(given: Partial<CrmSchedule> = {}): CrmSchedule {
  return {
    id: '4001',
    reference: null,
    contactId: '9001',
    amountText: '25.00',
    frequency: 12,
    frequencyText: 'Monthly',
    startDay: day('2026-01-15'),
    isCancelled: false,
    createdAt: CREATED,
    modifiedAt: CREATED,
    ...given,
  };
}
