import type { RecordType } from '../../src/core/model/record-type.ts';
import type { Judging, Verdict } from './classify.ts';
import { liveClaims, usedRefs } from './conventions.ts';
import {
  byId,
  crmRecord,
  donorOf,
  mergeChain,
  once,
  raiseSideOf,
  sharesWith,
  type CrmSide,
  type RaiseSide,
} from './records.ts';
import type { CrmGift, Donor, RaiseGift } from './wire.ts';

export type Say = (
  state: Verdict['state'],
  cause: Verdict['cause'],
  crmId?: string | null,
) => Verdict;

export function sayer(recordType: RecordType, raiseId: string | null): Say {
  return (state, cause, crmId = null) => ({
    recordType,
    state,
    cause,
    raiseId,
    crmId,
    relatedRaiseIds: [],
    relatedCrmIds: [],
    fieldNames: [],
  });
}

/** Ids of the CRM+ records whose references name a Raise record, lowest first. */
export function referringRecords(
  judging: Judging,
  type: RecordType,
  raiseId: string | null,
): readonly string[] {
  return raiseId === null ? [] : (referring(judging)[type].get(raiseId) ?? []);
}

const referring = once((judging: Judging) => {
  const of = (type: RecordType): Map<string, string[]> => {
    const ids = new Map<string, string[]>();
    for (const record of liveClaims(judging.records, type)) {
      for (const { raiseId } of usedRefs(judging.conventions[type], record)) {
        ids.set(raiseId, unique([...(ids.get(raiseId) ?? []), record.id ?? '']).toSorted(byId));
      }
    }
    return ids;
  };
  return { donor: of('donor'), gift: of('gift'), recurring_gift: of('recurring_gift') };
});

/** Ids of the CRM+ records that a Raise record is on (0002, "Who is on what"). */
export function targetsOf(judging: Judging, type: RecordType, record: RaiseSide): string[] {
  const byKey = record.key.kind === 'crm' ? [record.key.text] : [];
  const usesReferences = byKey.length === 0 || type === 'gift';
  const ids = usesReferences ? [...byKey, ...referringRecords(judging, type, record.id)] : byKey;
  return unique(ids.filter((id) => crmRecord(judging.records, type, id)));
}

/** The readable Raise records on a CRM+ record. */
export function recordsOn(judging: Judging, type: RecordType, crmId: string): readonly RaiseSide[] {
  return onRecords(judging)[type].get(crmId) ?? [];
}

const onRecords = once((judging: Judging) => {
  const of = (type: RecordType): Map<string, RaiseSide[]> => {
    const sharers = new Map<string, RaiseSide[]>();
    for (const record of raiseSideOf(judging.records, type).filter((r) => r.readable)) {
      for (const id of targetsOf(judging, type, record))
        sharers.set(id, [...(sharers.get(id) ?? []), record]);
    }
    return sharers;
  };
  return { donor: of('donor'), gift: of('gift'), recurring_gift: of('recurring_gift') };
});

/** Ids of CRM+ records that a well-formed key of a Raise record of this type names. */
export const keyedIds = once((judging: Judging) => {
  const of = (type: RecordType): Set<string> =>
    new Set(
      raiseSideOf(judging.records, type)
        .filter((r) => r.key.kind === 'crm')
        .map((r) => r.key.text),
    );
  return { donor: of('donor'), gift: of('gift'), recurring_gift: of('recurring_gift') };
});

/** State 1 for a Raise record: itself, or what it is linked with, can't be parsed. */
export function unreadableVerdict(
  judging: Judging,
  type: RecordType,
  record: RaiseSide,
): Verdict | null {
  const related = unique([
    ...(record.key.kind === 'crm' ? [record.key.text] : []),
    ...referringRecords(judging, type, record.id),
  ]);
  const existing = related
    .map((id) => crmRecord(judging.records, type, id))
    .filter((c) => c !== undefined);
  const broken = existing.filter((c) => !c.readable).map((c) => c.id);
  if (record.readable && broken.length === 0) return null;
  const shown = broken.length > 0 ? broken : existing.map((c) => c.id);
  return sayer(type, record.id)('unreadable', 'not_parseable', shown.toSorted(byId)[0] ?? null);
}

export function notOneHousehold(judging: Judging, donor: Donor, contact: CrmSide): Verdict | null {
  const { records, conventions } = judging;
  const members = records.donors.filter(
    (d) => d.readable && !d.isErased && d.key.kind === 'crm' && d.key.text === contact.id,
  );
  const households = connectedGroups(members);
  if (households.length < 2) return null;
  const named = usedRefs(conventions.donor, contact).map((ref) => ref.raiseId);
  const rightful = households.filter((group) => group.some((d) => named.includes(d.id ?? '')));
  if (rightful.length === 1 && rightful[0]?.includes(donor)) return null;
  const others = members.filter((d) => d !== donor).map((d) => d.id ?? '');
  return {
    ...sayer('donor', donor.id)('duplicate_link', 'not_one_household', contact.id),
    relatedRaiseIds: others.toSorted(byId),
  };
}

function connectedGroups(donors: readonly Donor[]): Donor[][] {
  let groups: Donor[][] = [];
  for (const donor of donors) {
    const touching = groups.filter((group) => group.some((other) => sharesWith(donor, other)));
    groups = [...groups.filter((group) => !touching.includes(group)), [donor, ...touching.flat()]];
  }
  return groups;
}

/** Gift and schedule: two Raise records on one CRM+ record. */
export function sharedTarget(
  judging: Judging,
  type: RecordType,
  record: RaiseSide,
): Verdict | null {
  const { records, conventions } = judging;
  for (const crmId of targetsOf(judging, type, record).toSorted(byId)) {
    const target = crmRecord(records, type, crmId);
    const sharers = recordsOn(judging, type, crmId);
    if (!target || sharers.length < 2) continue;
    const named = usedRefs(conventions[type], target).map((ref) => ref.raiseId);
    const rightful = sharers.find((r) => named.includes(r.id ?? ''));
    if (rightful === record) continue;
    const others = rightful ? [rightful] : sharers.filter((r) => r !== record);
    return {
      ...sayer(type, record.id)('duplicate_link', 'raise_records_share_target', crmId),
      relatedRaiseIds: others.map((r) => r.id ?? '').toSorted(byId),
    };
  }
  return null;
}

/** Gift and schedule: what the key names refers back to others only. */
export function refersToOther(
  { records, conventions }: Judging,
  type: RecordType,
  record: RaiseSide,
): Verdict | null {
  if (record.key.kind !== 'crm') return null;
  const target = crmRecord(records, type, record.key.text);
  const named = target ? usedRefs(conventions[type], target).map((ref) => ref.raiseId) : [];
  if (named.length === 0 || named.includes(record.id ?? '')) return null;
  return {
    ...sayer(type, record.id)('link_mismatch', 'refers_to_other_record', record.key.text),
    relatedRaiseIds: unique(named),
  };
}

export function groupOf(judging: Judging, gift: RaiseGift): CrmGift[] {
  const ids = new Set(targetsOf(judging, 'gift', gift));
  return ids.size === 0
    ? []
    : judging.records.crmGifts.filter((c) => c.readable && ids.has(c.id ?? ''));
}

interface DonorContacts {
  readonly own: readonly string[];
  readonly all: readonly string[];
}

/** Contacts (merges followed) on which a donor's gifts may sit; null if the donor has none, or isn't known. */
export function contactsOfDonor(judging: Judging, donorId: string | null): DonorContacts | null {
  const donor = donorOf(judging.records, donorId);
  return donor?.readable ? donorContacts(judging)(donor) : null;
}

const donorContacts = once((judging: Judging) =>
  once((donor: Donor): DonorContacts | null => {
    const { records } = judging;
    const contactsOf = (d: Donor): string[] =>
      unique([
        ...(d.key.kind === 'crm' ? mergeChain(records, d.key.text) : []),
        ...referringRecords(judging, 'donor', d.id),
      ]);
    const own = contactsOf(donor);
    if (own.length === 0) return null;
    const household = records.donors.filter(
      (d) => d !== donor && d.readable && sharesWith(d, donor),
    );
    return { own, all: unique([...own, ...household.flatMap(contactsOf)]) };
  }),
);

export function isOnContact(
  { records }: Judging,
  record: { contactId: string | null; passthroughId?: string | null },
  allowed: readonly string[],
): boolean {
  const places = [record.contactId, record.passthroughId ?? null].filter((id) => id !== null);
  return (
    places.length === 0 ||
    places.some(
      (id) => allowed.includes(id) || mergeChain(records, id).some((c) => allowed.includes(c)),
    )
  );
}

export const isReversal = (gift: CrmGift): boolean => gift.isReversing || gift.minor < 0;
export const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
