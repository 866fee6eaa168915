import type { Listing, Rules, UnreadableCounterpart } from '../checks/case.ts';
import { sharesHousehold, traitsOfDonor, type Traits } from '../matching/household.ts';
import type { KeyReading, LinkForm } from '../model/links.ts';
import type { FailureKind } from '../model/failure.ts';
import type { Outcome } from '../model/outcome.ts';
import type { RecordType } from '../model/record-type.ts';
import type { CrmContact, RaiseDonor } from '../model/records.ts';
import { CRM_STREAM } from '../model/streams.ts';
import { MOST_MERGES } from '../staging/donor-years.ts';
import type { CapturedRecords } from '../staging/captured-records.ts';
import { STREAM_OF, type DirectReads } from './direct-reads.ts';

/** Everything from which cases are made: the captured records, the direct reads, and the rules of the run. */
export interface CaseSources {
  readonly records: CapturedRecords;
  readonly reads: DirectReads;
  readonly rules: Rules;
  /** Forms in use by which a record can be looked up, by type. */
  readonly forms: Readonly<Record<RecordType, readonly LinkForm[]>>;
  /** Whether every campaign was read and understood. */
  readonly campaigns: { readonly isComplete: boolean; readonly failure: FailureKind | null };
  readonly listing: Readonly<Record<'crm' | 'raise', Readonly<Record<RecordType, Listing>>>>;
}

/** A CRM+ record from the list, or by a direct read. */
export function crmOutcome<T>(
  s: CaseSources,
  kind: 'crm.contact' | 'crm.gift' | 'crm.recurring_gift',
  id: string,
  read: (id: string) => T | null,
): Outcome<T> {
  const known = read(id);
  if (known !== null) return { kind: 'found', record: known };
  if (s.records.unreadableWithId(STREAM_OF[kind], id) !== null)
    return { kind: 'unreadable', why: 'could not be parsed' };
  return s.reads.outcome(kind, id, () => read(id));
}

/** A CRM+ contact by its id: found, absent, or not known and why. */
export function contactOutcome(s: CaseSources, id: string): Outcome<CrmContact> {
  return crmOutcome(s, 'crm.contact', id, (contactId) => s.records.contact(contactId));
}

/** The quarantined CRM+ gift or schedule that refers to a Raise record, or else that its key names. */
export function unreadableCounterpart(
  s: CaseSources,
  type: 'gift' | 'recurring_gift',
  raiseId: string,
  key: KeyReading,
): UnreadableCounterpart | null {
  const stream = CRM_STREAM[type];
  const row =
    s.records.unreadableReferringTo(stream, type, raiseId) ??
    (key.kind === 'crm' ? s.records.unreadableWithId(stream, key.crmId) : null);
  return row === null ? null : { crmId: row.id, why: row.why };
}

/** The contacts from a linked one to the survivor of its merges, as far as they exist, and why the rest couldn't be read. */
export function mergeChain(
  s: CaseSources,
  firstId: string,
): { readonly contacts: readonly CrmContact[]; readonly unknown: FailureKind | null } {
  const contacts: CrmContact[] = [];
  let id: string | null = firstId;
  while (
    id !== null &&
    contacts.length < MOST_MERGES &&
    !contacts.some((contact) => contact.id === id)
  ) {
    const outcome: Outcome<CrmContact> = contactOutcome(s, id);
    if (outcome.kind === 'unknown') return { contacts, unknown: outcome.failure };
    if (outcome.kind === 'unreadable') return { contacts, unknown: 'bad_answer' };
    if (outcome.kind === 'absent') break;
    contacts.push(outcome.record);
    id = outcome.record.mergedIntoContactId;
  }
  return { contacts, unknown: null };
}

/** Where a donor's gifts may rightly sit. */
export interface RightfulContacts {
  /** The donor's contacts, merges followed; empty if the donor has none that exists. */
  readonly ids: readonly string[];
  /** Whether a contact is one of these, was merged into one, refers to the donor, or is a household member's. */
  readonly isRightful: (contactId: string) => boolean;
}

/**
 * The rightful contacts of a donor. `unknown` says why they can't be known: a list or a contact could not be read. Where
 * contacts or donors were not listed, those in question are read directly.
 */
export function rightfulContacts(
  s: CaseSources,
  donor: RaiseDonor | null,
): { readonly known: RightfulContacts | null; readonly unknown: FailureKind | null } {
  if (donor === null) return { known: null, unknown: null };
  const failure = s.listing.crm.donor.failure ?? s.listing.raise.donor.failure;
  if (failure !== null) return { known: null, unknown: failure };
  const key = s.records.keyOf('donor', donor.id).crmId;
  const linked = key === null ? { contacts: [], unknown: null } : mergeChain(s, key);
  if (linked.unknown !== null) return { known: null, unknown: linked.unknown };
  const ids = new Set(linked.contacts.map((contact) => contact.id));
  for (const contact of s.records.contactsReferringTo(donor.id)) ids.add(contact.id);
  if (ids.size === 0) return { known: null, unknown: null };
  const own = traitsOf(s, donor);
  const isRightful = (contactId: string): boolean => {
    if (ids.has(contactId)) return true;
    const { contacts, unknown } = mergeChain(s, contactId);
    // Nobody accuses a contact that could not be read.
    if (unknown !== null || contacts.some((contact) => ids.has(contact.id))) return true;
    if (s.records.namedBy('donor', contactId).includes(donor.id)) return true;
    return donorsOn(s, contactId).some(
      (other) => other.id !== donor.id && sharesHousehold(own, traitsOf(s, other)),
    );
  };
  return { known: { ids: [...ids], isRightful }, unknown: null };
}

/** The same, worked out when it is first asked for and then kept: several checks of a case ask. */
export function rightfulOnce(
  ...[s, donor]: Parameters<typeof rightfulContacts>
): () => ReturnType<typeof rightfulContacts> {
  let found: ReturnType<typeof rightfulContacts> | null = null;
  return () => (found ??= rightfulContacts(s, donor));
}

/** Whether a record sits on the very contact that its donor's key names: then nothing else need be known of contacts. */
export function isOnKey(
  s: CaseSources,
  donor: RaiseDonor | null,
  contactId: string | null,
  passthroughId: string | null,
): boolean {
  const key = donor === null ? null : s.records.keyOf('donor', donor.id).crmId;
  return key !== null && (key === contactId || key === passthroughId);
}

/** A donor from the list, or by a direct read where single records were read. */
export function donorOf(s: CaseSources, id: string): RaiseDonor | null {
  const known = s.records.donor(id);
  if (known !== null || s.listing.raise.donor.isList) return known;
  const outcome = s.reads.outcome('raise.donor', id, () => s.records.donor(id));
  return outcome.kind === 'found' ? outcome.record : null;
}

/** Why it isn't known whether a record's counterpart is expected: its donor or its campaign was not read. */
export function exclusionUnknown(
  s: CaseSources,
  record: {
    readonly donorId: string | null;
    readonly campaignId: string | null;
    readonly campaignName: string | null;
  },
  donor: RaiseDonor | null,
  canSync: boolean | null,
): FailureKind | null {
  if (donor === null && record.donorId !== null) {
    if (s.listing.raise.donor.failure !== null) return s.listing.raise.donor.failure;
    if (s.records.unreadableWithId('raise.donors', record.donorId) !== null) return 'bad_answer';
  }
  const isNamed = record.campaignId !== null || record.campaignName !== null;
  if (!isNamed || canSync !== null || s.records.hasCampaign(record.campaignId, record.campaignName))
    return null;
  return s.campaigns.failure ?? (s.campaigns.isComplete ? null : 'bad_answer');
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
  return [...ids].map((id) => donorOf(s, id)).filter((donor) => donor !== null);
}
