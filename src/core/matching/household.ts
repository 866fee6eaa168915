import type { Address, CrmContact, RaiseDonor } from '../model/records.ts';
import { emailKey, nameKey, phoneKey } from './text-keys.ts';

/** What makes two donors look like one household: any surname, address, email or phone they share. */
export type Traits = ReadonlySet<string>;

/** The traits of a Raise donor; an organization's name counts as its surname. */
export function traitsOfDonor(donor: RaiseDonor, country: string): Traits {
  const traits = new Set<string>();
  const surname = nameKey(
    donor.lastName ?? (donor.isOrganization ? donor.organizationName : lastWord(donor.name)),
  );
  if (surname) traits.add(`surname ${surname}`);
  for (const email of [donor.email, ...donor.emails]) add(traits, 'email', emailKey(email));
  for (const phone of [donor.phone, ...donor.phones])
    add(traits, 'phone', phoneKey(phone, country));
  for (const address of donor.addresses) add(traits, 'address', addressTrait(address));
  return traits;
}

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

/** Whether an existing donor could be the survivor of a donor merged away whose contact this is. */
export function couldBeSameDonor(donor: RaiseDonor, contact: CrmContact, country: string): boolean {
  const emails = new Set(contact.individuals.flatMap((person) => person.emails.map(emailKey)));
  if (
    [donor.email, ...donor.emails].some(
      (email) => emailKey(email) !== null && emails.has(emailKey(email)),
    )
  )
    return true;
  const phones = new Set(
    contact.individuals.flatMap((person) => person.phones.map((phone) => phoneKey(phone, country))),
  );
  const isSamePhone = [donor.phone, ...donor.phones].some(
    (phone) => phoneKey(phone, country) !== null && phones.has(phoneKey(phone, country)),
  );
  const name = nameKey(donor.name ?? `${donor.firstName ?? ''} ${donor.lastName ?? ''}`);
  const names = [
    contact.name,
    ...contact.individuals.map((person) => `${person.firstName ?? ''} ${person.lastName ?? ''}`),
  ].map(nameKey);
  return isSamePhone && name !== null && names.includes(name);
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
