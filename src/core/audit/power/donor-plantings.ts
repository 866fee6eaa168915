import { emailKey } from '../../matching/text-keys.ts';
import { splitReference } from '../../model/links.ts';
import type { CrmContact } from '../../model/records.ts';
import type { CleanDonor } from './clean-donors.ts';
import type { Expected, Ground, Plant, Planting } from './plant.ts';

/** Errors of donors and their contacts. */
export const DONOR_PLANTINGS: readonly Planting[] = [
  contactGone,
  refersToOther,
  merged,
  keyGone,
  sharedContact,
  otherEmail,
  donorGone,
];

const NOBODY = 'nobody@planted.invalid';

function contactGone(_ground: Ground, own: CleanDonor): Plant | null {
  if (!own.isJudged) return null;
  return {
    expected: expectedOf(own, 'orphaned_crm_key', 'crm_record_absent'),
    usesOther: false,
    apply: (rows) => {
      rows.remove('crm.contacts', own.contact.id);
      rows.forgetRead('crm.contact', own.contact.id);
    },
  };
}

function refersToOther(_ground: Ground, own: CleanDonor, other: CleanDonor | null): Plant | null {
  if (!own.isJudged || !own.isReferredTo || other === null) return null;
  return {
    expected: expectedOf(own, 'link_mismatch', 'refers_to_other_record'),
    usesOther: true,
    apply: (rows) =>
      rows.replace('crm.contacts', referringTo(own.contact, own.donor.id, other.donor.id)),
  };
}

function merged(_ground: Ground, own: CleanDonor, other: CleanDonor | null): Plant | null {
  if (!own.isJudged || other === null) return null;
  return {
    expected: expectedOf(own, 'merged_in_crm', 'merged'),
    usesOther: true,
    apply: (rows) =>
      rows.replace('crm.contacts', { ...own.contact, mergedIntoContactId: other.contact.id }),
  };
}

function keyGone(_ground: Ground, own: CleanDonor): Plant | null {
  if (!own.isJudged || !own.isReferredTo) return null;
  return {
    expected: expectedOf(own, 'link_mismatch', 'one_way_link'),
    usesOther: false,
    apply: (rows) => rows.replace('raise.donors', { ...own.donor, crmKey: null, crmKeyUrls: {} }),
  };
}

function sharedContact(_ground: Ground, own: CleanDonor, other: CleanDonor | null): Plant | null {
  if (!own.isJudged || !own.isReferredTo || other?.isReferredTo !== true) return null;
  return {
    expected: {
      ...expectedOf(own, 'duplicate_link', 'not_one_household'),
      crmId: other.contact.id,
    },
    usesOther: true,
    apply: (rows) =>
      rows.replace('raise.donors', {
        ...own.donor,
        crmKey: other.contact.id,
        crmKeyUrls: {},
      }),
  };
}

function otherEmail(_ground: Ground, own: CleanDonor): Plant | null {
  const { contact, donor } = own;
  if (!own.isJudged || emailKey(donor.email) === null || contact.individuals.length === 0)
    return null;
  return {
    expected: expectedOf(own, 'field_drift', 'fields_differ'),
    usesOther: false,
    apply: (rows) =>
      rows.replace('crm.contacts', {
        ...contact,
        individuals: contact.individuals.map((person) => ({ ...person, emails: [NOBODY] })),
      }),
  };
}

function donorGone(ground: Ground, own: CleanDonor): Plant | null {
  const { contact, donor } = own;
  if (!own.isReferredTo || !ground.isCrmOnlyInScope(contact)) return null;
  if (!contact.references.some((reference) => ground.isSure('donor', reference))) return null;
  if (ground.lookalikes(own).length > 0) return null;
  return {
    expected: expectedOf(own, 'missing_in_raise', 'raise_record_absent'),
    usesOther: false,
    apply: (rows) => {
      rows.remove('raise.donors', donor.id);
      rows.forgetRead('raise.donor', donor.id);
    },
  };
}

function referringTo(contact: CrmContact, from: string, to: string): CrmContact {
  return {
    ...contact,
    references: contact.references.map((reference) => {
      const split = splitReference(reference.id);
      return split?.raiseId === from ? { ...reference, id: split.prefix + to } : reference;
    }),
  };
}

function expectedOf(
  { donor, contact }: CleanDonor,
  state: Expected['state'],
  cause: Expected['cause'],
): Expected {
  return { recordType: 'donor', state, cause, raiseId: donor.id, crmId: contact.id };
}
