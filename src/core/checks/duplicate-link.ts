import { formatMoney } from '../model/money.ts';
import { netSum } from '../matching/compare-gift.ts';
import {
  counterparts,
  type Check,
  type GiftCase,
  type ScheduleCase,
  type Verdict,
} from './case.ts';

/** State 3: several Raise records on one CRM+ record, a gift written twice, or donors who are no household on one contact. */
export const duplicateLink: Check = {
  state: 'duplicate_link',
  donor: (c) => {
    if (c.key.kind !== 'crm' || c.raise.isErased) return null;
    const { others, isIntruder } = c.sharers();
    if (!isIntruder || c.target()?.kind === 'absent') return null;
    return {
      state: 'duplicate_link',
      cause: 'not_one_household',
      evidence: `Contact ${c.key.crmId} is also the link of donor ${others.join(', ')}; no surname, address, email or phone connects them.`,
      crmId: c.key.crmId,
      relatedRaiseIds: others,
    };
  },
  gift: (c) => sharedTarget(c) ?? giftsExceedGift(c),
  schedule: sharedTarget,
};

function sharedTarget(c: GiftCase | ScheduleCase): Verdict | null {
  if (c.key.kind !== 'crm') return null;
  const others = c.sharers();
  if (others.length === 0 || c.target()?.kind === 'absent') return null;
  const named = c.namedBy(c.key.crmId);
  if (named.includes(c.raise.id)) return null;
  const rightful = others.filter((id) => named.includes(id));
  return {
    state: 'duplicate_link',
    cause: 'raise_records_share_target',
    evidence: `CRM+ record ${c.key.crmId} is also the counterpart of ${others.join(', ')}${named.length > 0 ? `; it refers to ${named.join(', ')}` : '; it refers to none of them'}.`,
    crmId: c.key.crmId,
    relatedRaiseIds: rightful.length > 0 ? rightful : others,
  };
}

/** One CRM+ gift that is too large is a drift of its amount; two or more are a gift written more than once. */
function giftsExceedGift(c: GiftCase): Verdict | null {
  const group = [...counterparts(c), ...c.pairedReversals];
  const originals = group
    .filter((gift) => !gift.isReversal && gift.currency === c.raise.currency)
    .sort((a, b) => Number(a.id) - Number(b.id));
  if (originals.length < 2) return null;
  const { amountMinor, donorPaidCostsMinor, currency } = c.raise;
  const sum = netSum(group, currency);
  if (sum <= amountMinor + donorPaidCostsMinor + c.rules.tolerances.amountMinor) return null;
  const costs =
    donorPaidCostsMinor === 0
      ? ''
      : ` plus ${formatMoney(donorPaidCostsMinor, currency)} covered costs`;
  return {
    state: 'duplicate_link',
    cause: 'crm_gifts_exceed_gift',
    evidence: `${originals.length} CRM+ gifts add up to ${formatMoney(sum, currency)}; the gift is ${formatMoney(amountMinor, currency)}${costs}.`,
    crmId: originals[0]?.id ?? null,
    relatedCrmIds: originals.slice(1).map((gift) => gift.id),
  };
}
