import { createHash } from 'node:crypto';
import type { Verdict } from '../checks/case.ts';
import { formatDay, type Day } from '../model/days.ts';
import type { NewFinding, Severity } from '../model/finding.ts';
import type { AuditRequest } from '../model/request.ts';
import { isActionable, whoActs, type State } from '../model/states.ts';
import type { RecordType } from '../model/record-type.ts';

/** What a finding says of its record, whatever the verdict. */
export interface Subject {
  readonly recordType: RecordType;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly date: string | null;
  readonly campaignId: string | null;
  readonly campaignName: string | null;
  readonly canSync: boolean | null;
  readonly isTestMode: boolean | null;
  readonly crmKeyUrls: Readonly<Record<string, string>>;
}

/** A subject of which little more than its ids is known. */
export function bareSubject(known: {
  readonly recordType: RecordType;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly day: Day | null;
}): Subject {
  const { recordType, raiseId, crmId, day } = known;
  return {
    recordType,
    raiseId,
    crmId,
    amountMinor: null,
    currency: null,
    date: day === null ? null : formatDay(day),
    campaignId: null,
    campaignName: null,
    canSync: null,
    isTestMode: null,
    crmKeyUrls: {},
  };
}

/** One row of the result from a verdict and the record it is about. */
export function makeFinding(
  subject: Subject,
  verdict: Verdict,
  raiseUrlTemplates: AuditRequest['raiseUrlTemplates'],
): NewFinding {
  const crmId = verdict.crmId === undefined ? subject.crmId : verdict.crmId;
  const { recordType, raiseId } = subject;
  const actionable = isActionable(verdict.state, verdict.cause);
  return {
    id: createHash('sha256')
      .update(JSON.stringify([recordType, verdict.state, raiseId, crmId]))
      .digest('hex')
      .slice(0, 20),
    recordType,
    state: verdict.state,
    cause: verdict.cause,
    actionable,
    severity: severityOf(verdict.state, actionable, subject.amountMinor),
    whoActs: whoActs(verdict.state, verdict.cause),
    raiseId,
    crmId,
    relatedRaiseIds: verdict.relatedRaiseIds ?? [],
    relatedCrmIds: verdict.relatedCrmIds ?? [],
    amountMinor: subject.amountMinor,
    currency: subject.currency,
    date: subject.date,
    campaignId: subject.campaignId,
    campaignName: subject.campaignName,
    canSync: subject.canSync,
    isTestMode: subject.isTestMode,
    fields: verdict.fields ?? [],
    evidence: verdict.evidence,
    raiseUrl: raiseUrlOf(raiseUrlTemplates[recordType], raiseId),
    crmUrl: crmUrlOf(recordType, crmId, subject.crmKeyUrls),
  };
}

/** Money states weigh by the money; 100,000 minor units (1,000.00 in most currencies) and more is high. */
function severityOf(state: State, actionable: boolean, amountMinor: number | null): Severity {
  if (!actionable) return 'low';
  const isMoneyState =
    state === 'missing_in_crm' ||
    state === 'missing_in_raise' ||
    state === 'duplicate_link' ||
    state === 'refund_not_reversed';
  const isLarge = amountMinor !== null && Math.abs(amountMinor) >= 100_000;
  if (isMoneyState && amountMinor !== null) return isLarge ? 'high' : 'medium';
  return isLarge ? 'medium' : state === 'field_drift' ? 'low' : 'medium';
}

/** A template that is no https address, or names no place for the id, gives no link: workbook and page follow links. */
function raiseUrlOf(template: string | undefined, raiseId: string | null): string | null {
  if (template === undefined || raiseId === null || !template.includes('{id}')) return null;
  const url = URL.parse(template.trim().replaceAll('{id}', encodeURIComponent(raiseId)));
  return url?.protocol === 'https:' ? url.href : null;
}

const VIEW: Readonly<Partial<Record<RecordType, string>>> = { donor: 'Contact', gift: 'Gift' };

/** `crmKeyUrls` where Raise gives it, else CRM+'s page of the record (docs/api-facts.md A9); none is known for schedules. */
function crmUrlOf(
  recordType: RecordType,
  crmId: string | null,
  urls: Readonly<Record<string, string>>,
): string | null {
  const given = Object.values(urls).find((url) =>
    /^https:\/\/([a-z0-9-]+\.)*virtuoussoftware\.com\//i.test(url),
  );
  if (given !== undefined) return given;
  const view = VIEW[recordType];
  return view === undefined || crmId === null || !/^\d+$/.test(crmId)
    ? null
    : `https://app.virtuoussoftware.com/Generosity/${view}/View/${crmId}`;
}
