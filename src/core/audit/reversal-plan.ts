import { netSum } from '../matching/compare-gift.ts';
import { pairReversals, type ReversalSide } from '../matching/reversals.ts';
import type { FailureKind } from '../model/failure.ts';
import type { CrmGift } from '../model/records.ts';
import type { Steps } from '../model/steps.ts';
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
 * gift of a group on its own, then whole groups by their sum. Of a large organization that is a hundred thousand gifts: only what
 * pairing rests on is held of each.
 */
export function* planReversals(
  records: CapturedRecords,
  unknown: ReadonlyMap<string, FailureKind>,
): Steps<ReversalPlan> {
  const groups: Group[] = [];
  for (const id of records.refundedGiftIds()) {
    yield;
    const sides = openGifts(id, records).map(asSide);
    if (sides.length > 0) groups.push({ id, sides });
  }
  yield;
  const freeReversals = records.freeReversals();
  yield;
  const single = pairReversals(
    groups.flatMap((group) => group.sides),
    freeReversals,
  );
  yield;
  const taken = new Set(single.values());
  const whole = groups.filter(
    (group) => group.sides.length > 1 && !group.sides.some((side) => single.has(side.id)),
  );
  const sums = pairReversals(
    whole.map((group) => sumOf(group.sides)),
    freeReversals.filter((reversal) => !taken.has(reversal.id)),
  );
  yield;
  const owners = new Map(groups.flatMap(({ id, sides }) => sides.map((side) => [side.id, id])));
  const pairs = new Map(
    [...single, ...sums].map(([original, reversal]) => [
      String(reversal),
      owners.get(original) ?? '',
    ]),
  );
  yield;
  const sidesOf = new Map(groups.map((group) => [group.id, group.sides]));
  const reversalsBy = Map.groupBy(freeReversals, (reversal) => fitKey(reversal, reversal.amount));
  const byGift = new Map<string, string[]>();
  for (const { id } of freeReversals) {
    const owner = pairs.get(String(id));
    if (owner !== undefined) byGift.set(owner, [...(byGift.get(owner) ?? []), String(id)]);
  }
  return {
    pairs,
    unknownOf: (id) => unknown.get(id) ?? null,
    pairedWith: (id) =>
      (byGift.get(id) ?? []).flatMap((reversal) => records.crmGift(reversal) ?? []),
    takenFrom: (id) => {
      const open = (sidesOf.get(id) ?? []).filter(
        (side) => !single.has(side.id) && !sums.has(side.id),
      );
      const fitting = open.flatMap((side) =>
        (reversalsBy.get(fitKey(side, -side.amount)) ?? []).filter((r) => r.day >= side.day),
      );
      return [...new Set(fitting.map((reversal) => String(reversal.id)))].filter(
        (reversal) => pairs.has(reversal) && pairs.get(reversal) !== id,
      );
    },
  };
}

/** A refunded gift and its CRM+ gifts that still need a reversal. */
interface Group {
  readonly id: string;
  readonly sides: readonly ReversalSide[];
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

function sumOf(sides: readonly ReversalSide[]): ReversalSide {
  const [first] = sides;
  return {
    id: first?.id ?? 0,
    contact: first?.contact ?? null,
    currency: first?.currency ?? '',
    amount: sides.reduce((sum, side) => sum + side.amount, 0),
    day: Math.max(...sides.map((side) => side.day)),
  };
}

function fitKey({ contact, currency }: ReversalSide, amount: number): string {
  return `${contact}|${currency}|${amount}`;
}
