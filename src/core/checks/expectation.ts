import { giftStanding, isScheduleNeverSynced } from '../model/gift-status.ts';
import { formatInstant, utcText } from '../model/instants.ts';
import type { DonorCase, GiftCase, Rules, ScheduleCase, Verdict } from './case.ts';

type Reason = Pick<Verdict, 'cause' | 'evidence'>;

/** Why no counterpart is expected in CRM+; the first that applies (product.md §2, causes of `excluded`). Null if one is. */
export function exclusionOf(c: DonorCase | GiftCase | ScheduleCase): Reason | null {
  const { raise } = c;
  if (c.type === 'donor' && c.raise.isArchived)
    return {
      cause: 'archived_or_erased',
      evidence: `Donor ${raise.id} is archived in Raise and has no contact.`,
    };
  const isDonorTest = c.type !== 'donor' && c.donor?.isTestMode === true;
  if (!c.rules.includeTestMode && (raise.isTestMode || isDonorTest)) {
    return {
      cause: 'test_mode',
      evidence: raise.isTestMode ? 'It is a test-mode record.' : 'Its donor is a test-mode record.',
    };
  }
  if (c.type === 'gift' && giftStanding(c.raise.statusText) !== 'syncs') {
    return {
      cause: 'status_not_synced',
      evidence: `Its status is "${c.raise.statusText}", and no CRM+ gift refers to it.`,
    };
  }
  if (c.type === 'recurring_gift' && isScheduleNeverSynced(c.raise.statusText)) {
    return { cause: 'status_not_synced', evidence: `Its status is "${c.raise.statusText}".` };
  }
  if (c.type !== 'donor' && c.campaignCanSync === false) {
    const campaign = c.raise.campaignName ?? c.raise.campaignId ?? '?';
    return {
      cause: 'campaign_not_synced',
      evidence: `Its campaign "${campaign}" has canSync = false.`,
    };
  }
  if (c.key.kind === 'foreign')
    return {
      cause: 'foreign_crm_key',
      evidence: `Its crmKey "${c.key.key}" belongs to another CRM.`,
    };
  return null;
}

/** Whether the record is younger than syncing may take, at the run's as-of instant. */
export function isYoung(at: number | null, rules: Rules): boolean {
  return at !== null && at > rules.asOfMs - rules.lagMs;
}

/** "created 2026-03-10 12:00:00 UTC, as of …; syncing may take 24 h". */
export function ageText(at: number | null, verb: string, rules: Rules): string {
  const when = at === null ? `${verb} at an unknown time` : `${verb} ${utcText(formatInstant(at))}`;
  return `${when}, as of ${utcText(formatInstant(rules.asOfMs))}; syncing may take ${rules.lagMs / 3_600_000} h`;
}

/** Whether absence in CRM+ would be called missing, so that it must be proved by direct reads. */
export function isAbsenceClaimed(c: DonorCase | GiftCase | ScheduleCase): boolean {
  return exclusionOf(c) === null && !isYoung(c.raise.createdAt, c.rules);
}
