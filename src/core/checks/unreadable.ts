import type {
  Check,
  DonorCase,
  GiftCase,
  ScheduleCase,
  UnreadableCounterpart,
  Verdict,
} from './case.ts';

/** State 1: a product answered with a record that could not be parsed. */
export const unreadable: Check = {
  state: 'unreadable',
  donor: (c) => verdictOn(c.unreadable ?? unreadableTarget(c)),
  gift: (c) => verdictOn(c.unreadable ?? unreadableTarget(c)),
  schedule: (c) => verdictOn(c.unreadable ?? unreadableTarget(c)),
  crmOnly: (c) => (c.unreadable === null ? null : verdictOn({ crmId: c.crmId, why: c.unreadable })),
};

/** The linked record was no row of the listing, and a direct read brought one that could not be parsed. */
function unreadableTarget(c: DonorCase | GiftCase | ScheduleCase): UnreadableCounterpart | null {
  const target = c.target();
  if (target?.kind !== 'unreadable') return null;
  return { crmId: c.key.kind === 'crm' ? c.key.crmId : null, why: target.why };
}

function verdictOn(counterpart: UnreadableCounterpart | null): Verdict | null {
  if (counterpart === null) return null;
  return {
    state: 'unreadable',
    cause: 'not_parseable',
    evidence: `CRM+ record ${counterpart.crmId ?? 'of unknown id'} could not be parsed: ${counterpart.why}.`,
    crmId: counterpart.crmId,
  };
}
