/** A CRM+ gift that should have been reversed, or a reversal that names no original. */
export interface ReversalSide {
  readonly id: number;
  readonly contact: number | null;
  readonly currency: string;
  /** Positive for originals, negative for reversals. */
  readonly amount: number;
  readonly day: number;
}

/**
 * Pairs originals with reversals that name nothing: same contact, negated amount and currency, on or after the
 * gift's day, one to one in date order (product.md §2, Reversals). Earliest gift first, each takes
 * the earliest reversal left to it: no other way pairs more.
 * @returns original id -> reversal id
 */
export function pairReversals(
  originals: readonly ReversalSide[],
  reversals: readonly ReversalSide[],
): Map<number, number> {
  const free = new Map<string, ReversalSide[]>();
  for (const reversal of inDateOrder(reversals)) {
    // Two records of which nobody knows the contact have nothing in common.
    if (reversal.contact === null) continue;
    const key = keyOf(reversal, -reversal.amount);
    const list = free.get(key);
    if (list) list.push(reversal);
    else free.set(key, [reversal]);
  }
  const pairs = new Map<number, number>();
  for (const original of inDateOrder(originals)) {
    if (original.contact === null) continue;
    const list = free.get(keyOf(original, original.amount));
    const at = list?.findIndex((reversal) => reversal.day >= original.day) ?? -1;
    if (list === undefined || at < 0) continue;
    const [reversal] = list.splice(at, 1);
    if (reversal) pairs.set(original.id, reversal.id);
  }
  return pairs;
}

function inDateOrder(sides: readonly ReversalSide[]): ReversalSide[] {
  return [...sides].sort((a, b) => a.day - b.day || a.id - b.id);
}

function keyOf(side: ReversalSide, amount: number): string {
  return `${side.contact}|${side.currency}|${amount}`;
}
