import { liveClaims, standingOf, usedRefs } from './conventions.ts';
import {
  compareDonor,
  compareGift,
  compareSchedule,
  isRefunded,
  isUnsyncedScheduleStatus,
  isUnsyncedStatus,
} from './compare.ts';
import type { Judging, Verdict } from './classify.ts';
import { assignReversals } from './reversals.ts';
import {
  byId,
  crmSideOf,
  isYoung,
  mergeChain,
  raiseSideOf,
  sharesWith,
  type CrmSide,
  type RaiseSide,
} from './records.ts';
import type { RecordType } from '../../src/core/model/record-type.ts';
import type { CrmGift, Donor, RaiseGift, RaiseSchedule } from './wire.ts';

/** Days that a manual entry may be off (product.md section 2). */
const MANUAL_ENTRY_DAYS = 3;

export function classifyDonors(judging: Judging): Verdict[] {
  const { records, options, conventions } = judging;
  const verdicts = records.donors.map((donor): Verdict | null => {
    const say = sayer('donor', donor.id);
    const unreadable = unreadableVerdict(judging, 'donor', donor);
    if (unreadable) return unreadable;
    if (donor.isErased) return say('excluded', 'archived_or_erased');

    const key = donor.key;
    const contact =
      key.kind === 'crm' ? records.contacts.find((c) => c.id === key.text) : undefined;
    if (contact) {
      const duplicate = notOneHousehold(judging, donor, contact);
      if (duplicate) return duplicate;
    }
    if (key.kind === 'malformed') return say('orphaned_crm_key', 'crm_key_malformed', key.text);
    if (key.kind === 'crm' && !contact)
      return say('orphaned_crm_key', 'crm_record_absent', key.text);
    if (contact?.mergedInto != null) {
      const survivor = mergeChain(records, contact.mergedInto).at(-1) ?? contact.mergedInto;
      return { ...say('merged_in_crm', 'merged', contact.id), relatedCrmIds: [survivor] };
    }
    if (contact) {
      const refs = usedRefs(conventions.donor, contact);
      const named = refs.map((ref) => ref.raiseId);
      const isHousehold = records.donors.some(
        (d) => named.includes(d.id ?? '') && sharesWith(d, donor),
      );
      if (refs.length > 0 && !named.includes(donor.id ?? '') && !isHousehold)
        return {
          ...say('link_mismatch', 'refers_to_other_record', contact.id),
          relatedRaiseIds: unique(named),
        };
      const fieldNames = compareDonor(donor, contact);
      return fieldNames.length === 0
        ? null
        : drift(say, contact.id, fieldNames, isYoung(donor.modified, options));
    }
    const referring = referringRecords(judging, 'donor', donor.id);
    if (referring.length > 0)
      return {
        ...say('link_mismatch', 'one_way_link', referring[0] ?? null),
        relatedCrmIds: referring.slice(1),
      };
    if (donor.isArchived) return say('excluded', 'archived_or_erased');
    if (donor.isTest && !options.includeTestMode) return say('excluded', 'test_mode');
    if (key.kind === 'foreign') return say('excluded', 'foreign_crm_key');
    return isYoung(donor.created, options)
      ? say('not_yet_synced', 'within_lag_window')
      : say('missing_in_crm', 'overdue');
  });
  return [...verdicts.filter((v) => v !== null), ...crmOnly(judging, 'donor')];
}

export function classifyGifts(judging: Judging): Verdict[] {
  const { records, options } = judging;
  const groups = new Map(records.gifts.map((gift) => [gift, groupOf(judging, gift)]));
  const reversals = assignReversals(judging, groups);
  const verdicts = records.gifts.map((gift): Verdict | null => {
    const say = sayer('gift', gift.id);
    const unreadable = unreadableVerdict(judging, 'gift', gift);
    if (unreadable) return unreadable;

    const shared = sharedTarget(judging, 'gift', gift);
    if (shared) return shared;
    const group = (groups.get(gift) ?? []).toSorted((a, b) => byId(a.id, b.id));
    const rows = group.filter((c) => !isReversal(c));
    const backs = [...group.filter(isReversal), ...(reversals.get(gift) ?? [])];
    const net = sum(rows) + sum(backs);
    const isOneCurrency = group.every((c) => c.currency === gift.currency);
    const others = [...rows.slice(1), ...backs].map((c) => c.id ?? '');
    const crmId = rows[0]?.id ?? backs[0]?.id ?? null;
    if (isOneCurrency && rows.length > 1 && net > gift.minor + gift.costs)
      return { ...say('duplicate_link', 'crm_gifts_exceed_gift', crmId), relatedCrmIds: others };

    if (gift.key.kind === 'malformed')
      return say('orphaned_crm_key', 'crm_key_malformed', gift.key.text);
    if (gift.key.kind === 'crm' && !records.crmGifts.some((c) => c.id === gift.key.text))
      return say('orphaned_crm_key', 'crm_record_absent', gift.key.text);
    const mismatch = refersToOther(judging, 'gift', gift);
    if (mismatch) return mismatch;

    const allowed = contactsOfDonor(judging, gift.donorId);
    const misplaced = rows.find((c) => allowed !== null && !isOnContact(judging, c, allowed.all));
    if (misplaced) return say('link_mismatch', 'wrong_contact', misplaced.id);

    if (group.length === 0) {
      const donor = records.donors.find((d) => d.id === gift.donorId);
      if ((gift.isTest || donor?.isTest === true) && !options.includeTestMode)
        return say('excluded', 'test_mode');
      if (isUnsyncedStatus(gift.status) || isRefunded(gift.status))
        return say('excluded', 'status_not_synced');
      if (isCampaignUnsynced(judging, gift)) return say('excluded', 'campaign_not_synced');
      if (gift.key.kind === 'foreign') return say('excluded', 'foreign_crm_key');
      if (isYoung(gift.created, options)) return say('not_yet_synced', 'within_lag_window');
      const manual = manualEntry(judging, gift, allowed?.own ?? []);
      return manual
        ? { ...say('missing_in_crm', 'possible_manual_entry'), relatedCrmIds: [manual] }
        : say('missing_in_crm', 'overdue');
    }
    if (isRefunded(gift.status) && net !== 0)
      return {
        ...say(
          'refund_not_reversed',
          backs.length === 0 ? 'no_reversal' : 'partial_reversal',
          crmId,
        ),
        relatedCrmIds: others,
      };
    const fieldNames = compareGift(gift, rows, net);
    if (fieldNames.length === 0) return null;
    return {
      ...drift(say, crmId, fieldNames, isYoung(gift.modified, options)),
      relatedCrmIds: others,
    };
  });
  const assigned = new Set([...reversals.values()].flat());
  return [...verdicts.filter((v) => v !== null), ...crmOnly(judging, 'gift', assigned)];
}

export function classifySchedules(judging: Judging): Verdict[] {
  const { records, options } = judging;
  const verdicts = records.schedules.map((schedule): Verdict | null => {
    const say = sayer('recurring_gift', schedule.id);
    const unreadable = unreadableVerdict(judging, 'recurring_gift', schedule);
    if (unreadable) return unreadable;
    const shared = sharedTarget(judging, 'recurring_gift', schedule);
    if (shared) return shared;
    const { key } = schedule;
    if (key.kind === 'malformed') return say('orphaned_crm_key', 'crm_key_malformed', key.text);
    if (key.kind === 'crm' && !records.crmSchedules.some((c) => c.id === key.text))
      return say('orphaned_crm_key', 'crm_record_absent', key.text);
    const mismatch = refersToOther(judging, 'recurring_gift', schedule);
    if (mismatch) return mismatch;

    const crmId =
      key.kind === 'crm' ? key.text : referringRecords(judging, 'recurring_gift', schedule.id)[0];
    const counterpart = records.crmSchedules.find((c) => c.id === crmId);
    if (!counterpart) {
      const donor = records.donors.find((d) => d.id === schedule.donorId);
      if ((schedule.isTest || donor?.isTest === true) && !options.includeTestMode)
        return say('excluded', 'test_mode');
      if (isUnsyncedScheduleStatus(schedule.status)) return say('excluded', 'status_not_synced');
      if (isCampaignUnsynced(judging, schedule)) return say('excluded', 'campaign_not_synced');
      if (key.kind === 'foreign') return say('excluded', 'foreign_crm_key');
      return isYoung(schedule.created, options)
        ? say('not_yet_synced', 'within_lag_window')
        : say('missing_in_crm', 'overdue');
    }
    const allowed = contactsOfDonor(judging, schedule.donorId);
    const isOnRightContact =
      allowed === null ||
      isOnContact(judging, { ...counterpart, passthroughId: null }, allowed.all);
    const fieldNames = compareSchedule(schedule, counterpart, isOnRightContact);
    return fieldNames.length === 0
      ? null
      : drift(say, counterpart.id, fieldNames, isYoung(schedule.modified, options));
  });
  return [...verdicts.filter((v) => v !== null), ...crmOnly(judging, 'recurring_gift')];
}

type Say = (state: Verdict['state'], cause: Verdict['cause'], crmId?: string | null) => Verdict;

function sayer(recordType: RecordType, raiseId: string | null): Say {
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

function drift(
  say: Say,
  crmId: string | null,
  fieldNames: Verdict['fieldNames'],
  isPending: boolean,
): Verdict {
  return {
    ...say('field_drift', isPending ? 'within_lag_window' : 'fields_differ', crmId),
    fieldNames,
  };
}

/** Ids of the CRM+ records whose references name a Raise record, lowest first. */
function referringRecords(
  { records, conventions }: Judging,
  type: RecordType,
  raiseId: string | null,
): string[] {
  return liveClaims(records, type)
    .filter((c) => usedRefs(conventions[type], c).some((ref) => ref.raiseId === raiseId))
    .map((c) => c.id ?? '')
    .toSorted(byId);
}

/** Ids of the CRM+ records that a Raise record is on (0002, "Who is on what"). */
function targetsOf(judging: Judging, type: RecordType, record: RaiseSide): string[] {
  const byKey = record.key.kind === 'crm' ? [record.key.text] : [];
  const usesReferences = byKey.length === 0 || type === 'gift';
  const ids = usesReferences ? [...byKey, ...referringRecords(judging, type, record.id)] : byKey;
  return unique(ids.filter((id) => crmSideOf(judging.records, type).some((c) => c.id === id)));
}

/** State 1 for a Raise record: itself, or what it is linked with, can't be parsed. */
function unreadableVerdict(judging: Judging, type: RecordType, record: RaiseSide): Verdict | null {
  const related = unique([
    ...(record.key.kind === 'crm' ? [record.key.text] : []),
    ...(record.id === null ? [] : referringRecords(judging, type, record.id)),
  ]);
  const existing = crmSideOf(judging.records, type).filter((c) => related.includes(c.id ?? ''));
  const broken = existing.filter((c) => !c.readable).map((c) => c.id);
  if (record.readable && broken.length === 0) return null;
  return sayer(type, record.id)(
    'unreadable',
    'not_parseable',
    (broken.length > 0 ? broken : existing.map((c) => c.id)).toSorted(byId)[0] ?? null,
  );
}

function notOneHousehold(
  { records, conventions }: Judging,
  donor: Donor,
  contact: CrmSide,
): Verdict | null {
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
function sharedTarget(judging: Judging, type: RecordType, record: RaiseSide): Verdict | null {
  const { records, conventions } = judging;
  for (const crmId of targetsOf(judging, type, record).toSorted(byId)) {
    const target = crmSideOf(records, type).find((c) => c.id === crmId);
    const sharers = raiseSideOf(records, type).filter(
      (r) => r.readable && targetsOf(judging, type, r).includes(crmId),
    );
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

function refersToOther(
  { records, conventions }: Judging,
  type: RecordType,
  record: RaiseSide,
): Verdict | null {
  if (record.key.kind !== 'crm') return null;
  const target = crmSideOf(records, type).find((c) => c.id === record.key.text);
  const named = target ? usedRefs(conventions[type], target).map((ref) => ref.raiseId) : [];
  if (named.length === 0 || named.includes(record.id ?? '')) return null;
  return {
    ...sayer(type, record.id)('link_mismatch', 'refers_to_other_record', record.key.text),
    relatedRaiseIds: unique(named),
  };
}

function groupOf(judging: Judging, gift: RaiseGift): CrmGift[] {
  const ids = targetsOf(judging, 'gift', gift);
  return judging.records.crmGifts.filter((c) => c.readable && ids.includes(c.id ?? ''));
}

/** Contacts (merges followed) on which a donor's gifts may sit; null if the donor has none, or isn't known. */
function contactsOfDonor(
  judging: Judging,
  donorId: string | null,
): { own: string[]; all: string[] } | null {
  const { records } = judging;
  const donor = records.donors.find((d) => d.id !== null && d.id === donorId);
  if (!donor?.readable) return null;
  const contactsOf = (d: Donor): string[] =>
    unique([
      ...(d.key.kind === 'crm' ? mergeChain(records, d.key.text) : []),
      ...referringRecords(judging, 'donor', d.id),
    ]);
  const own = contactsOf(donor);
  if (own.length === 0) return null;
  const household = records.donors.filter((d) => d !== donor && d.readable && sharesWith(d, donor));
  return { own, all: unique([...own, ...household.flatMap(contactsOf)]) };
}

function isOnContact(
  { records }: Judging,
  gift: { contactId: string | null; passthroughId: string | null },
  allowed: readonly string[],
): boolean {
  const places = [gift.contactId, gift.passthroughId].filter((id) => id !== null);
  return (
    places.length === 0 ||
    places.some(
      (id) => allowed.includes(id) || mergeChain(records, id).some((c) => allowed.includes(c)),
    )
  );
}

function isCampaignUnsynced({ records }: Judging, record: RaiseGift | RaiseSchedule): boolean {
  if (record.canSync !== null) return !record.canSync;
  const byNumber = records.campaigns.filter((c) => c.id !== null && c.id === record.campaignId);
  const found =
    byNumber.length > 0
      ? byNumber
      : records.campaigns.filter((c) => c.name !== '' && c.name === record.campaignName);
  return found.length > 0 && found.every((c) => c.canSync === false);
}

function manualEntry(
  judging: Judging,
  gift: RaiseGift,
  contactIds: readonly string[],
): string | null {
  const { records, conventions } = judging;
  const candidates = records.crmGifts.filter(
    (c) =>
      c.readable &&
      !isReversal(c) &&
      (c.ref === null || standingOf(conventions.gift, c.ref) === 'foreign') &&
      !records.gifts.some((g) => targetsOf(judging, 'gift', g).includes(c.id ?? '')) &&
      c.contactId !== null &&
      mergeChain(records, c.contactId).some((id) => contactIds.includes(id)) &&
      c.minor === gift.minor &&
      c.currency === gift.currency &&
      Math.abs(c.day - gift.day) <= MANUAL_ENTRY_DAYS,
  );
  return (
    candidates.toSorted(
      (a, b) => Math.abs(a.day - gift.day) - Math.abs(b.day - gift.day) || byId(a.id, b.id),
    )[0]?.id ?? null
  );
}

/** States 1 and 10 for CRM+ records without a Raise record. */
function crmOnly(
  judging: Judging,
  type: RecordType,
  assigned: ReadonlySet<CrmGift> = new Set(),
): Verdict[] {
  const { records, conventions } = judging;
  const raise = raiseSideOf(records, type);
  const verdicts: Verdict[] = [];
  const taken = new Set([...assigned].map((c) => c.id));
  for (const record of liveClaims(records, type)) {
    const isKeyed = raise.some((r) => r.key.kind === 'crm' && r.key.text === record.id);
    const used = usedRefs(conventions[type], record);
    const isNamed = used.some((ref) => raise.some((r) => r.id === ref.raiseId));
    if (isKeyed || isNamed || taken.has(record.id)) continue;
    if (!record.readable) {
      verdicts.push(
        sayer(type, used[0]?.raiseId ?? null)('unreadable', 'not_parseable', record.id),
      );
      continue;
    }
    const certain = used.find((ref) => standingOf(conventions[type], ref) !== 'doubtful');
    const legacy = record.refs.find((ref) => standingOf(conventions[type], ref) === 'legacy');
    const ref = certain ?? (used.length === 0 ? legacy : undefined);
    if (!ref) continue;
    const say = sayer(type, ref.raiseId);
    const merged = certain && type === 'donor' ? mergedInto(judging, record.id) : [];
    if (!certain) verdicts.push(say('missing_in_raise', 'legacy_id', record.id));
    else if (merged.length > 0)
      verdicts.push({
        ...say('missing_in_raise', 'possibly_merged_in_raise', record.id),
        relatedRaiseIds: merged,
      });
    else verdicts.push(say('missing_in_raise', 'raise_record_absent', record.id));
  }
  return verdicts;
}

/** Donors that may be what became of the donor whom a contact names: same email, or same name and phone. */
function mergedInto({ records }: Judging, contactId: string | null): string[] {
  const contact = records.contacts.find((c) => c.id === contactId);
  const isIt = (d: Donor): boolean =>
    contact !== undefined &&
    (d.emails.some((email) => contact.emails.includes(email)) ||
      ([...d.names, d.organizationName].some(
        (name) => name !== '' && contact.names.includes(name),
      ) &&
        d.phones.some((phone) => contact.phones.includes(phone))));
  return records.donors
    .filter((d) => d.readable && !d.isErased && isIt(d))
    .map((d) => d.id ?? '')
    .toSorted(byId);
}

export const isReversal = (gift: CrmGift): boolean => gift.isReversing || gift.minor < 0;
const sum = (gifts: readonly CrmGift[]): number =>
  gifts.reduce((total, gift) => total + gift.minor, 0);
const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
