import { classify } from '../checks/check-list.ts';
import { formatDay } from '../model/days.ts';
import type { Steps } from '../model/steps.ts';
import type { ClassifyContext } from './classify-context.ts';
import { giftDifferences, loneGiftDifference } from './differences.ts';
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
      const verdict = classify(c, context.checks);
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
        differences: giftDifferences(gift, records.crmGiftsOwnedBy(gift.id), context.labels),
      };
    });
  }
  for (const only of yield* context.crmOnly('gift')) {
    yield;
    context.judge(() => {
      const gift = records.crmGift(only.crmId);
      const verdict = classify(
        crmOnlyCase(context, 'gift', only, () => []),
        context.checks,
      );
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
        differences: [loneGiftDifference(gift, context.labels)],
      };
    });
  }
}
