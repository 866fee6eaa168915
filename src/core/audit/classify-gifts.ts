import { classify } from '../checks/check-list.ts';
import { formatDay, type Day } from '../model/days.ts';
import { giftStanding } from '../model/gift-status.ts';
import type { CrmGift, RaiseGift } from '../model/records.ts';
import type { Steps } from '../model/steps.ts';
import type { ClassifyContext, Difference } from './classify-context.ts';
import { bareSubject } from './make-finding.ts';
import { crmOnlyCase } from './crm-only-case.ts';
import { giftCase } from './gift-case.ts';
import type { ReversalPlan } from './reversal-plan.ts';

/** Judges the gifts that set-based matching found suspect, and every CRM+ gift that claims to come from Raise without one. */
export function* classifyGifts(
  context: ClassifyContext,
  suspects: readonly string[],
  reversals: ReversalPlan,
): Steps<void> {
  const { records } = context.sources;
  for (const id of suspects) {
    yield;
    const gift = records.gift(id);
    if (gift === null || !context.isInScope('gift', id, gift.day, gift.modifiedAt)) continue;
    context.judge(() => {
      const c = giftCase(context.sources, gift, reversals);
      const verdict = classify(c);
      return {
        subject: {
          recordType: 'gift',
          raiseId: gift.id,
          crmId: null,
          amountMinor: gift.amountMinor,
          currency: gift.currency,
          date: formatDay(gift.day),
          campaignId: gift.campaignId,
          campaignName: gift.campaignName,
          canSync: c.campaignCanSync,
          isTestMode: gift.isTestMode,
          crmKeyUrls: gift.crmKeyUrls,
        },
        verdict,
        differences: differencesOf(gift, records.crmGiftsOwnedBy(gift.id)),
      };
    });
  }
  for (const only of context.crmOnly('gift')) {
    yield;
    context.judge(() => {
      const gift = records.crmGift(only.crmId);
      const verdict = classify(crmOnlyCase(context, 'gift', only, () => []));
      if (verdict === null || gift === null) return null;
      return {
        subject: {
          ...bareSubject({
            recordType: 'gift',
            raiseId: only.raiseIds[0] ?? null,
            crmId: gift.id,
            day: gift.day,
          }),
          amountMinor: gift.amountMinor,
          currency: gift.currency,
        },
        verdict,
        differences: [
          { day: gift.day, currency: gift.currency, count: -1, amount: -gift.amountMinor },
        ],
      };
    });
  }
}

/** Raise minus CRM+, by currency, in the month of the gift. A refunded gift counts with amount 0: the money went back. */
function differencesOf(gift: RaiseGift, owned: readonly CrmGift[]): Difference[] {
  const cells = new Map<string, { day: Day; currency: string; count: number; amount: number }>();
  const cell = (currency: string): { count: number; amount: number } => {
    const known = cells.get(currency);
    if (known) return known;
    const made = { day: gift.day, currency, count: 0, amount: 0 };
    cells.set(currency, made);
    return made;
  };
  cell(gift.currency).count += 1;
  cell(gift.currency).amount += giftStanding(gift.statusText) === 'refunded' ? 0 : gift.amountMinor;
  for (const currency of new Set(owned.map((crm) => crm.currency))) cell(currency).count -= 1;
  for (const crm of owned) cell(crm.currency).amount -= crm.amountMinor;
  return [...cells.values()].map((c) => ({
    ...c,
    isCosts: c.amount === -gift.donorPaidCostsMinor,
  }));
}
