import type { Finding } from '../model/finding.ts';
import { isActionable } from '../model/states.ts';
import type { AuditReport } from '../model/report.ts';
import type { Acceptance, Triage } from '../model/triage.ts';
import { yesNo } from './words.ts';

/** What persons decided about a finding; null where nothing is kept over runs, so that nobody is said to have left it open. */
export type TriageOf = (findingId: string) => Triage | null;

const UNTOUCHED: Triage = {
  status: 'open',
  owner: null,
  note: null,
  accepted: null,
  reopened: null,
  changedUtc: '',
};

export function triageOfReport(report: AuditReport): TriageOf {
  if (report.triageOf === undefined) return () => null;
  return (id) => report.triageOf?.(id) ?? UNTOUCHED;
}

/** A finding asks for action unless somebody accepted it (product.md §2). */
export function asksForAction(finding: Finding, triage: Triage | null): boolean {
  return finding.actionable && !isAccepted(finding, triage);
}

/** Only what would ask for action can be accepted instead. */
export function isAccepted({ state, cause }: Finding, triage: Triage | null): boolean {
  return (triage?.accepted ?? null) !== null && isActionable(state, cause);
}

export function needsActionText(finding: Finding, triage: Triage | null): string {
  return isAccepted(finding, triage) ? 'no (accepted)' : yesNo(finding.actionable);
}

/** "for good: as agreed with the customer", "until 2026-12-31: …" */
export function acceptanceText(accepted: Acceptance | null): string | null {
  if (accepted === null) return null;
  const until = accepted.untilDay === null ? 'for good' : `until ${accepted.untilDay}`;
  return `${until}: ${accepted.reason}`;
}
