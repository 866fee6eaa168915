import type { Check, DonorCase, GiftCase, ScheduleCase, Verdict } from './case.ts';

/** State 4: the Raise record carries a link, and the CRM+ record is confirmed absent. */
export const orphanedCrmKey: Check = {
  state: 'orphaned_crm_key',
  donor: (c) => (c.raise.isErased ? null : verdictOn(c)),
  gift: verdictOn,
  schedule: verdictOn,
};

function verdictOn(c: DonorCase | GiftCase | ScheduleCase): Verdict | null {
  if (c.key.kind === 'malformed') {
    return {
      state: 'orphaned_crm_key',
      cause: 'crm_key_malformed',
      evidence: `crmKey "${c.key.key}" is no CRM+ id.`,
      crmId: c.key.key,
    };
  }
  if (c.key.kind !== 'crm' || c.target()?.kind !== 'absent') return null;
  return {
    state: 'orphaned_crm_key',
    cause: 'crm_record_absent',
    evidence: `crmKey is ${c.key.crmId}; CRM+ answered twice that it has no such record.`,
    crmId: c.key.crmId,
  };
}
