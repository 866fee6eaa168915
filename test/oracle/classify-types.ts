import { usedRefs, standingOf } from './conventions.ts';
import {
  compareDonor,
  compareGift,
  compareSchedule,
  isRefunded,
  isUnsyncedScheduleStatus,
  isUnsyncedStatus,
} from './compare.ts';
import type { Judging, Verdict } from './classify.ts';
import { crmOnly } from './crm-only.ts';
import {
  contactsOfDonor,
  groupOf,
  isOnContact,
  isReversal,
  notOneHousehold,
  recordsOn,
  referringRecords,
  refersToOther,
  sayer,
  sharedTarget,
  unique,
  unreadableVerdict,
  type Say,
} from './links.ts';
import { assignReversals } from './reversals.ts';
import { byId, contactOf, crmRecord, donorOf, isYoung, mergeChain, sharesWith } from './records.ts';
import type { CrmGift, RaiseGift, RaiseSchedule } from './wire.ts';

/** Days that a manual entry may be off (product.md section 2). */
const MANUAL_ENTRY_DAYS = 3;

export function classifyDonors(judging: Judging): Verdict[] {
  const { records, options, conventions } = judging;
  const verdicts = records.donors.map((donor): Verdict | null => {
    const say = sayer('donor', donor.id);
    const unreadable = unreadableVerdict(judging, 'donor', donor);
    if (unreadable) return unreadable;
    if (donor.isErased)
      return say(
        'excluded',
        'archived_or_erased',
        donor.key.kind === 'crm' ? donor.key.text : null,
      );

    const key = donor.key;
    const contact = key.kind === 'crm' ? contactOf(records, key.text) : undefined;
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
    if (gift.key.kind === 'crm' && !crmRecord(records, 'gift', gift.key.text))
      return say('orphaned_crm_key', 'crm_record_absent', gift.key.text);
    const mismatch = refersToOther(judging, 'gift', gift);
    if (mismatch) return mismatch;

    const allowed = contactsOfDonor(judging, gift.donorId);
    const misplaced = rows.find((c) => allowed !== null && !isOnContact(judging, c, allowed.all));
    if (misplaced) return say('link_mismatch', 'wrong_contact', misplaced.id);

    if (group.length === 0) {
      const donor = donorOf(records, gift.donorId);
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
    if (key.kind === 'crm' && !crmRecord(records, 'recurring_gift', key.text))
      return say('orphaned_crm_key', 'crm_record_absent', key.text);
    const mismatch = refersToOther(judging, 'recurring_gift', schedule);
    if (mismatch) return mismatch;

    const crmId =
      key.kind === 'crm' ? key.text : referringRecords(judging, 'recurring_gift', schedule.id)[0];
    const counterpart = records.crmSchedules.find((c) => c.id === crmId);
    if (!counterpart) {
      const donor = donorOf(records, schedule.donorId);
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
    const isOnRightContact = allowed === null || isOnContact(judging, counterpart, allowed.all);
    const fieldNames = compareSchedule(schedule, counterpart, isOnRightContact);
    return fieldNames.length === 0
      ? null
      : drift(say, counterpart.id, fieldNames, isYoung(schedule.modified, options));
  });
  return [...verdicts.filter((v) => v !== null), ...crmOnly(judging, 'recurring_gift')];
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
      recordsOn(judging, 'gift', c.id ?? '').length === 0 &&
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

const sum = (gifts: readonly CrmGift[]): number =>
  gifts.reduce((total, gift) => total + gift.minor, 0);
