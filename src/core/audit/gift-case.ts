import type { GiftCase } from '../checks/case.ts';
import { readKey, referenceFor } from '../model/links.ts';
import type { CrmGift, RaiseGift } from '../model/records.ts';
import { referenceKey } from './direct-reads.ts';
import {
  crmOutcome,
  donorOf,
  exclusionUnknown,
  isOnKey,
  rightfulOnce,
  unreadableCounterpart,
  type CaseSources,
} from './case-sources.ts';
import type { ReversalPlan } from './reversal-plan.ts';

/** An unlinked gift within so many days, on the same contact and of the same amount, may be a manual entry. */
const MANUAL_ENTRY_DAYS = 3;

/** Lays out the facts of one gift. @throws ReadNeeded by its functions, when a fact needs a direct read */
export function giftCase(s: CaseSources, gift: RaiseGift, reversals: ReversalPlan): GiftCase {
  const key = readKey(gift);
  const { records } = s;
  const donor = gift.donorId === null ? null : donorOf(s, gift.donorId);
  const canSync = gift.canSync ?? records.campaignCanSync(gift.campaignId, gift.campaignName);
  const referring = records.crmGiftsReferringTo(gift.id);
  const rightful = rightfulOnce(s, donor);
  return {
    type: 'gift',
    raise: gift,
    rules: s.rules,
    readAt: () => records.readAt('gift', gift.id),
    key,
    donor,
    listing: s.listing.crm.gift,
    target: () =>
      key.kind === 'crm' ? crmOutcome(s, 'crm.gift', key.crmId, (id) => records.crmGift(id)) : null,
    referring,
    unreadable: unreadableCounterpart(s, 'gift', gift.id, key),
    lookUp: () =>
      s.reads.outcomes<CrmGift>(
        'crm.gift_by_reference',
        s.forms.gift.map((form) => referenceKey(referenceFor(form, gift.id))),
        () => records.crmGiftsReferringTo(gift.id)[0] ?? null,
      ),
    hasConvention: s.forms.gift.length > 0,
    linkedUnknown: () => {
      const isPlain = referring.every((crm) =>
        isOnKey(s, donor, crm.contactId, crm.contactPassthroughId),
      );
      return (isPlain ? null : rightful().unknown) ?? reversals.unknownOf(gift.id);
    },
    exclusionUnknown: () => exclusionUnknown(s, gift, donor, canSync),
    campaignCanSync: canSync,
    sharers: () => {
      if (key.kind !== 'crm') return [];
      const named = records
        .namedBy('gift', key.crmId)
        .filter((id) => records.keyOf('gift', id).exists);
      return [...new Set([...records.holdersOfKey('gift', key.crmId), ...named])].filter(
        (id) => id !== gift.id,
      );
    },
    namedBy: (crmId) => records.namedBy('gift', crmId),
    pairedReversals: reversals.pairedWith(gift.id),
    get takenReversals() {
      return reversals.takenFrom(gift.id);
    },
    rightfulContacts: () => rightful().known,
    manualEntry: () => {
      const contacts = rightful().known?.ids ?? [];
      if (!s.listing.crm.gift.isList)
        s.reads.outcomes('crm.gifts_of_contact', contacts, () => contacts);
      const near = records.unlinkedGifts(
        contacts,
        gift.amountMinor,
        gift.currency,
        gift.day - MANUAL_ENTRY_DAYS,
        gift.day + MANUAL_ENTRY_DAYS,
      );
      return (
        near.sort(
          (a, b) =>
            Math.abs(a.day - gift.day) - Math.abs(b.day - gift.day) || Number(a.id) - Number(b.id),
        )[0] ?? null
      );
    },
  };
}
