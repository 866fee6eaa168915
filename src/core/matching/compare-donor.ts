import type { FieldDifference } from '../model/finding.ts';
import type { CrmContact, RaiseDonor } from '../model/records.ts';
import { emailKey, nameKey, organizationKey, phoneKey } from './text-keys.ts';

/** The fields of a donor and its contact that differ (product.md §3). What Raise doesn't give isn't compared. */
export function compareDonor(
  donor: RaiseDonor,
  contact: CrmContact,
  country: string,
): FieldDifference[] {
  return [
    donor.isOrganization ? compareOrganization(donor, contact) : compareName(donor, contact),
    compareAny(
      'email',
      donor.email,
      contact.individuals.flatMap((person) => person.emails),
      emailKey,
    ),
    compareAny(
      'phone',
      donor.phone,
      contact.individuals.flatMap((person) => person.phones),
      (phone) => phoneKey(phone, country),
    ),
    compareArchived(donor, contact),
  ].filter((difference) => difference !== null);
}

/** A household's contact holds several people: the donor may be any of them. */
function compareName(donor: RaiseDonor, contact: CrmContact): FieldDifference | null {
  const full = fullName(donor);
  const own = new Set([nameKey(donor.name), nameKey(full)].filter((key) => key !== null));
  if (own.size === 0) return null;
  const names = [...contact.individuals.map(fullName), contact.name].map(nameKey);
  if (names.some((key) => key !== null && own.has(key))) return null;
  return {
    field: 'name',
    raise: donor.name ?? full,
    crm: contactName(contact),
  };
}

function compareOrganization(donor: RaiseDonor, contact: CrmContact): FieldDifference | null {
  const name = donor.organizationName ?? donor.name;
  const key = organizationKey(name);
  if (key === null || organizationKey(contact.name) === key) return null;
  return { field: 'organizationName', raise: name, crm: contact.name };
}

function compareAny(
  field: 'email' | 'phone',
  own: string | null,
  theirs: readonly string[],
  keyOf: (value: string | null) => string | null,
): FieldDifference | null {
  const key = keyOf(own);
  if (key === null || theirs.some((value) => keyOf(value) === key)) return null;
  return { field, raise: own, crm: theirs.length > 0 ? theirs.join(', ') : null };
}

function compareArchived(donor: RaiseDonor, contact: CrmContact): FieldDifference | null {
  if (contact.isArchived === null || contact.isArchived === donor.isArchived) return null;
  return { field: 'archived', raise: String(donor.isArchived), crm: String(contact.isArchived) };
}

function contactName(contact: CrmContact): string | null {
  const people = contact.individuals.map(fullName).filter((name) => name !== '');
  return people.length > 0 ? people.join(', ') : contact.name;
}

function fullName(person: Pick<RaiseDonor, 'firstName' | 'lastName'>): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}
