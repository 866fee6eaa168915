import type { Judging } from './classify.ts';
import { isRefunded } from './compare.ts';
import { isReversal } from './links.ts';
import { usedRefs } from './conventions.ts';
import { byId, mergeChain } from './records.ts';
import type { CrmGift, RaiseGift } from './wire.ts';

/**
 * Gives the reversals that name no gift to refunded gifts that no reversal names: same contact, negated amount and
 * currency, on or after the gift's day, one to one in date order (product.md section 2).
 */
export function assignReversals(
  { records, conventions }: Judging,
  groups: ReadonlyMap<RaiseGift, readonly CrmGift[]>,
): Map<RaiseGift, CrmGift[]> {
  const named = new Set([...groups.values()].flat());
  const free = records.crmGifts
    .map((c) => c)
    .filter(
      (c) =>
        c.readable && c.isReversing && !named.has(c) && usedRefs(conventions.gift, c).length === 0,
    )
    .toSorted((a, b) => a.day - b.day || byId(a.id, b.id));
  const survivor = (contactId: string | null): string | null =>
    contactId === null ? null : (mergeChain(records, contactId).at(-1) ?? contactId);

  const given = new Map<RaiseGift, CrmGift[]>();
  const waiting = [...groups].filter(
    ([gift, group]) => gift.readable && isRefunded(gift.status) && !group.some(isReversal),
  );
  for (const [gift, group] of waiting.toSorted(([a], [b]) => a.day - b.day || byId(a.id, b.id))) {
    for (const row of group) {
      const at = free.findIndex(
        (r) =>
          survivor(r.contactId) === survivor(row.contactId) &&
          r.minor === -row.minor &&
          r.currency === row.currency &&
          r.day >= row.day,
      );
      if (at >= 0) given.set(gift, [...(given.get(gift) ?? []), ...free.splice(at, 1)]);
    }
  }
  return given;
}
