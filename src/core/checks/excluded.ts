import {
  hasCounterpart,
  type Check,
  type DonorCase,
  type GiftCase,
  type ScheduleCase,
  type Verdict,
} from './case.ts';
import { exclusionOf } from './expectation.ts';

/** State 7: no CRM+ counterpart, and none is expected. An erased donor always ends here. */
export const excluded: Check = {
  state: 'excluded',
  donor: (c) => {
    if (!c.raise.isErased) return verdictOn(c);
    const crmId = c.key.kind === 'crm' ? c.key.crmId : null;
    return {
      state: 'excluded',
      cause: 'archived_or_erased',
      evidence: `Donor ${c.raise.id} was erased in Raise.`,
      crmId,
    };
  },
  gift: verdictOn,
  schedule: verdictOn,
};

function verdictOn(c: DonorCase | GiftCase | ScheduleCase): Verdict | null {
  if (hasCounterpart(c)) return null;
  const reason = exclusionOf(c);
  return reason === null ? null : { state: 'excluded', crmId: null, ...reason };
}
