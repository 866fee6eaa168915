import type {
  Base,
  Campaign,
  Contact,
  CrmGift,
  CrmSchedule,
  Donor,
  RaiseGift,
  RaiseSchedule,
} from './wire-records.ts';
import {
  RAISE_FREQUENCIES,
  Unreadable,
  currencyOf,
  dayOf,
  flag,
  idOf,
  instantOf,
  keyOf,
  list,
  minorOf,
  must,
  nameForm,
  objectOf,
  optionalFlag,
  optionalId,
  perYearOf,
  phoneForm,
  placeOf,
  refOf,
  statusForm,
  text,
  type Json,
} from './wire-values.ts';

export type * from './wire-records.ts';
export { dayInZone, dayOf, decimalsOf, instantOf, minorOf } from './wire-values.ts';

// The oracle's own reading of the wire, written from docs/api-facts.md and not from the connectors: that both come to
// the same verdicts is the point. A record that can't be read becomes { readable: false } with what is left of it.

export function readDonor(wire: unknown): Donor {
  const w = objectOf(wire);
  const donor: Donor = {
    ...baseOf(w, 'createdDate', 'modifiedDate'),
    key: keyOf(w),
    names: [],
    surname: '',
    isOrganization: false,
    organizationName: '',
    email: '',
    phone: '',
    emails: [],
    phones: [],
    places: [],
    isTest: false,
    isArchived: false,
    isErased: false,
  };
  return attempt(donor, () => {
    const first = text(w['firstName']);
    const last = text(w['lastName']);
    donor.names = [nameForm(text(w['name'])), nameForm(`${first} ${last}`)].filter(Boolean);
    donor.surname = nameForm(last);
    donor.isOrganization = flag(w['isOrganization']);
    donor.organizationName = nameForm(text(w['organizationName']));
    donor.email = text(w['email']).toLowerCase();
    donor.phone = phoneForm(text(w['phone']));
    donor.emails = [
      donor.email,
      ...list(w['donorEmailAddresses']).map((e) => text(e['value']).toLowerCase()),
    ].filter(Boolean);
    donor.phones = [
      donor.phone,
      ...list(w['donorPhoneNumbers']).map((p) => phoneForm(text(p['value']))),
    ].filter(Boolean);
    const primary = w['primaryAddress'] == null ? [] : [objectOf(w['primaryAddress'])];
    donor.places = [...primary, ...list(w['donorAddresses'])]
      .map(placeOf)
      .filter((p) => p.line !== '');
    donor.isTest = flag(w['isTestMode']);
    donor.isArchived = flag(w['isArchived']);
    donor.isErased = flag(w['isGDPRDeleted']);
  });
}

export function readRaiseGift(wire: unknown): RaiseGift {
  const w = objectOf(wire);
  const gift: RaiseGift = {
    ...baseOf(w, 'createdDate', 'modifiedDate'),
    key: keyOf(w),
    donorId: null,
    minor: 0,
    costs: 0,
    currency: '',
    day: 0,
    status: '',
    projects: [],
    campaignId: null,
    campaignName: '',
    canSync: null,
    isTest: false,
  };
  return attempt(gift, () => {
    gift.donorId = optionalId(w['donorId']) ?? idOf(objectOf(w['donor'])['id']);
    gift.currency = currencyOf(w['currency']);
    gift.minor = minorOf(w['amount'], gift.currency);
    gift.costs =
      w['donorPaidCosts'] == null || typeof w['donorPaidCosts'] === 'boolean'
        ? 0
        : minorOf(w['donorPaidCosts'], gift.currency);
    gift.day = must(dayOf(w['date']));
    gift.status = statusForm(w['statusText']);
    gift.projects = list(w['projects'])
      .filter((p) => p['amount'] != null && p['amount'] !== '')
      .map((p) => ({
        name: text(p['name']).toLowerCase(),
        minor: minorOf(p['amount'], gift.currency),
      }));
    const campaign = objectOf(w['campaign']);
    gift.campaignId = idOf(w['campaignId']) ?? idOf(campaign['id']);
    gift.campaignName = text(w['campaignName']).toLowerCase();
    gift.canSync = optionalFlag(w['canSync']) ?? optionalFlag(campaign['canSync']);
    gift.isTest = flag(w['isTestMode']);
  });
}

export function readRaiseSchedule(wire: unknown): RaiseSchedule {
  const w = objectOf(wire);
  const schedule: RaiseSchedule = {
    ...baseOf(w, 'createdDate', 'modifiedDate'),
    key: keyOf(w),
    donorId: null,
    minor: 0,
    currency: '',
    perYear: null,
    startDay: null,
    status: '',
    campaignId: null,
    campaignName: '',
    canSync: null,
    isTest: false,
  };
  return attempt(schedule, () => {
    schedule.donorId = optionalId(w['donorId']) ?? idOf(objectOf(w['donor'])['id']);
    schedule.currency = currencyOf(w['currencyCode']);
    schedule.minor = minorOf(w['amount'], schedule.currency);
    schedule.perYear = RAISE_FREQUENCIES.includes(Number(w['frequency']))
      ? Number(w['frequency'])
      : perYearOf(w['formattedFrequency']);
    schedule.startDay = w['startDate'] == null ? null : must(dayOf(w['startDate']));
    schedule.status = statusForm(w['statusText'] ?? w['formattedStatus'] ?? w['statusDisplay']);
    schedule.campaignId = idOf(w['campaignId']);
    schedule.campaignName = text(w['campaignName']).toLowerCase();
    schedule.canSync = optionalFlag(w['canSync']);
    schedule.isTest = flag(w['isTestMode']);
  });
}

export function readCampaign(wire: unknown): Campaign {
  const w = objectOf(wire);
  const name = w['name'];
  return {
    id: idOf(w['id']),
    name: typeof name === 'string' ? name.trim().toLowerCase() : '',
    canSync: typeof w['canSync'] === 'boolean' ? w['canSync'] : null,
  };
}

export function readContact(wire: unknown): Contact {
  const w = objectOf(wire);
  const contact: Contact = {
    ...baseOf(w, 'createDateTimeUtc', 'modifiedDateTimeUtc'),
    names: [],
    emails: [],
    phones: [],
    refs: [],
    mergedInto: null,
    isArchived: null,
  };
  if (Array.isArray(w['contactReferences'])) {
    contact.refs = w['contactReferences']
      .map((r: unknown) => refOf(objectOf(r)['source'], objectOf(r)['id']))
      .filter((r) => r !== null);
  }
  return attempt(contact, () => {
    const people = list(w['contactIndividuals']);
    list(w['contactReferences']);
    const methods = people.flatMap((p) => list(p['contactMethods']));
    contact.names = [
      text(w['name']),
      ...people.map((p) => `${text(p['firstName'])} ${text(p['lastName'])}`),
    ]
      .map(nameForm)
      .filter(Boolean);
    contact.emails = methods
      .filter((m) => /email/i.test(text(m['type'])))
      .map((m) => text(m['value']).toLowerCase())
      .filter(Boolean);
    contact.phones = methods
      .filter((m) => /phone|mobile|cell/i.test(text(m['type'])))
      .map((m) => phoneForm(text(m['value'])))
      .filter(Boolean);
    contact.mergedInto = optionalId(w['mergedIntoContactId']);
    contact.isArchived = optionalFlag(w['isArchived']);
  });
}

export function readCrmGift(wire: unknown): CrmGift {
  const w = objectOf(wire);
  const gift: CrmGift = {
    ...baseOf(w, 'createDateTimeUtc', 'modifiedDateTimeUtc'),
    ref: refOf(w['transactionSource'], w['transactionId']),
    contactId: null,
    passthroughId: null,
    isReversing: false,
    minor: 0,
    currency: '',
    day: 0,
    shares: [],
  };
  return attempt(gift, () => {
    if (w['transactionId'] !== null && typeof w['transactionId'] === 'object')
      throw new Unreadable();
    gift.contactId = optionalId(w['contactId']);
    gift.passthroughId = optionalId(w['contactPassthroughId']);
    gift.isReversing = /revers/i.test(text(w['giftType']));
    gift.currency = currencyOf(w['currencyCode']);
    gift.minor = minorOf(w['amount'], gift.currency);
    gift.day = must(dayOf(w['giftDate']));
    gift.shares = list(w['giftDesignations'])
      .filter((d) => d['amountDesignated'] != null)
      .map((d) => ({
        name: text(d['project']).toLowerCase(),
        minor: minorOf(d['amountDesignated'], gift.currency),
      }));
  });
}

export function readCrmSchedule(wire: unknown): CrmSchedule {
  const w = objectOf(wire);
  const schedule: CrmSchedule = {
    ...baseOf(w, 'createDateTimeUtc', 'modifiedDateTimeUtc'),
    ref: refOf(w['transactionSource'], w['transactionId']),
    contactId: null,
    amount: null,
    perYear: null,
    startDay: null,
    isCancelled: false,
  };
  return attempt(schedule, () => {
    schedule.contactId = optionalId(w['contactId']);
    schedule.amount = w['amount'];
    minorOf(w['amount'], 'XXX', 4); // CRM+ names no currency here: any number of decimals up to four may be right
    schedule.perYear = perYearOf(w['frequency']);
    schedule.startDay = w['startDate'] == null ? null : must(dayOf(w['startDate']));
    schedule.isCancelled = w['cancelDateTimeUtc'] != null;
  });
}

function attempt<T extends Base>(record: T, fill: () => void): T {
  try {
    fill();
    record.readable = record.id !== null;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    record.readable = false;
  }
  return record;
}

function baseOf(w: Json, created: string, modified: string): Base {
  return {
    readable: true,
    id: idOf(w['id']),
    created: instantOf(w[created]),
    modified: instantOf(w[modified]),
  };
}
