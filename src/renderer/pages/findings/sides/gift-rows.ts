import type { CrmGift, RaiseGift } from '../../../../core/model/records.ts';
import { fieldWords } from '../../../words/fields.ts';
import { formatMoney } from '../../../words/format.ts';
import type { SideRow } from './side-row.ts';
import { day, instant, perRecord, reference, shares, texts, yesNo } from './value-text.ts';

/** A gift beside the CRM+ gifts that it was written as: one for each project, reversals apart. */
export function giftRows(gift: RaiseGift | null, crmGifts: readonly CrmGift[]): SideRow[] {
  const each = (valuesOf: (crm: CrmGift) => readonly string[]): readonly string[] =>
    perRecord(crmGifts, valuesOf);
  return [
    {
      field: 'amount',
      raise: gift ? [formatMoney(gift.amountMinor, gift.currency)] : [],
      crm: crmAmounts(crmGifts),
    },
    {
      field: 'coveredCosts',
      raise:
        gift && gift.donorPaidCostsMinor !== 0
          ? [formatMoney(gift.donorPaidCostsMinor, gift.currency)]
          : [],
      crm: [],
    },
    {
      field: 'currency',
      raise: texts(gift?.currency ?? null),
      crm: each((crm) => texts(crm.currency)),
    },
    { field: 'date', raise: day(gift?.day ?? null), crm: each((crm) => day(crm.day)) },
    {
      field: 'contact',
      raise: texts(gift?.donorId ?? null),
      crm: each((crm) => texts(crm.contactId)),
    },
    { field: 'passthrough', raise: [], crm: each((crm) => texts(crm.contactPassthroughId)) },
    {
      field: 'projects',
      raise: gift ? shares(gift.projects, gift.currency) : [],
      crm: each((crm) => shares(crm.designations, crm.currency)),
    },
    { field: 'status', raise: texts(gift?.statusText ?? null), crm: [] },
    { field: 'type', raise: [], crm: each((crm) => texts(crm.giftType)) },
    { field: 'campaign', raise: texts(gift?.campaignName ?? gift?.campaignId ?? null), crm: [] },
    { field: 'canSync', raise: yesNo(gift?.canSync ?? null), crm: [] },
    {
      field: 'link',
      raise: texts(gift?.crmKey ?? null),
      crm: each((crm) => reference(crm.reference)),
    },
    { field: 'testMode', raise: yesNo(gift?.isTestMode ?? null), crm: [] },
    {
      field: 'created',
      raise: instant(gift?.createdAt ?? null),
      crm: each((crm) => instant(crm.createdAt)),
    },
    {
      field: 'modified',
      raise: instant(gift?.modifiedAt ?? null),
      crm: each((crm) => instant(crm.modifiedAt)),
    },
  ];
}

/** Every amount, and the sum of several; never over different currencies. */
function crmAmounts(gifts: readonly CrmGift[]): readonly string[] {
  const [first] = gifts;
  if (first === undefined) return [];
  const lines = gifts.map((gift) => {
    const amount = formatMoney(gift.amountMinor, gift.currency);
    return gift.isReversal ? `${amount} (${fieldWords.reversal})` : amount;
  });
  if (gifts.length === 1) return lines;
  const numbered = lines.map((line, index) => fieldWords.numbered(index + 1, line));
  if (gifts.some((gift) => gift.currency !== first.currency)) return numbered;
  const sum = gifts.reduce((total, gift) => total + gift.amountMinor, 0);
  return [...numbered, fieldWords.sum(formatMoney(sum, first.currency))];
}
