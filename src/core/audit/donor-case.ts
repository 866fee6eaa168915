import type { DonorCase } from '../checks/case.ts';
import { householdsOf, sharesHousehold } from '../matching/household.ts';
import type { FailureKind } from '../model/failure.ts';
import { readKey, referenceFor } from '../model/links.ts';
import type { Outcome } from '../model/outcome.ts';
import type { CrmContact, RaiseDonor } from '../model/records.ts';
import { referenceKey } from './direct-reads.ts';
import { contactOutcome, donorOf, mergeChain, traitsOf, type CaseSources } from './case-sources.ts';

/** Lays out the facts of one donor. @throws ReadNeeded by its functions, when a fact needs a direct read */
export function donorCase(s: CaseSources, donor: RaiseDonor): DonorCase {
  const key = readKey(donor);
  const { records } = s;
  const listing = s.listing.crm.donor;
  // Most donors have a key and a contact: who refers to them is looked up only where it matters.
  let referring: readonly CrmContact[] | null = null;
  let target: Outcome<CrmContact> | null | undefined;
  return {
    type: 'donor',
    raise: donor,
    rules: s.rules,
    readAt: () => records.readAt('donor', donor.id),
    key,
    listing,
    target: () => {
      if (key.kind !== 'crm' || donor.isErased) return null;
      target ??= contactOutcome(s, key.crmId);
      return target;
    },
    get referring() {
      referring ??= records.contactsReferringTo(donor.id);
      return referring;
    },
    unreadable: unreadableContact(s, donor, key.kind === 'crm' ? key.crmId : null),
    lookUp: () =>
      s.reads.outcomes<CrmContact>(
        'crm.contact_by_reference',
        s.forms.donor.map((form) => referenceKey(referenceFor(form, donor.id))),
        () => records.contactsReferringTo(donor.id)[0] ?? null,
      ),
    hasConvention: s.forms.donor.length > 0,
    linkedUnknown: () => {
      if (key.kind !== 'crm' || donor.isErased) return null;
      return mergeChain(s, key.crmId).unknown ?? linkListsUnknown(s, key.crmId);
    },
    exclusionUnknown: () => null,
    campaignCanSync: null,
    sharers: () => sharersOf(s, donor, key.kind === 'crm' ? key.crmId : null),
    namedBy: (contactId) => records.namedBy('donor', contactId),
    isHouseholdWith: (otherId) => {
      const other = otherId === donor.id ? null : donorOf(s, otherId);
      return other !== null && sharesHousehold(traitsOf(s, donor), traitsOf(s, other));
    },
    mergeChain: () => (key.kind === 'crm' ? mergeChain(s, key.crmId).contacts : []),
  };
}

/** A contact that refers to donors of whom not all were listed can't be said to refer to strangers. */
function linkListsUnknown(s: CaseSources, contactId: string): FailureKind | null {
  const { failure } = s.listing.raise.donor;
  if (failure === null) return null;
  const named = s.records.namedBy('donor', contactId);
  return named.some((id) => s.records.donor(id) === null) ? failure : null;
}

function unreadableContact(
  s: CaseSources,
  donor: RaiseDonor,
  keyId: string | null,
): DonorCase['unreadable'] {
  const named = s.records.unreadableReferringTo('crm.contacts', 'donor', donor.id);
  if (named !== null) return { crmId: named.id, why: named.why };
  if (keyId === null || s.records.contact(keyId) !== null) return null;
  const linked = s.records.unreadableWithId('crm.contacts', keyId);
  return linked === null ? null : { crmId: keyId, why: linked.why };
}

/** A donor among others on one contact is an intruder if no household connects it with the one the contact refers to. */
function sharersOf(
  s: CaseSources,
  donor: RaiseDonor,
  keyId: string | null,
): { others: string[]; isIntruder: boolean } {
  const ids = keyId === null ? [] : s.records.holdersOfKey('donor', keyId);
  if (ids.length < 2) return { others: [], isIntruder: false };
  const donors = ids
    .map((id) => s.records.donor(id))
    .filter((other) => other !== null && !other.isErased) as RaiseDonor[];
  const others = donors.filter((other) => other.id !== donor.id).map((other) => other.id);
  const households = householdsOf(
    donors.map((member) => ({ member, traits: traitsOf(s, member) })),
  );
  if (households.length < 2) return { others, isIntruder: false };
  const named = keyId === null ? [] : s.records.namedBy('donor', keyId);
  const rightful = households.filter((household) =>
    household.some((member) => named.includes(member.id)),
  );
  const isIntruder =
    rightful.length !== 1 || rightful[0]?.some((member) => member.id === donor.id) !== true;
  return { others, isIntruder };
}
