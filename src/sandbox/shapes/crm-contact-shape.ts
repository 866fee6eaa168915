import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';

const LONG_AGO = '2026-03-10T12:00:00';

/** A full CRM+ contact (docs/api-facts.md A4, contact.json). What `given` states is kept verbatim. */
export function crmContact(
  given: WireRecord & { id: number },
  hasArchivedField: boolean,
): WireRecord {
  const { id, ...rest } = given;
  const name = given['name'] ?? `Test Contact ${id}`;
  const stamps = stampsOf(given);
  const made: WireRecord = {
    id,
    contactType: 'Household',
    isPrivate: false,
    name,
    informalName: name,
    formalContactName: name,
    alternateContactName: name,
    preferredSalutationName: name,
    preferredAddresseeName: name,
    description: null,
    website: null,
    maritalStatus: null,
    anniversaryMonth: null,
    anniversaryDay: null,
    anniversaryYear: null,
    mergedIntoContactId: null,
    giftAskAmount: '$0',
    giftAskType: null,
    lifeToDateGiving: '$0',
    yearToDateGiving: '$0',
    lastGiftAmount: '$0',
    lastGiftDate: 'Unavailable',
    contactGiftsUrl: `/api/Gift/ByContact/${id}`,
    contactPassthroughGiftsUrl: `/api/Gift/Passthrough/ByContact/${id}`,
    contactPlannedGiftsUrl: `/api/PlannedGift/ByContact/${id}`,
    contactRecurringGiftsUrl: `/api/RecurringGift/ByContact/${id}`,
    contactImportantNotesUrl: `/api/ContactNote/Important/ByContact/${id}`,
    contactNotesUrl: `/api/ContactNote/ByContact/${id}`,
    contactTagsUrl: `/api/ContactTag/ByContact/${id}`,
    contactRelationshipsUrl: `/api/Relationship/ByContact/${id}`,
    primaryAvatarUrl: null,
    contactReferences: [],
    originSegmentId: null,
    originSegment: null,
    ...stamps,
    tags: [],
    organizationGroups: [],
    customFields: [],
    customCollections: [],
    ...(hasArchivedField ? { isArchived: false } : {}),
    ...rest,
    address: given['address'] === null ? null : contactAddress(id, given['address'], stamps),
    contactIndividuals: individuals(id, given['contactIndividuals'], name, stamps),
  };
  return made;
}

function contactAddress(contactId: number, given: unknown, stamps: WireRecord): unknown {
  if (given !== undefined && !isWireRecord(given)) return given;
  return {
    id: contactId * 10 + 800,
    label: 'Home Address',
    address1: null,
    address2: null,
    city: null,
    state: '',
    postal: null,
    country: '',
    isPrimary: true,
    canBePrimary: false,
    startMonth: 1,
    startDay: 1,
    endMonth: 12,
    endDay: 31,
    ...stamps,
    ...given,
  };
}

/** Completes the individuals; without any, one is made of the contact's name (a contact is never without people). */
function individuals(
  contactId: number,
  given: unknown,
  name: unknown,
  stamps: WireRecord,
): unknown {
  if (given !== undefined && !Array.isArray(given)) return given;
  const words = typeof name === 'string' ? name.trim().split(/\s+/) : ['Test'];
  const list: unknown[] = given ?? [
    { firstName: words[0] ?? null, lastName: words.slice(1).join(' ') || null },
  ];
  return list.map((entry, n): unknown => {
    if (!isWireRecord(entry)) return entry;
    const id = contactId * 10 + n + 1;
    return {
      id,
      contactId,
      prefix: null,
      prefix2: null,
      firstName: null,
      middleName: null,
      lastName: null,
      preMarriageName: null,
      suffix: null,
      nickname: null,
      gender: null,
      isPrimary: n === 0,
      canBePrimary: n !== 0,
      isSecondary: n === 1,
      canBeSecondary: n > 1,
      birthMonth: null,
      birthDay: null,
      birthYear: null,
      birthDate: '',
      approximateAge: null,
      isDeceased: false,
      deceasedDate: '',
      passion: null,
      avatarUrl: null,
      ...stamps,
      customFields: [],
      customCollections: [],
      ...entry,
      contactMethods: contactMethods(id, entry['contactMethods'], stamps),
    };
  });
}

function contactMethods(individualId: number, given: unknown, stamps: WireRecord): unknown {
  if (given !== undefined && !Array.isArray(given)) return given;
  return (given ?? []).map((entry: unknown, n): unknown =>
    isWireRecord(entry)
      ? {
          id: individualId * 10 + n + 1,
          type:
            typeof entry['value'] === 'string' && entry['value'].includes('@')
              ? 'Home Email'
              : 'Home Phone',
          value: null,
          isOptedIn: false,
          isPrimary: n === 0,
          canBePrimary: n !== 0,
          ...stamps,
          ...entry,
        }
      : entry,
  );
}

/** Creation and change stamps: UTC without Z. */
export function stampsOf(given: WireRecord): WireRecord {
  const created = given['createDateTimeUtc'] ?? LONG_AGO;
  return {
    createDateTimeUtc: created,
    createdByUser: given['createdByUser'] ?? 'Raise Integration',
    modifiedDateTimeUtc: given['modifiedDateTimeUtc'] ?? created,
    modifiedByUser: given['modifiedByUser'] ?? 'Raise Integration',
  };
}
