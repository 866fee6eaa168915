import { netSum } from '../matching/compare-gift.ts';
import { pairReversals, type ReversalSide } from '../matching/reversals.ts';
import type { FailureKind } from '../model/failure.ts';
import type { CrmGift } from '../model/records.ts';
import type { CapturedRecords } from '../staging/captured-records.ts';

/** Which reversals that name nothing belong to which refunded gift. */
export interface ReversalPlan {
  pairedWith(raiseGiftId: string): readonly CrmGift[];
  /** Reversals that would have fitted a gift that got none, and were taken by others. */
  takenFrom(raiseGiftId: string): readonly string[];
  /** Why a gift's reversals may be unknown: its contact's gifts could not be read. */
  unknownOf(raiseGiftId: string): FailureKind | null;
  /** Reversal id -> Raise gift id. */
  readonly pairs: ReadonlyMap<string, string>;
}

/**
 * Pairs the refunded gifts whose CRM+ group doesn't net to zero with the reversals that refer to nobody: each CRM+
 * gift of a group on its own, then whole groups by their sum.
 */
export function planReversals(
  refundedIds: readonly string[],
  freeReversals: readonly CrmGift[],
  records: CapturedRecords,
  unknown: ReadonlyMap<string, FailureKind>,
): ReversalPlan {
  const groups = refundedIds
    .map((id) => ({ id, gifts: openGifts(id, records) }))
    .filter((group) => group.gifts.length > 0);
  const owners = new Map(
    groups.flatMap((group) => group.gifts.map((gift) => [Number(gift.id), group.id])),
  );
  const single = pairReversals(
    groups.flatMap((group) => group.gifts.map(asSide)),
    freeReversals.map(asSide),
  );
  const taken = new Set(single.values());
  const whole = groups.filter(
    (group) => group.gifts.length > 1 && !group.gifts.some((gift) => single.has(Number(gift.id))),
  );
  const sums = pairReversals(
    whole.map((group) => sumOf(group.gifts)),
    freeReversals.filter((reversal) => !taken.has(Number(reversal.id))).map(asSide),
  );
  const pairs = new Map(
    [...single, ...sums].map(([original, reversal]) => [
      String(reversal),
      owners.get(original) ?? '',
    ]),
  );
  const giftsOf = new Map(groups.map((group) => [group.id, group.gifts]));
  const reversalsBy = Map.groupBy(freeReversals, (reversal) =>
    fitKey(reversal, reversal.amountMinor),
  );
  const byGift = new Map<string, CrmGift[]>();
  for (const reversal of freeReversals) {
    const owner = pairs.get(reversal.id);
    if (owner !== undefined) byGift.set(owner, [...(byGift.get(owner) ?? []), reversal]);
  }
  return {
    pairs,
    unknownOf: (id) => unknown.get(id) ?? null,
    pairedWith: (id) => byGift.get(id) ?? [],
    takenFrom: (id) => {
      const open = (giftsOf.get(id) ?? []).filter(
        (gift) => !single.has(Number(gift.id)) && !sums.has(Number(gift.id)),
      );
      const fitting = open.flatMap((gift) =>
        (reversalsBy.get(fitKey(gift, -gift.amountMinor)) ?? []).filter((r) => r.day >= gift.day),
      );
      return [...new Set(fitting.map((reversal) => reversal.id))].filter(
        (reversal) => pairs.has(reversal) && pairs.get(reversal) !== id,
      );
    },
  };
}

/** The gifts of a group that still need a reversal: all its originals, if nothing in the group reverses them. */
function openGifts(raiseGiftId: string, records: CapturedRecords): CrmGift[] {
  const group = records.crmGiftsOwnedBy(raiseGiftId);
  const currency = group[0]?.currency ?? '';
  if (group.some((gift) => gift.isReversal) || netSum(group, currency) === 0) return [];
  return group.filter((gift) => gift.amountMinor > 0);
}

function asSide(gift: CrmGift): ReversalSide {
  return {
    id: Number(gift.id),
    contact: gift.contactId === null ? null : Number(gift.contactId),
    currency: gift.currency,
    amount: gift.amountMinor,
    day: gift.day,
  };
}

function sumOf(gifts: readonly CrmGift[]): ReversalSide {
  const sides = gifts.map(asSide);
  const [first] = sides;
  return {
    id: first?.id ?? 0,
    contact: first?.contact ?? null,
    currency: first?.currency ?? '',
    amount: sides.reduce((sum, side) => sum + side.amount, 0),
    day: Math.max(...sides.map((side) => side.day)),
  };
}

function fitKey(gift: CrmGift, amountMinor: number): string {
  return `${gift.contactId}|${gift.currency}|${amountMinor}`;
}
