import { draw, STREAM } from '../seeded-draw.ts';
import { crmContact } from '../shapes/crm-contact-shape.ts';
import { donorMethod, raiseDonor } from '../shapes/raise-donor-shape.ts';
import type { WireRecord } from '../wire-record.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { milliText } from '../zone-clock.ts';
import { contactCount, contactOfDonor, donorsOfContact, isFund } from './households.ts';
import type { Person } from './people.ts';
import {
  addressOf,
  organizationNameOf,
  personOf,
  phoneDigits,
  plainLetters,
  surnameOf,
  writtenPhone,
} from './people.ts';
import type { SpreadIds } from './spread-ids.ts';
import { makeSpreadIds } from './spread-ids.ts';
import type { BaseRows, Candidates } from './table.ts';
import type { WorldPlan } from './world-plan.ts';
import { crmKeyUrls, referenceId } from './world-plan.ts';

const DAY = 86_400_000;
const OWN_PEOPLE = 30_000_000;
const SECOND_ADDRESSES = 42_000_000;

/** Donors and contacts of the synced world, computed from their numbers. */
export interface SyncedDonors {
  donorIds: SpreadIds;
  contactIds: SpreadIds;
  donors: BaseRows;
  contacts: BaseRows;
  zoneOf(donor: number): ZoneClock;
  /** The name of a contact, cheaper than its record. */
  contactName(contact: number): string;
  contactCandidates: Candidates;
}

export function makeSyncedDonors(plan: WorldPlan): SyncedDonors {
  const { seed } = plan;
  const contacts = contactCount(plan.donors);
  const donorIds = makeSpreadIds(seed, STREAM.donorId, 40_000, plan.donors);
  const contactIds = makeSpreadIds(seed, STREAM.contactId, 1_000, contacts);
  return {
    donorIds,
    contactIds,
    donors: {
      count: plan.donors,
      idAt: (position) => donorIds.idOf(position),
      rank: (id) => donorIds.rank(id, plan.donors),
      has: (id) => donorIds.numberOf(id) >= 0,
      build: (id) => donorRecord(plan, donorIds.numberOf(id), id, contactIds),
      dates: {
        members: ['createdDate', 'modifiedDate'],
        at: (id) => milliText(createdMs(plan, contactOfDonor(seed, donorIds.numberOf(id)))),
      },
    },
    contacts: {
      count: contacts,
      idAt: (position) => contactIds.idOf(position),
      rank: (id) => contactIds.rank(id, contacts),
      has: (id) => contactIds.numberOf(id) >= 0,
      build: (id) => contactRecord(plan, contactIds.numberOf(id), id, donorIds),
      dates: {
        members: ['createDateTimeUtc', 'modifiedDateTimeUtc'],
        at: (id) => syncedAt(plan, contactIds.numberOf(id)),
      },
    },
    zoneOf(donor) {
      const roll = draw(seed, STREAM.contact, contactOfDonor(seed, donor));
      return plan.donorZones[roll % plan.donorZones.length] ?? plan.organization;
    },
    contactName: (contact) => contactName(plan, contact),
    contactCandidates(_member, value) {
      const donor = donorIds.numberOf(Number(/\d+$/.exec(value)?.[0]));
      return donor < 0 ? [] : [contactIds.idOf(contactOfDonor(seed, donor))];
    },
  };
}

/** Whether the contact stands for an organization; only contacts of one donor do. */
function isOrganization(plan: WorldPlan, contact: number): boolean {
  return (
    draw(plan.seed, STREAM.contact, contact) % 6 === 0 &&
    donorsOfContact(plan.seed, contact, plan.donors).length === 1
  );
}

/** The donor's name: now and then a household member keeps another surname. */
function personOfDonor(plan: WorldPlan, donor: number, contact: number): Person {
  const first = donorsOfContact(plan.seed, contact, plan.donors)[0];
  const keepsOwnName = first !== donor && draw(plan.seed, STREAM.name, donor) % 7 === 0;
  return personOf(plan.seed, donor, surnameOf(plan.seed, keepsOwnName ? contact + 7 : contact));
}

function createdMs(plan: WorldPlan, contact: number): number {
  return plan.nowMs - 900 * DAY + (draw(plan.seed, STREAM.contact, contact) % (150 * DAY));
}

function syncedAt(plan: WorldPlan, contact: number): string {
  return milliText(createdMs(plan, contact) + 3_600_000);
}

function donorRecord(
  plan: WorldPlan,
  donor: number,
  id: number,
  contactIds: SpreadIds,
): WireRecord {
  const contact = contactOfDonor(plan.seed, donor);
  const person = personOfDonor(plan, donor, contact);
  const way = draw(plan.seed, STREAM.name, donor) >>> 4;
  const organization = isOrganization(plan, contact)
    ? organizationNameOf(plan.seed, contact)
    : null;
  const plain = `${person.firstName} ${person.lastName}`;
  const written =
    [plain, plain.toUpperCase(), `${person.title ?? 'Mr.'} ${plain}`, plain.replace(' ', '  ')][
      way % 12
    ] ?? plain;
  const phone = writtenPhone(person.phone, way);
  const created = milliText(createdMs(plan, contact));
  return raiseDonor({
    id,
    name: organization ?? written,
    title: person.title,
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    phone,
    createdDate: created,
    modifiedDate: created,
    isOrganization: organization !== null,
    organizationName: organization,
    crmKey: String(contactIds.idOf(contact)),
    crmKeyUrls: crmKeyUrls('Contact', contactIds.idOf(contact)),
    primaryAddress: { ...addressOf(plan.seed, contact), countryString: 'United States' },
    donorEmailAddresses: [donorMethod(id, 1, person.email, true)],
    donorPhoneNumbers: [donorMethod(id, 2, phone, false)],
  });
}

function contactRecord(
  plan: WorldPlan,
  contact: number,
  id: number,
  donorIds: SpreadIds,
): WireRecord {
  const donors = donorsOfContact(plan.seed, contact, plan.donors);
  const roll = draw(plan.seed, STREAM.contact, contact);
  const created = syncedAt(plan, contact);
  const stamps = { createDateTimeUtc: created, modifiedDateTimeUtc: created };
  const hasArchived = plan.quirks.isArchivedField;
  if (donors.length === 0) return ownContact(plan, contact, id, stamps);
  const people = donors.map((donor) => personOfDonor(plan, donor, contact));
  return crmContact(
    {
      id,
      contactType: isOrganization(plan, contact) ? 'Organization' : 'Household',
      name: contactName(plan, contact),
      address: { ...addressOf(plan.seed, contact), country: 'US', ...stamps },
      contactIndividuals: people.map((person, n) => individual(person, donors[n] ?? 0, roll)),
      contactReferences: references(plan, donors, roll, donorIds),
      ...stamps,
    },
    hasArchived,
  );
}

/** A contact without a donor: somebody who sends checks, or a donor-advised fund. */
function ownContact(plan: WorldPlan, contact: number, id: number, stamps: WireRecord): WireRecord {
  const person = ownPerson(plan, contact);
  return crmContact(
    {
      id,
      contactType: isFund(contact) ? 'Foundation' : 'Household',
      name: contactName(plan, contact),
      address: { ...addressOf(plan.seed, contact), country: 'US', ...stamps },
      contactIndividuals: [individual(person, OWN_PEOPLE + contact, 1)],
      ...stamps,
    },
    plan.quirks.isArchivedField,
  );
}

function ownPerson(plan: WorldPlan, contact: number): Person {
  return personOf(plan.seed, OWN_PEOPLE + contact, surnameOf(plan.seed, contact + 3));
}

function contactName(plan: WorldPlan, contact: number): string {
  const donors = donorsOfContact(plan.seed, contact, plan.donors);
  if (donors.length > 0) {
    if (isOrganization(plan, contact)) return organizationNameOf(plan.seed, contact);
    return householdName(donors.map((donor) => personOfDonor(plan, donor, contact)));
  }
  const { firstName, lastName } = ownPerson(plan, contact);
  return isFund(contact) ? `Charitable Trust No. ${contact}` : `${firstName} ${lastName}`;
}

/** Seven of eight contacts name their donors; of larger households some name only the first. */
function references(
  plan: WorldPlan,
  donors: number[],
  roll: number,
  donorIds: SpreadIds,
): WireRecord[] {
  if (plan.quirks.crmWithoutReferences || (roll >>> 10) % 8 === 0) return [];
  const named = (roll >>> 13) % 4 === 0 ? donors.slice(0, 1) : donors;
  return named.map((donor) => ({
    source: plan.quirks.linkSource,
    id: String(referenceId(plan, donorIds.idOf(donor))),
  }));
}

function individual(person: Person, donor: number, roll: number): WireRecord {
  const accents = (roll >>> 16) % 3 === 0;
  const methods: WireRecord[] = [
    {
      type: 'Home Email',
      value: roll % 5 === 0 ? person.email.toUpperCase() : person.email,
      isPrimary: true,
    },
    { type: 'Home Phone', value: writtenPhone(person.phone, roll >>> 9), isPrimary: true },
  ];
  if (roll % 3 === 0)
    methods.unshift({ type: 'Work Email', value: `office.${donor}@example.net`, isPrimary: false });
  if (roll % 4 === 0)
    methods.push({
      type: 'Work Phone',
      value: writtenPhone(phoneDigits(SECOND_ADDRESSES + donor), roll),
      isPrimary: false,
    });
  return {
    prefix: person.title,
    firstName: accents ? plainLetters(person.firstName) : person.firstName,
    lastName: accents ? plainLetters(person.lastName) : person.lastName,
    contactMethods: methods,
  };
}

/** `Ana & José García`, or both full names where the surnames differ. */
function householdName(people: Person[]): string {
  const surnames = new Set(people.map((person) => person.lastName));
  if (surnames.size === 1)
    return `${people.map((person) => person.firstName).join(' & ')} ${people[0]?.lastName ?? ''}`;
  return people.map((person) => `${person.firstName} ${person.lastName}`).join(' & ');
}
