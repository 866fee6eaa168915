import type { CrmContact, CrmIndividual, Reference } from '../../model/records.ts';
import { readAddresses } from '../wire/address.ts';
import type { Row } from '../wire/fields.ts';
import { asList, asRow, distinct, readFlagOrNull, readInstant, readText } from '../wire/fields.ts';
import type { RowShape } from '../wire/read-row.ts';
import {
  comparedList,
  comparedRow,
  comparedText,
  optionalId,
  requireId,
} from '../wire/wrong-value.ts';
import { referenceOf } from './reference.ts';

/** A CRM+ contact, full form (docs/api-facts.md A4); `contactAddresses[]` is seen in webhook bodies (A8). */
export const CRM_CONTACT: RowShape<CrmContact> = {
  project: (row) => ({
    id: requireId(row['id'], 'id'),
    contactType: readText(row['contactType']),
    name: comparedText(row['name'], 'name'),
    mergedIntoContactId: optionalId(row['mergedIntoContactId'], 'mergedIntoContactId'),
    isArchived: readFlagOrNull(row['isArchived']),
    individuals: readIndividuals(row),
    addresses: readAddresses([
      asRow(row['address']),
      ...asList(row['contactAddresses']).map(asRow),
    ]),
    references: readReferences(row),
    createdAt: readInstant(row['createDateTimeUtc']),
    modifiedAt: readInstant(row['modifiedDateTimeUtc']),
  }),
  referenceOf: firstReference,
  dayMembers: ['createDateTimeUtc'],
};

function readIndividuals(row: Row): readonly CrmIndividual[] {
  const individuals: CrmIndividual[] = [];
  for (const entry of comparedList(row['contactIndividuals'], 'contactIndividuals')) {
    const person = comparedRow(entry, 'contactIndividuals');
    const emails: (string | null)[] = [];
    const phones: (string | null)[] = [];
    for (const method of comparedList(person['contactMethods'], 'contactMethods')) {
      const { type, value } = comparedRow(method, 'contactMethods');
      const kind = methodKind(readText(type) ?? '');
      if (kind)
        (kind === 'email' ? emails : phones).push(comparedText(value, 'contactMethods.value'));
    }
    individuals.push({
      firstName: comparedText(person['firstName'], 'firstName'),
      lastName: comparedText(person['lastName'], 'lastName'),
      emails: distinct(emails),
      phones: distinct(phones),
    });
  }
  return individuals;
}

/** "Home Email", "Mobile Phone", "Cell"; a fax number is nobody's phone. */
function methodKind(type: string): 'email' | 'phone' | null {
  if (/e-?mail/i.test(type)) return 'email';
  return /phone|mobile|cell/i.test(type) && !/fax/i.test(type) ? 'phone' : null;
}

function readReferences(row: Row): readonly Reference[] {
  const references: Reference[] = [];
  for (const entry of comparedList(row['contactReferences'], 'contactReferences')) {
    const reference = asRow(entry);
    const read =
      reference && referenceOf(reference['source'], reference['id'], 'contactReferences');
    if (read) references.push(read);
  }
  return references;
}

/** For a row that is quarantined anyway: the first reference that can be read. */
function firstReference(row: Row): Reference | null {
  for (const entry of asList(row['contactReferences'])) {
    try {
      const read = referenceOf(asRow(entry)?.['source'], asRow(entry)?.['id'], 'contactReferences');
      if (read) return read;
    } catch {
      continue;
    }
  }
  return null;
}
