import { giftStanding } from '../model/gift-status.ts';
import { formatMoney } from '../model/money.ts';
import { netSum } from '../matching/compare-gift.ts';
import { counterparts, type Check } from './case.ts';

/** State 11: refunded or charged back in Raise, and CRM+ still counts money for it. */
export const refundNotReversed: Check = {
  state: 'refund_not_reversed',
  gift: (c) => {
    if (giftStanding(c.raise.statusText) !== 'refunded') return null;
    const group = [...counterparts(c), ...c.pairedReversals];
    if (group.length === 0) return null;
    const currency = group[0]?.currency ?? c.raise.currency;
    const net = netSum(group, currency);
    if (Math.abs(net) <= c.rules.tolerances.amountMinor) return null;
    const reversals = group.filter((gift) => gift.isReversal);
    const originals = group
      .filter((gift) => !gift.isReversal)
      .sort((a, b) => Number(a.id) - Number(b.id));
    const first = originals[0] ?? group[0];
    const taken =
      c.takenReversals.length > 0
        ? ` Reversals that would fit were taken by other gifts: ${c.takenReversals.join(', ')}.`
        : '';
    return {
      state: 'refund_not_reversed',
      cause: reversals.length > 0 ? 'partial_reversal' : 'no_reversal',
      evidence: `The gift is "${c.raise.statusText}" in Raise; CRM+ nets to ${formatMoney(net, currency)} with ${reversals.length} reversal${reversals.length === 1 ? '' : 's'}.${taken}`,
      crmId: first?.id ?? null,
      relatedCrmIds: group.filter((gift) => gift !== first).map((gift) => gift.id),
    };
  },
};
