import { formatDay } from '../model/days.ts';
import { formatMoney } from '../model/money.ts';
import {
  hasCounterpart,
  type Check,
  type DonorCase,
  type GiftCase,
  type ScheduleCase,
  type Verdict,
} from './case.ts';
import { ageText, isYoung } from './expectation.ts';

/** State 8: no link, nothing in CRM+ refers to it, the lag window is over, nothing explains it. */
export const missingInCrm: Check = {
  state: 'missing_in_crm',
  donor: verdictOn,
  gift: verdictOn,
  schedule: verdictOn,
};

/** State 9: as 8, but inside the lag window. */
export const notYetSynced: Check = {
  state: 'not_yet_synced',
  donor: young,
  gift: young,
  schedule: young,
};

function verdictOn(c: DonorCase | GiftCase | ScheduleCase): Verdict | null {
  if (hasCounterpart(c) || isYoung(c.raise.createdAt, c.rules)) return null;
  const proof = proofOf(c);
  const entry = c.type === 'gift' ? c.manualEntry() : null;
  if (entry) {
    return {
      state: 'missing_in_crm',
      cause: 'possible_manual_entry',
      evidence: `It has no counterpart; CRM+ gift ${entry.id} of ${formatMoney(entry.amountMinor, entry.currency)} on ${formatDay(entry.day)}, unlinked and on the same contact, may be it.`,
      crmId: null,
      relatedCrmIds: [entry.id],
    };
  }
  const waiting =
    c.type === 'gift' ? ' Imported gifts may wait in CRM+ for a person’s review.' : '';
  return {
    state: 'missing_in_crm',
    cause: 'overdue',
    evidence: `${capital(ageText(c.raise.createdAt, 'created', c.rules))}; ${proof}.${waiting}`,
    crmId: null,
  };
}

function young(c: DonorCase | GiftCase | ScheduleCase): Verdict | null {
  if (hasCounterpart(c)) return null;
  return {
    state: 'not_yet_synced',
    cause: 'within_lag_window',
    evidence: `${capital(ageText(c.raise.createdAt, 'created', c.rules))}.`,
    crmId: null,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How absence was proved. A recurring gift has no look-up of its own: the list decides, beside a query where it is honoured. */
function proofOf(c: DonorCase | GiftCase | ScheduleCase): string {
  const listed = c.listing.isList
    ? 'the complete CRM+ listing has no such record'
    : 'no list was read';
  if (!c.hasConvention)
    return `${listed}; no link convention is known by which it could be asked for directly`;
  return c.type === 'recurring_gift'
    ? listed
    : `${listed}, and looking it up by its reference found none, twice`;
}
