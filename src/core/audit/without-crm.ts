import { formatDay, type Day } from '../model/days.ts';
import { RECORD_TYPES, type RecordType } from '../model/record-type.ts';
import type { RaiseDonor, RaiseGift, RaiseSchedule } from '../model/records.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { CapturedRecords } from '../staging/captured-records.ts';
import { ExplainedRows } from '../staging/explained-rows.ts';
import { Labels } from '../staging/labels.ts';
import { LoneUnreadables } from '../staging/lone-unreadable.ts';
import { RecordScan, type RaiseRow } from '../staging/record-scan.ts';
import type { EvaluateOptions, Evaluation } from './evaluate.ts';
import type { NewFinding } from '../model/finding.ts';
import { bareSubject, makeFinding } from './make-finding.ts';
import { isInPeriod, isNarrow, periodOf } from '../model/request.ts';
import { startOfDay } from '../model/instants.ts';
import { wantedBy } from './wanted.ts';
import { tieOutAll } from './tie-out.ts';
import type { Difference } from './classify-context.ts';
import { giftDifferences } from './differences.ts';

const NONE = { inUse: [], legacy: [] };
const NO_FORMS = { donor: NONE, gift: NONE, recurring_gift: NONE };
const NO_ONE: Readonly<Record<RecordType, number>> = { donor: 0, gift: 0, recurring_gift: 0 };

/** A customer without CRM+: every record is excluded, and none is expected anywhere else (product.md §2, fine print). */
export function withoutCrm(
  capture: CaptureFile,
  { request, timeZone }: EvaluateOptions,
): Evaluation {
  const scan = new RecordScan(capture.db, NO_FORMS);
  const explained = new ExplainedRows(capture.db);
  const labels = new Labels(capture.db);
  const findings: NewFinding[] = [];
  const { modifiedFromDay } = request;
  const modifiedFrom = modifiedFromDay === null ? null : startOfDay(modifiedFromDay, timeZone);
  const wanted = wantedBy(request);
  const isInScope = (type: RecordType, { id, day, modified }: RaiseRow): boolean =>
    isInPeriod(day, request) &&
    (wanted === null || wanted.raise[type].has(id)) &&
    (modifiedFrom === null || (modified !== null && modified >= modifiedFrom));
  for (const type of RECORD_TYPES.filter((t) => request.records.includes(t))) {
    for (const row of scan.raise(type)) {
      if (!isInScope(type, row)) continue;
      const record = JSON.parse(row.record) as RaiseDonor | RaiseGift | RaiseSchedule;
      const money =
        'amountMinor' in record
          ? { amountMinor: record.amountMinor, currency: record.currency }
          : { amountMinor: null, currency: null };
      const campaign =
        'campaignId' in record
          ? { campaignId: record.campaignId, campaignName: record.campaignName }
          : { campaignId: null, campaignName: null };
      findings.push(
        makeFinding(
          {
            recordType: type,
            raiseId: record.id,
            crmId: null,
            ...money,
            date: row.day === null ? null : formatDay(row.day),
            ...campaign,
            canSync: null,
            isTestMode: record.isTestMode,
            crmKeyUrls: {},
          },
          {
            state: 'excluded',
            cause: 'crm_not_used',
            evidence:
              'No CRM+ credentials were given: this customer is audited as one without CRM+.',
            crmId: null,
          },
          request.raiseUrlTemplates,
        ),
      );
      for (const difference of differencesOf(type, record, row.day, labels))
        explained.add({
          ...difference,
          recordType: type,
          state: 'excluded',
          cause: 'crm_not_used',
        });
    }
  }
  for (const row of new LoneUnreadables(capture.db, NO_FORMS).all()) {
    if (!request.records.includes(row.recordType)) continue;
    if (row.day !== null && !isInPeriod(row.day, request)) continue;
    findings.push(
      makeFinding(
        bareSubject({
          recordType: row.recordType,
          raiseId: row.raiseId,
          crmId: null,
          day: row.day,
        }),
        {
          state: 'unreadable',
          cause: 'not_parseable',
          evidence: `Raise record ${row.id ?? 'of unknown id'} could not be parsed: ${row.why}.`,
          crmId: null,
        },
        request.raiseUrlTemplates,
      ),
    );
  }
  explained.save();
  return {
    // Nothing was compared: what earlier runs found stays as it is.
    classified: { findings, consistent: NO_ONE, needed: [], inScope: () => [] },
    forms: [],
    records: new CapturedRecords(capture.db, { donor: [], gift: [], recurring_gift: [] }),
    tieOut: isNarrow(request)
      ? null
      : () =>
          tieOutAll(capture.db, request.records, () => ({
            days: periodOf(request),
            formsInUse: [],
            formsReported: [],
          })),
    lag: null,
    donorYears: null,
  };
}

/** All of a record is the difference: there is nothing on the other side. */
function differencesOf(
  type: RecordType,
  record: RaiseDonor | RaiseGift | RaiseSchedule,
  day: Day | null,
  labels: Labels,
): Difference[] {
  if (type === 'gift') return giftDifferences(record as RaiseGift, [], labels);
  const schedule = type === 'recurring_gift' ? (record as RaiseSchedule) : null;
  return [
    {
      raiseId: record.id,
      crmId: null,
      day,
      currency: schedule?.currency ?? null,
      campaign: schedule === null ? 0 : labels.campaign(schedule),
      count: 1,
      amount: schedule?.amountMinor ?? 0,
      shares: [],
    },
  ];
}
