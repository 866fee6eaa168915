import { classify } from '../checks/check-list.ts';
import { formatDay } from '../model/days.ts';
import { parseAmount } from '../model/money.ts';
import type { CrmSchedule, RaiseSchedule } from '../model/records.ts';
import type { Steps } from '../model/steps.ts';
import { counterparts } from '../checks/case.ts';
import type { ClassifyContext } from './classify-context.ts';
import { bareSubject } from './make-finding.ts';
import { crmOnlyCase } from './crm-only-case.ts';
import { scheduleCase } from './schedule-case.ts';

/** Judges every recurring gift in scope, and every CRM+ one that claims to come from Raise without one. */
export function* classifySchedules(context: ClassifyContext): Steps<void> {
  const { records } = context.sources;
  for (const row of context.scan.raise('recurring_gift')) {
    yield;
    if (!context.isInScope('recurring_gift', row.id, row.day, row.modified)) continue;
    context.judge(() => {
      const schedule = JSON.parse(row.record) as RaiseSchedule;
      const c = scheduleCase(context.sources, schedule);
      const verdict = classify(c, context.checks);
      const owned = context.scan.ownedSchedule(schedule.id);
      return {
        subject: {
          recordType: 'recurring_gift',
          raiseId: schedule.id,
          crmId: counterparts(c)[0]?.id ?? null,
          amountMinor: schedule.amountMinor,
          currency: schedule.currency,
          date: row.day === null ? null : formatDay(row.day),
          campaignId: schedule.campaignId,
          campaignName: schedule.campaignName,
          canSync: c.campaignCanSync,
          isTestMode: schedule.isTestMode,
          crmKeyUrls: schedule.crmKeyUrls,
        },
        verdict,
        differences: [
          {
            raiseId: schedule.id,
            crmId: null,
            campaign: context.labels.campaign(schedule),
            shares: [],
            day: row.day,
            currency: schedule.currency,
            count: owned === null ? 1 : 0,
            amount:
              schedule.amountMinor - (owned === null ? 0 : amountOf(owned, schedule.currency)),
          },
        ],
      };
    });
  }
  for (const only of yield* context.crmOnly('recurring_gift')) {
    yield;
    context.judge(() => {
      const crm = records.crmSchedule(only.crmId);
      const verdict = classify(
        crmOnlyCase(context, 'recurring_gift', only, () => []),
        context.checks,
      );
      if (verdict === null || crm === null) return null;
      return {
        subject: bareSubject({
          recordType: 'recurring_gift',
          raiseId: only.raiseIds[0] ?? null,
          crmId: crm.id,
          day: only.day,
        }),
        verdict,
        differences: [
          {
            raiseId: null,
            crmId: crm.id,
            day: only.day,
            currency: null,
            campaign: 0,
            count: -1,
            amount: 0,
            shares: [],
          },
        ],
      };
    });
  }
}

/** CRM+ tells no currency of a schedule: its amount is read in that of the Raise schedule it belongs to. */
function amountOf(crm: CrmSchedule, currency: string): number {
  const amount = parseAmount(crm.amountText, currency);
  return amount.ok ? amount.amountMinor : 0;
}
