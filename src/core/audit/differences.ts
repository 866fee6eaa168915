import { giftStanding } from '../model/gift-status.ts';
import { crmShares, raiseShares, type KeyedShare } from '../model/projects.ts';
import type { CrmGift, RaiseGift } from '../model/records.ts';
import type { Labels } from '../staging/labels.ts';
import type { Difference } from './classify-context.ts';

type Shares = Map<number, { count: number; amount: number }>;

interface Cell {
  count: number;
  amount: number;
  readonly shares: Shares;
}

/**
 * Raise minus CRM+ of one gift, by currency, in the month and the campaign of the gift, and by project inside it. A refunded
 * gift counts with amount 0: the money went back. CRM+ gifts of one currency count once together, in each of their projects too.
 */
export function giftDifferences(
  gift: RaiseGift,
  owned: readonly CrmGift[],
  labels: Labels,
): Difference[] {
  const cells = new Map<string, Cell>();
  const isKept = giftStanding(gift.statusText) !== 'refunded';
  const ours = cellOf(cells, gift.currency);
  ours.count += 1;
  ours.amount += isKept ? gift.amountMinor : 0;
  for (const [label, amount] of labels.byProject(raiseShares(gift)))
    addShare(ours.shares, label, 1, isKept ? amount : 0);
  for (const [currency, gifts] of Map.groupBy(owned, (crm) => crm.currency)) {
    const theirs = cellOf(cells, currency);
    theirs.count -= 1;
    for (const crm of gifts) theirs.amount -= crm.amountMinor;
    const shares: KeyedShare[] = gifts.flatMap((crm) => crmShares(crm));
    for (const [label, amount] of labels.byProject(shares))
      addShare(theirs.shares, label, -1, -amount);
  }
  const campaign = labels.campaign(gift);
  return [...cells].map(([currency, { count, amount, shares }]) => ({
    raiseId: gift.id,
    crmId: null,
    day: gift.day,
    currency,
    campaign,
    count,
    amount,
    shares: weighing(shares),
    isCosts: amount !== 0 && amount === -gift.donorPaidCostsMinor,
  }));
}

/** What a CRM+ gift without a Raise gift weighs. */
export function loneGiftDifference(crm: CrmGift, labels: Labels): Difference {
  return {
    raiseId: null,
    crmId: crm.id,
    day: crm.day,
    currency: crm.currency,
    campaign: 0,
    count: -1,
    amount: -crm.amountMinor,
    shares: [...labels.byProject(crmShares(crm))].map(([label, amount]) => [label, -1, -amount]),
  };
}

/** One side's shares minus the other's, of a plain pair. */
export function shareDifferences(
  ours: ReadonlyMap<number, number>,
  theirs: ReadonlyMap<number, number>,
): Difference['shares'] {
  const shares: Shares = new Map();
  for (const [label, amount] of ours) addShare(shares, label, 1, amount);
  for (const [label, amount] of theirs) addShare(shares, label, -1, -amount);
  return weighing(shares);
}

function weighing(shares: Shares): Difference['shares'] {
  return [...shares]
    .filter(([, { count, amount }]) => count !== 0 || amount !== 0)
    .map(([label, { count, amount }]) => [label, count, amount]);
}

function addShare(shares: Shares, label: number, count: number, amount: number): void {
  const at = shares.get(label) ?? { count: 0, amount: 0 };
  shares.set(label, { count: at.count + count, amount: at.amount + amount });
}

function cellOf(cells: Map<string, Cell>, currency: string): Cell {
  const known = cells.get(currency);
  if (known) return known;
  const made: Cell = { count: 0, amount: 0, shares: new Map() };
  cells.set(currency, made);
  return made;
}
