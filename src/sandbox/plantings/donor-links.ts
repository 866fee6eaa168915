import type { Planting } from './planting.ts';
import type { Planter } from './planter.ts';

const BROKEN_DONOR = {
  name: {},
  firstName: {},
  lastName: [],
  email: {},
  createdDate: 'n/a',
  isArchived: 'perhaps',
};
const BROKEN_CONTACT = {
  name: {},
  contactIndividuals: 'n/a',
  createDateTimeUtc: 'n/a',
  address: 'n/a',
};
const SALESFORCE_KEY = '0035e00000AbCdEFGH';

/** Donor exceptions of links: each has people of its own, who give no gifts (except where said). */
export const DONOR_LINK_PLANTINGS: readonly Planting[] = [
  {
    recordType: 'donor',
    state: 'unreadable',
    cause: 'not_parseable',
    plant(p) {
      const raise = p.linkedDonor(BROKEN_DONOR);
      found(p, 'unreadable', 'not_parseable', raise.id, raise.contactId);
      const crm = p.linkedDonor({}, BROKEN_CONTACT);
      found(p, 'unreadable', 'not_parseable', crm.id, crm.contactId);
    },
  },
  {
    recordType: 'donor',
    state: 'duplicate_link',
    cause: 'not_one_household',
    plant(p) {
      if (!p.plan.quirks.crmWithoutReferences) {
        // The contact names the first donor: only the second one is a finding.
        const rightful = p.linkedDonor();
        const other = p.donor(p.key('Contact', rightful.contactId));
        found(p, 'duplicate_link', 'not_one_household', other.id, rightful.contactId, {
          relatedRaiseIds: [String(rightful.id)],
        });
      }
      // The contact names nobody: both are.
      const contactId = p.freeId('contact');
      const one = p.donor(p.key('Contact', contactId));
      const two = p.donor(p.key('Contact', contactId));
      p.contact(contactId, one.person, []);
      found(p, 'duplicate_link', 'not_one_household', one.id, contactId, {
        relatedRaiseIds: [String(two.id)],
      });
      found(p, 'duplicate_link', 'not_one_household', two.id, contactId, {
        relatedRaiseIds: [String(one.id)],
      });
    },
  },
  {
    recordType: 'donor',
    state: 'orphaned_crm_key',
    cause: 'crm_record_absent',
    plant(p) {
      const absent = p.freeId('contact');
      found(
        p,
        'orphaned_crm_key',
        'crm_record_absent',
        p.donor(p.key('Contact', absent)).id,
        absent,
      );
    },
  },
  {
    recordType: 'donor',
    state: 'orphaned_crm_key',
    cause: 'crm_key_malformed',
    plant(p) {
      const key = `CONTACT-${p.nextSerial()}`;
      found(
        p,
        'orphaned_crm_key',
        'crm_key_malformed',
        p.donor({ crmKey: key, crmKeyUrls: {} }).id,
        key,
      );
    },
  },
  {
    recordType: 'donor',
    state: 'merged_in_crm',
    cause: 'merged',
    plant(p) {
      for (const chainLength of [1, 2]) {
        const survivor = p.freeId('contact');
        const middle = chainLength === 2 ? p.freeId('contact') : survivor;
        const merged = p.freeId('contact');
        const donor = p.donor(p.key('Contact', merged));
        p.contact(merged, donor.person, [], { mergedIntoContactId: middle });
        if (middle !== survivor)
          p.contact(middle, donor.person, [], { mergedIntoContactId: survivor });
        p.contact(survivor, donor.person, [donor.id]);
        // A gift that CRM+ moved to the survivor with the merge is in its place.
        if (p.plan.gifts > 0 && chainLength === 1)
          p.linkedGift({}, {}, { number: 0, donorId: donor.id, contactId: survivor });
        found(p, 'merged_in_crm', 'merged', donor.id, merged, {
          relatedCrmIds: [String(survivor)],
        });
      }
    },
  },
  {
    recordType: 'donor',
    state: 'link_mismatch',
    cause: 'refers_to_other_record',
    isPossible: (quirks) => !quirks.crmWithoutReferences,
    plant(p) {
      // The contact names somebody who is well linked elsewhere and shares nothing with this donor.
      const named = p.linkedDonor();
      const contactId = p.freeId('contact');
      const donor = p.donor(p.key('Contact', contactId));
      p.contact(contactId, donor.person, [named.id]);
      found(p, 'link_mismatch', 'refers_to_other_record', donor.id, contactId);
    },
  },
  {
    recordType: 'donor',
    state: 'link_mismatch',
    cause: 'one_way_link',
    isPossible: (quirks) => !quirks.crmWithoutReferences,
    plant(p) {
      for (const key of [{}, { crmKey: SALESFORCE_KEY }]) {
        const { id, contactId } = p.linkedDonor({ crmKey: null, crmKeyUrls: {}, ...key });
        found(p, 'link_mismatch', 'one_way_link', id, contactId);
      }
    },
  },
  {
    recordType: 'donor',
    state: 'missing_in_raise',
    cause: 'raise_record_absent',
    isPossible: (quirks) => !quirks.crmWithoutReferences,
    plant(p) {
      const [absent, contactId] = [p.freeId('donor'), p.freeId('contact')];
      p.contact(contactId, p.person(), [absent]);
      found(p, 'missing_in_raise', 'raise_record_absent', absent, contactId);
    },
  },
  {
    recordType: 'donor',
    state: 'missing_in_raise',
    cause: 'possibly_merged_in_raise',
    isPossible: (quirks) => !quirks.crmWithoutReferences,
    plant(p) {
      // The contact's email is that of a donor who is well linked to another contact.
      const survivor = p.linkedDonor();
      const [absent, contactId] = [p.freeId('donor'), p.freeId('contact')];
      p.contact(contactId, { ...p.person(), email: survivor.person.email }, [absent]);
      found(p, 'missing_in_raise', 'possibly_merged_in_raise', absent, contactId, {
        relatedRaiseIds: [String(survivor.id)],
      });
    },
  },
  {
    recordType: 'donor',
    state: 'missing_in_raise',
    cause: 'legacy_id',
    isPossible: (quirks) => !quirks.crmWithoutReferences,
    plant(p) {
      const { id, source, text } = p.legacyReference();
      const contactId = p.freeId('contact');
      p.contact(contactId, p.person(), [], { contactReferences: [{ source, id: text }] });
      found(p, 'missing_in_raise', 'legacy_id', id, contactId);
    },
  },
];

/** Writes a donor finding down. */
export function found(
  p: Planter,
  state: string,
  cause: string,
  raiseId: number | null,
  crmId: number | string | null,
  more: { relatedRaiseIds?: string[]; relatedCrmIds?: string[]; fields?: string[] } = {},
): void {
  p.find({
    recordType: 'donor',
    state,
    cause,
    raiseId: raiseId === null ? null : String(raiseId),
    crmId: crmId === null ? null : String(crmId),
    ...more,
  });
}

export { SALESFORCE_KEY };
