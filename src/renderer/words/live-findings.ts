import type { Triage } from '../../core/model/triage.ts';
import { STATUS_TITLES } from './findings.ts';
import { formatDay, formatInstant, formatNumber } from './format.ts';

/** Words of what live confirmation has found, beside audits and decisions. */
export const liveFindingWords = {
  table: 'Confirmed findings',
  columns: {
    finding: 'Finding',
    gift: 'Gift',
    evidence: 'Evidence',
    known: 'Read, audits',
    decided: 'Decided',
  },
  none: 'Reading directly has found nothing that is still open.',
  meaning:
    'A finding leaves this list when reading shows that both products agree, or when an audit that began later looked at the gift and did not find it any more. Of what an audit has too, a decision here is one there.',
  read: (utc: string) => `Read ${formatInstant(utc)}`,
  noAudit: 'In no audit yet',
  inAudit: (utc: string) => `In the audit of ${formatInstant(utc)}`,
  settled: (utc: string) => `Settled: the audit of ${formatInstant(utc)} did not find it any more`,
  toFindings: 'Findings of the newest audit',
  accepted: (untilDay: string | null) =>
    untilDay === null ? 'Accepted for good' : `Accepted until ${formatDay(untilDay)}`,
  status: (triage: Triage | null) => STATUS_TITLES[triage?.status ?? 'open'],
  hasNote: 'With a note',
  decide: 'Decide…',
  decideNamed: (raiseId: string | null, crmId: string | null) =>
    `Decide about ${giftOf(raiseId, crmId)}`,
  dialog: (raiseId: string | null, crmId: string | null) =>
    `Decisions about ${giftOf(raiseId, crmId)}`,
  firstFound: (utc: string) => `Found by reading directly, ${formatInstant(utc)}`,
  most: (count: number) => `Only the newest ${formatNumber(count)} are shown.`,
} as const;

function giftOf(raiseId: string | null, crmId: string | null): string {
  return raiseId === null ? `CRM+ gift ${crmId ?? ''}` : `Raise gift ${raiseId}`;
}
