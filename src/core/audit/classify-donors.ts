import { classify } from '../checks/check-list.ts';
import { Lookalikes } from './lookalikes.ts';
import { formatDay } from '../model/days.ts';
import type { RaiseDonor } from '../model/records.ts';
import type { Steps } from '../model/steps.ts';
import type { ClassifyContext, CrmOnlyRow } from './classify-context.ts';
import { donorCase } from './donor-case.ts';
import { bareSubject } from './make-finding.ts';
import { crmOnlyCase } from './crm-only-case.ts';

const PLAIN = { currency: null, campaign: 0, amount: 0, shares: [] } as const;

/** Judges every donor in scope, and every contact that claims to come from Raise without a donor. */
export function* classifyDonors(context: ClassifyContext): Steps<void> {
  const { sources: s, scan } = context;
  for (const row of scan.raise('donor')) {
    yield;
    if (!context.isInScope('donor', row.id, row.day, row.modified)) continue;
    context.judge(() => {
      const donor = JSON.parse(row.record) as RaiseDonor;
      const verdict = classify(donorCase(s, donor), context.checks);
      const hasContact = verdict.state === 'consistent' || scan.hasContact(donor.id);
      return {
        subject: {
          recordType: 'donor',
          raiseId: donor.id,
          crmId: null,
          amountMinor: null,
          currency: null,
          date: row.day === null ? null : formatDay(row.day),
          campaignId: null,
          campaignName: null,
          canSync: null,
          isTestMode: donor.isTestMode,
          crmKeyUrls: donor.crmKeyUrls,
        },
        verdict,
        differences: [
          { ...PLAIN, raiseId: donor.id, crmId: null, day: row.day, count: hasContact ? 0 : 1 },
        ],
      };
    });
  }
  let lookalikes: Lookalikes | null = null;
  for (const only of yield* context.crmOnly('donor')) {
    yield;
    if (lookalikes === null && asksForSurvivors(context, only))
      lookalikes = yield* Lookalikes.among(scan.raise('donor'), s.rules.country);
    context.judge(() => {
      const contact = s.records.contact(only.crmId);
      const survivors = (): string[] => (contact && lookalikes?.of(contact)) ?? [];
      const verdict = classify(crmOnlyCase(context, 'donor', only, survivors), context.checks);
      if (verdict === null) return null;
      return {
        subject: bareSubject({
          recordType: 'donor',
          raiseId: only.raiseIds[0] ?? null,
          crmId: only.crmId,
          day: only.day,
        }),
        verdict,
        differences: [{ ...PLAIN, raiseId: null, crmId: only.crmId, day: only.day, count: -1 }],
      };
    });
  }
}

/** Whether the verdict on a contact rests on who else its donor may be: that takes a look at all donors. */
function asksForSurvivors(context: ClassifyContext, only: CrmOnlyRow): boolean {
  let isAsked = false;
  context.judge(() => {
    const survivors = (): string[] => {
      isAsked = true;
      return [];
    };
    classify(crmOnlyCase(context, 'donor', only, survivors), context.checks);
    return null;
  });
  return isAsked;
}
