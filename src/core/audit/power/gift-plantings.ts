import { amountsByProject, isFeeDesignation } from '../../model/projects.ts';
import { giftStanding } from '../../model/gift-status.ts';
import type { CrmGift, RaiseGift } from '../../model/records.ts';
import { plainPairOf, type CleanDonor } from './clean-donors.ts';
import type { Expected, Ground, Plant, Planting } from './plant.ts';

/** Errors of gifts. */
export const GIFT_PLANTINGS: readonly Planting[] = [
  crmGiftGone,
  raiseGiftGone,
  otherAmount,
  otherDay,
  otherProject,
  otherContact,
  writtenTwice,
  reversalGone,
  refundedInRaise,
];

/** An unlinked gift within so many days may be a manual entry. */
const MANUAL_ENTRY_DAYS = 3;
const OTHER_DAYS = 40;

interface Pair {
  readonly raise: RaiseGift;
  readonly crm: CrmGift;
  readonly isKeyed: boolean;
}

/** The first plain pair of a donor that fits. */
function pairOf(own: CleanDonor, fits: (pair: Pair) => boolean = () => true): Pair | null {
  for (const gift of own.gifts) {
    const pair = plainPairOf(gift);
    if (pair !== null && fits(pair)) return pair;
  }
  return null;
}

function crmGiftGone(ground: Ground, own: CleanDonor): Plant | null {
  const { records } = ground;
  const pair = pairOf(
    own,
    ({ raise, isKeyed }) =>
      isKeyed ||
      (isExpected(ground, raise) &&
        records.unlinkedGifts(
          [own.contact.id],
          raise.amountMinor,
          raise.currency,
          raise.day - MANUAL_ENTRY_DAYS,
          raise.day + MANUAL_ENTRY_DAYS,
        ).length === 0),
  );
  if (pair === null) return null;
  const { raise, crm, isKeyed } = pair;
  return {
    expected: isKeyed
      ? expectedOf(pair, 'orphaned_crm_key', 'crm_record_absent')
      : { ...expectedOf(pair, 'missing_in_crm', 'overdue'), crmId: null },
    usesOther: false,
    apply: (rows) => {
      rows.remove('crm.gifts', crm.id);
      rows.forgetRead('crm.gift', crm.id);
      for (const key of ground.lookUpKeys('gift', raise.id))
        rows.forgetRead('crm.gift_by_reference', key);
    },
  };
}

function raiseGiftGone(ground: Ground, own: CleanDonor): Plant | null {
  const pair = pairOf(
    own,
    ({ crm }) => ground.isSure('gift', crm.reference) && ground.isCrmOnlyInScope(crm),
  );
  if (pair === null) return null;
  return {
    expected: expectedOf(pair, 'missing_in_raise', 'raise_record_absent'),
    usesOther: false,
    apply: (rows) => {
      rows.remove('raise.gifts', pair.raise.id);
      rows.forgetRead('raise.gift', pair.raise.id);
    },
  };
}

/** Neither the gift's amount, nor that with the covered costs, nor within tolerance of either. */
function otherAmount({ tolerances }: Ground, own: CleanDonor): Plant | null {
  return drift(pairOf(own), ({ raise, crm }) => ({
    ...crm,
    amountMinor: raise.amountMinor + raise.donorPaidCostsMinor + tolerances.amountMinor + 100,
  }));
}

function otherDay({ tolerances }: Ground, own: CleanDonor): Plant | null {
  return drift(pairOf(own), ({ raise, crm }) => ({
    ...crm,
    day: raise.day - tolerances.dateDays - OTHER_DAYS,
  }));
}

function otherProject(_ground: Ground, own: CleanDonor): Plant | null {
  const pair = pairOf(own, ({ raise, crm }) => {
    const told = crm.designations.filter((share) => !isFeeDesignation(share.name));
    return amountsByProject(raise.projects) !== null && amountsByProject(told) !== null;
  });
  return drift(pair, ({ crm }) => ({
    ...crm,
    designations: [{ name: 'A planted project', amountMinor: crm.amountMinor }],
  }));
}

function otherContact(_ground: Ground, own: CleanDonor, other: CleanDonor | null): Plant | null {
  const pair = pairOf(own);
  if (pair === null || other === null) return null;
  return {
    expected: expectedOf(pair, 'link_mismatch', 'wrong_contact'),
    usesOther: true,
    apply: (rows) =>
      rows.replace('crm.gifts', {
        ...pair.crm,
        contactId: other.contact.id,
        contactPassthroughId: null,
      }),
  };
}

function writtenTwice(ground: Ground, own: CleanDonor): Plant | null {
  const pair = pairOf(
    own,
    ({ raise, crm }) =>
      crm.reference !== null &&
      ground.records.crmGiftsReferringTo(raise.id).length === 1 &&
      2 * crm.amountMinor >
        raise.amountMinor + raise.donorPaidCostsMinor + ground.tolerances.amountMinor,
  );
  if (pair === null) return null;
  return {
    expected: expectedOf(pair, 'duplicate_link', 'crm_gifts_exceed_gift'),
    usesOther: false,
    apply: (rows) => rows.add('crm.gifts', { ...pair.crm, id: rows.freeId('crm.gifts') }),
  };
}

/** A refunded gift whose reversals are taken away, none being left on the contact that could be taken for them. */
function reversalGone({ around }: Ground, own: CleanDonor): Plant | null {
  const free = around.freeReversalsOn(own.contact.id);
  for (const { raise, parts } of own.gifts) {
    const back = parts.filter((part) => part.isReversal);
    const [first] = parts.filter((part) => !part.isReversal);
    if (giftStanding(raise.statusText) !== 'refunded' || first === undefined) continue;
    if (back.length === 0 || free.some((id) => !back.some((part) => part.id === id))) continue;
    return {
      expected: {
        recordType: 'gift',
        state: 'refund_not_reversed',
        cause: 'no_reversal',
        raiseId: raise.id,
        crmId: first.id,
      },
      usesOther: false,
      apply: (rows) => {
        for (const part of back) rows.remove('crm.gifts', part.id);
      },
    };
  }
  return null;
}

function refundedInRaise({ around }: Ground, own: CleanDonor): Plant | null {
  const pair = pairOf(own);
  if (pair === null || around.freeReversalsOn(own.contact.id).length > 0) return null;
  return {
    expected: expectedOf(pair, 'refund_not_reversed', 'no_reversal'),
    usesOther: false,
    apply: (rows) => rows.replace('raise.gifts', { ...pair.raise, statusText: 'Refunded' }),
  };
}

/** Whether nothing explains that a gift has no counterpart. */
function isExpected({ records }: Ground, gift: RaiseGift): boolean {
  const { campaignId, campaignName } = gift;
  const canSync = gift.canSync ?? records.campaignCanSync(campaignId, campaignName);
  const isNamed = campaignId !== null || campaignName !== null;
  return canSync !== false && (!isNamed || records.hasCampaign(campaignId, campaignName));
}

function drift(pair: Pair | null, change: (pair: Pair) => CrmGift): Plant | null {
  if (pair === null) return null;
  return {
    expected: expectedOf(pair, 'field_drift', 'fields_differ'),
    usesOther: false,
    apply: (rows) => rows.replace('crm.gifts', change(pair)),
  };
}

function expectedOf(
  { raise, crm }: Pair,
  state: Expected['state'],
  cause: Expected['cause'],
): Expected {
  return { recordType: 'gift', state, cause, raiseId: raise.id, crmId: crm.id };
}
