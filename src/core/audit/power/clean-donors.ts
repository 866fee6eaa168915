import { giftStanding } from '../../model/gift-status.ts';
import { readKey } from '../../model/links.ts';
import type { Product, RecordType } from '../../model/record-type.ts';
import type {
  CrmContact,
  CrmGift,
  CrmSchedule,
  RaiseDonor,
  RaiseGift,
  RaiseSchedule,
} from '../../model/records.ts';
import type { CapturedRecords } from '../../staging/captured-records.ts';
import type { RecordsAround } from '../../staging/records-around.ts';

export interface CleanGift {
  readonly raise: RaiseGift;
  readonly parts: readonly CrmGift[];
}

export interface CleanSchedule {
  readonly raise: RaiseSchedule;
  readonly crm: CrmSchedule;
  /** Whether the CRM+ schedule refers to it. */
  readonly isReferredTo: boolean;
}

/** A donor alone on a contact, of whom the run found nothing: neither of the donor nor of any gift or schedule. */
export interface CleanDonor {
  readonly donor: RaiseDonor;
  readonly contact: CrmContact;
  /** Whether the contact refers to the donor, and to nobody else. */
  readonly isReferredTo: boolean;
  /** Whether the run judged the donor; its gifts and schedules are only those that it judged. */
  readonly isJudged: boolean;
  readonly gifts: readonly CleanGift[];
  readonly schedules: readonly CleanSchedule[];
}

export interface Judged {
  /** Whether a record is in the run's period: a gift by its day, others by when they were created. */
  isInScope(record: { readonly createdAt: number | null; readonly day?: number }): boolean;
  /** Whether a finding is about a record, or names it. */
  hasFinding(product: Product, type: RecordType, id: string): boolean;
  /** Records that were made or changed later may still be on their way. */
  readonly settledMs: number;
  readonly survivors: ReadonlySet<string>;
}

/** Null if the donor is not clean. */
export function cleanDonor(
  id: string,
  records: CapturedRecords,
  around: RecordsAround,
  judged: Judged,
): CleanDonor | null {
  const donor = records.donor(id);
  if (donor === null || donor.isErased || donor.isArchived || donor.isTestMode) return null;
  const key = readKey(donor);
  const contact = key.kind === 'crm' ? records.contact(key.crmId) : null;
  if (contact === null || contact.mergedIntoContactId !== null) return null;
  if (!isSettled(donor, judged) || !isSettled(contact, judged)) return null;
  if (
    judged.hasFinding('raise', 'donor', id) ||
    judged.hasFinding('crm', 'donor', contact.id) ||
    judged.survivors.has(contact.id)
  )
    return null;
  if (records.holdersOfKey('donor', contact.id).length !== 1) return null;
  const referring = records.contactsReferringTo(id);
  if (referring.some((other) => other.id !== contact.id)) return null;
  if (records.namedBy('donor', contact.id).some((named) => named !== id)) return null;
  if (around.hasGiftsOfOthers(contact.id, id)) return null;
  const giftIds = around.giftsOf(id);
  const scheduleIds = around.schedulesOf(id);
  if (giftIds.some((gift) => judged.hasFinding('raise', 'gift', gift))) return null;
  if (scheduleIds.some((schedule) => judged.hasFinding('raise', 'recurring_gift', schedule)))
    return null;
  return {
    donor,
    contact,
    isReferredTo: referring.length === 1,
    isJudged: judged.isInScope(donor),
    gifts: giftIds.flatMap((gift) => cleanGift(gift, contact, records, judged) ?? []),
    schedules: scheduleIds.flatMap(
      (schedule) => cleanSchedule(schedule, contact, records, judged) ?? [],
    ),
  };
}

function cleanGift(
  id: string,
  contact: CrmContact,
  records: CapturedRecords,
  judged: Judged,
): CleanGift | null {
  const raise = records.gift(id);
  if (raise === null || raise.isTestMode || !isSettled(raise, judged)) return null;
  if (!judged.isInScope(raise)) return null;
  const parts = records.crmGiftsOwnedBy(id);
  const isOwn = parts.every(
    (part) =>
      part.contactId === contact.id && part.currency === raise.currency && isSettled(part, judged),
  );
  return parts.length > 0 && isOwn ? { raise, parts } : null;
}

function cleanSchedule(
  id: string,
  contact: CrmContact,
  records: CapturedRecords,
  judged: Judged,
): CleanSchedule | null {
  const raise = records.schedule(id);
  if (raise === null || raise.isTestMode || !isSettled(raise, judged)) return null;
  if (!judged.isInScope(raise)) return null;
  const key = readKey(raise);
  const referring = records.crmSchedulesReferringTo(id);
  const crm = key.kind === 'crm' ? records.crmSchedule(key.crmId) : (referring[0] ?? null);
  if (crm === null || key.kind === 'malformed' || key.kind === 'foreign') return null;
  if (!isSettled(crm, judged) || (crm.contactId !== null && crm.contactId !== contact.id))
    return null;
  if (referring.some((other) => other.id !== crm.id)) return null;
  if (records.holdersOfKey('recurring_gift', crm.id).some((holder) => holder !== id)) return null;
  if (records.namedBy('recurring_gift', crm.id).some((named) => named !== id)) return null;
  return { raise, crm, isReferredTo: referring.length === 1 };
}

/** One gift in CRM+, to the cent, of a status that is synced; `isKeyed` tells whether its key names it. */
export function plainPairOf(
  gift: CleanGift,
): { readonly raise: RaiseGift; readonly crm: CrmGift; readonly isKeyed: boolean } | null {
  const [crm] = gift.parts;
  const { raise } = gift;
  if (crm === undefined || gift.parts.length > 1 || crm.isReversal) return null;
  if (crm.amountMinor <= 0 || giftStanding(raise.statusText) !== 'syncs') return null;
  const key = readKey(raise);
  if (key.kind !== 'none' && (key.kind !== 'crm' || key.crmId !== crm.id)) return null;
  return { raise, crm, isKeyed: key.kind === 'crm' };
}

function isSettled(
  record: { readonly createdAt: number | null; readonly modifiedAt: number | null },
  { settledMs }: Judged,
): boolean {
  return (
    record.createdAt !== null &&
    record.createdAt < settledMs &&
    (record.modifiedAt === null || record.modifiedAt < settledMs)
  );
}
