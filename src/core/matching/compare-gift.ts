import { formatDay } from '../model/days.ts';
import type { FieldDifference } from '../model/finding.ts';
import { giftStanding } from '../model/gift-status.ts';
import { formatMoney, toDecimalText } from '../model/money.ts';
import { amountsByProject, isFeeDesignation } from '../model/projects.ts';
import type { CrmGift, ProjectShare, RaiseGift } from '../model/records.ts';

export interface Tolerances {
  readonly dateDays: number;
  /** In minor units of the gift's currency. */
  readonly amountMinor: number;
}

/** The sum of the gifts in one currency, reversals left out. */
export function positiveSum(gifts: readonly CrmGift[], currency: string): number {
  return gifts.reduce(
    (sum, gift) => (gift.isReversal || gift.currency !== currency ? sum : sum + gift.amountMinor),
    0,
  );
}

/** The sum of the gifts in one currency, reversals included. */
export function netSum(gifts: readonly CrmGift[], currency: string): number {
  return gifts.reduce(
    (sum, gift) => (gift.currency === currency ? sum + gift.amountMinor : sum),
    0,
  );
}

/** Whether a CRM+ sum is the gift, with or without the costs its donor covered. */
export function isAmountOf(gift: RaiseGift, sum: number, toleranceMinor: number): boolean {
  return (
    Math.abs(sum - gift.amountMinor) <= toleranceMinor ||
    Math.abs(sum - gift.amountMinor - gift.donorPaidCostsMinor) <= toleranceMinor
  );
}

/** The fields of a gift and its CRM+ group that differ (product.md §3), the contact aside. */
export function compareGift(
  gift: RaiseGift,
  group: readonly CrmGift[],
  tolerances: Tolerances,
): FieldDifference[] {
  const originals = group.filter((crm) => !crm.isReversal);
  const differences: FieldDifference[] = [];
  const foreign = originals.find((crm) => crm.currency !== gift.currency);
  if (foreign) differences.push({ field: 'currency', raise: gift.currency, crm: foreign.currency });
  const isRefunded = giftStanding(gift.statusText) === 'refunded';
  // A refunded gift's reversals are refund_not_reversed's business; those of any other gift take its amount away.
  const sum = isRefunded ? positiveSum(group, gift.currency) : netSum(group, gift.currency);
  const isZeroedRefund = isRefunded && sum === 0;
  if (!foreign && !isZeroedRefund && !isAmountOf(gift, sum, tolerances.amountMinor)) {
    differences.push({
      field: 'amount',
      raise: toDecimalText(gift.amountMinor, gift.currency),
      crm: toDecimalText(sum, gift.currency),
    });
  }
  const off = originals.find((crm) => Math.abs(crm.day - gift.day) > tolerances.dateDays);
  if (off) differences.push({ field: 'date', raise: formatDay(gift.day), crm: formatDay(off.day) });
  if (!foreign && !isZeroedRefund) {
    const projects = compareProjects(gift, originals);
    if (projects) differences.push(projects);
  }
  if (giftStanding(gift.statusText) === 'not_synced') {
    differences.push({ field: 'status', raise: gift.statusText, crm: 'in CRM+' });
  }
  return differences;
}

/** Splits by project name; the covered costs may be a share of their own or lie inside one project. */
function compareProjects(gift: RaiseGift, originals: readonly CrmGift[]): FieldDifference | null {
  const shares = originals.flatMap((crm) => crm.designations);
  const ours = amountsByProject(gift.projects);
  const theirs = amountsByProject(shares.filter((share) => !isFeeDesignation(share.name)));
  if (ours === null || theirs === null) return null;
  const names = new Set([...ours.keys(), ...theirs.keys()]);
  const off = [...names].filter((name) => (ours.get(name) ?? 0) !== (theirs.get(name) ?? 0));
  if (off.length === 0) return null;
  const isSameNames = [...names].every((name) => ours.has(name) && theirs.has(name));
  const gap = off.reduce((sum, name) => sum + (theirs.get(name) ?? 0) - (ours.get(name) ?? 0), 0);
  if (
    isSameNames &&
    gap === gift.donorPaidCostsMinor &&
    gap !== 0 &&
    off.every((name) => (theirs.get(name) ?? 0) > (ours.get(name) ?? 0))
  )
    return null;
  return {
    field: 'projects',
    raise: splitText(gift.projects, gift.currency),
    crm: splitText(shares, gift.currency),
  };
}

function splitText(shares: readonly ProjectShare[], currency: string): string {
  return shares
    .map((share) => `${share.name ?? '?'} ${formatMoney(share.amountMinor, currency)}`)
    .sort()
    .join('; ');
}
