import type { Address, CrmContact, RaiseDonor } from '../model/records.ts';
import { emailKey, nameKey, phoneKey } from './text-keys.ts';

/** What makes two donors look like one household: any surname, address, email or phone they share. */
export type Traits = ReadonlySet<string>;

/** The traits of a Raise donor; an organization's name counts as its surname. */
export function traitsOfDonor(donor: RaiseDonor, country: string): Traits {
  const traits = new Set<string>();
  const surname = nameKey(
    donor.lastName ??
      (donor.isOrganization ? donor.organizationName : lastWord(nameKey(donor.name))),
  );
  if (surname) traits.add(`surname ${surname}`);
  for (const email of [donor.email, ...donor.emails]) add(traits, 'email', emailKey(email));
  for (const phone of [donor.phone, ...donor.phones])
    add(traits, 'phone', phoneKey(phone, country));
  for (const address of donor.addresses) add(traits, 'address', addressTrait(address));
  return traits;
}

/** Whether two have any trait in common: surname, address, email or phone. */
export function sharesHousehold(a: Traits, b: Traits): boolean {
  for (const trait of a) if (b.has(trait)) return true;
  return false;
}

/** Groups of members that shared traits connect, transitively; members in their given order. */
export function householdsOf<T>(
  members: readonly { readonly member: T; readonly traits: Traits }[],
): T[][] {
  const groups: { members: T[]; traits: Set<string> }[] = [];
  for (const { member, traits } of members) {
    const joined = groups.filter((group) => sharesHousehold(group.traits, traits));
    const whole = {
      members: joined.flatMap((group) => group.members),
      traits: new Set(joined.flatMap((group) => [...group.traits])),
    };
    whole.members.push(member);
    for (const trait of traits) whole.traits.add(trait);
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push(whole);
  }
  return groups.map((group) => group.members);
}

/** Whether a donor and a contact could be the same person: they share an email, or a name and a phone. */
export function couldBeSameDonor(donor: RaiseDonor, contact: CrmContact, country: string): boolean {
  const theirs = new Set(contactIdentities(contact, country));
  return donorIdentities(donor, country).some((identity) => theirs.has(identity));
}

/** What tells a donor from others: each email, and the name with each phone. */
export function donorIdentities(donor: RaiseDonor, country: string): string[] {
  const name = donor.name ?? `${donor.firstName ?? ''} ${donor.lastName ?? ''}`;
  return identities(
    [donor.email, ...donor.emails],
    [name],
    [donor.phone, ...donor.phones],
    country,
  );
}

/** The same of a contact: anyone of its household. */
export function contactIdentities(contact: CrmContact, country: string): string[] {
  const people = contact.individuals;
  const names = [
    contact.name,
    ...people.map((person) => `${person.firstName ?? ''} ${person.lastName ?? ''}`),
  ];
  return identities(
    people.flatMap((person) => person.emails),
    names,
    people.flatMap((person) => person.phones),
    country,
  );
}

function identities(
  emails: readonly (string | null)[],
  names: readonly (string | null)[],
  phones: readonly (string | null)[],
  country: string,
): string[] {
  const found = new Set<string>();
  for (const email of emails.map(emailKey)) if (email !== null) found.add(`email ${email}`);
  const phoneKeys = phones.map((phone) => phoneKey(phone, country)).filter((key) => key !== null);
  for (const name of names.map(nameKey)) {
    if (name !== null) for (const phone of phoneKeys) found.add(`person ${name} ${phone}`);
  }
  return [...found];
}

function add(traits: Set<string>, kind: string, key: string | null): void {
  if (key !== null) traits.add(`${kind} ${key}`);
}

/** An address without a street line tells no household: a whole city would be one. */
function addressTrait(address: Address): string | null {
  return address.line === ''
    ? null
    : `${address.line}|${address.postal === '' ? address.city : address.postal}`;
}

function lastWord(name: string | null): string | null {
  return name?.trim().split(/\s+/).at(-1) ?? null;
}
