import {
  type Check,
  type CrmOnlyCase,
  type DonorCase,
  type GiftCase,
  type ScheduleCase,
  type Verdict,
} from './case.ts';
import { duplicateLink } from './duplicate-link.ts';
import { excluded } from './excluded.ts';
import { fieldDrift } from './field-drift.ts';
import { linkMismatch } from './link-mismatch.ts';
import { mergedInCrm } from './merged-in-crm.ts';
import { missingInCrm, notYetSynced } from './missing-in-crm.ts';
import { missingInRaise } from './missing-in-raise.ts';
import { orphanedCrmKey } from './orphaned-crm-key.ts';
import { refundNotReversed } from './refund-not-reversed.ts';
import { unreadable } from './unreadable.ts';
import { crmUnreachable, raiseUnreachable } from './unreachable.ts';

/** Every check, in the order of the states (model/states.ts); a test holds the two together. */
export const CHECKS: readonly Check[] = [
  unreadable,
  crmUnreachable,
  raiseUnreachable,
  duplicateLink,
  orphanedCrmKey,
  mergedInCrm,
  linkMismatch,
  excluded,
  missingInCrm,
  notYetSynced,
  missingInRaise,
  refundNotReversed,
  fieldDrift,
];

/** The first check of the list that answers decides; if none does, the record is consistent. Null for a CRM+ record that turns out to have a Raise record. */
export function classify(
  c: DonorCase | GiftCase | ScheduleCase,
  checks?: readonly Check[],
): Verdict;
export function classify(c: CrmOnlyCase, checks?: readonly Check[]): Verdict | null;
export function classify(
  c: DonorCase | GiftCase | ScheduleCase | CrmOnlyCase,
  checks: readonly Check[] = CHECKS,
): Verdict | null {
  for (const check of checks) {
    const verdict = ask(check, c);
    if (verdict !== null) return verdict;
  }
  if ('raiseIds' in c) return null;
  return {
    state: 'consistent',
    cause: 'agrees',
    evidence: 'Both records exist, are linked, and agree.',
  };
}

function ask(check: Check, c: DonorCase | GiftCase | ScheduleCase | CrmOnlyCase): Verdict | null {
  if ('raiseIds' in c) return check.crmOnly?.(c) ?? null;
  if (c.type === 'donor') return check.donor?.(c) ?? null;
  return c.type === 'gift' ? (check.gift?.(c) ?? null) : (check.schedule?.(c) ?? null);
}
