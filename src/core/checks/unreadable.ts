import type { Check, UnreadableCounterpart, Verdict } from './case.ts';

/** State 1: a product answered with a record that could not be parsed. */
export const unreadable: Check = {
  state: 'unreadable',
  donor: (c) => verdictOn(c.unreadable),
  gift: (c) => verdictOn(c.unreadable),
  schedule: (c) => verdictOn(c.unreadable),
  crmOnly: (c) => (c.unreadable === null ? null : verdictOn({ crmId: c.crmId, why: c.unreadable })),
};

function verdictOn(counterpart: UnreadableCounterpart | null): Verdict | null {
  if (counterpart === null) return null;
  return {
    state: 'unreadable',
    cause: 'not_parseable',
    evidence: `CRM+ record ${counterpart.crmId ?? 'of unknown id'} could not be parsed: ${counterpart.why}.`,
    crmId: counterpart.crmId,
  };
}
