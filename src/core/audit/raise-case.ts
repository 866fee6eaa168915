import type { Listing, Rules } from '../checks/case.ts';
import { sharesHousehold, traitsOfDonor, type Traits } from '../matching/household.ts';
import type { LinkForm } from '../model/links.ts';
import type { Outcome } from '../model/outcome.ts';
import type { RecordType } from '../model/record-type.ts';
import type { CrmContact, RaiseDonor } from '../model/records.ts';
import type { CapturedRecords } from '../staging/captured-records.ts';
import { type DirectReads } from './direct-reads.ts';

/** Everything from which cases are made: the captured records, the direct reads, and the rules of the run. */
export interface CaseSources {
  readonly records: CapturedRecords;
  readonly reads: DirectReads;
  readonly rules: Rules;
  /** Forms in use by which a record can be looked up, by type. */
  readonly forms: Readonly<Record<RecordType, readonly LinkForm[]>>;
  readonly listing: Readonly<Record<'crm' | 'raise', Readonly<Record<RecordType, Listing>>>>;
}

/** A merge chain is followed this far; longer ones are loops. */
const MOST_MERGES = 10;

/** A contact from the listing, or by a direct read. */
export function contactOutcome(s: CaseSources, id: string): Outcome<CrmContact> {
  const known = s.records.contact(id);
  if (known !== null) return { kind: 'found', record: known };
  if (s.records.unreadableWithId('crm.contacts', id) !== null)
    return { kind: 'unreadable', why: 'could not be parsed' };
  return s.reads.outcome('crm.contact', id, () => s.records.contact(id));
}

/** The contacts from a linked one to the survivor of its merges, as far as they exist. */
export function mergeChain(s: CaseSources, firstId: string): CrmContact[] {
  const chain: CrmContact[] = [];
  let id: string | null = firstId;
  while (id !== null && chain.length < MOST_MERGES && !chain.some((contact) => contact.id === id)) {
    const outcome: Outcome<CrmContact> = contactOutcome(s, id);
    if (outcome.kind !== 'found') break;
    chain.push(outcome.record);
    id = outcome.record.mergedIntoContactId;
  }
  return chain;
}

/** Contacts on which a donor's gifts may rightly sit, and whether another one belongs to the donor's household. Null if the donor has no existing contact. */
export function rightfulContacts(
  s: CaseSources,
  donor: RaiseDonor | null,
): { ids: readonly string[]; isRightful: (contactId: string) => boolean } | null {
  if (donor === null) return null;
  const key = s.records.keyOf('donor', donor.id).crmId;
  const ids = new Set<string>(key === null ? [] : mergeChain(s, key).map((contact) => contact.id));
  for (const contact of s.records.contactsReferringTo(donor.id)) ids.add(contact.id);
  if (ids.size === 0) return null;
  const own = traitsOfDonor(donor, s.rules.country);
  const isRightful = (contactId: string): boolean =>
    donorsOn(s, contactId).some(
      (other) => other.id !== donor.id && sharesHousehold(own, traitsOf(s, other)),
    );
  return { ids: [...ids], isRightful };
}

export function traitsOf(s: CaseSources, donor: RaiseDonor): Traits {
  return traitsOfDonor(donor, s.rules.country);
}

/** Existing donors whose key names a contact, or to whom it refers. */
function donorsOn(s: CaseSources, contactId: string): RaiseDonor[] {
  const ids = new Set([
    ...s.records.holdersOfKey('donor', contactId),
    ...s.records.namedBy('donor', contactId),
  ]);
  return [...ids].map((id) => s.records.donor(id)).filter((donor) => donor !== null);
}
