import type { CrmSchedule, RaiseSchedule } from '../../../../core/model/records.ts';
import { fieldWords } from '../../../words/fields.ts';
import { formatMoney } from '../../../words/format.ts';
import type { SideRow } from './side-row.ts';
import { day, instant, perRecord, reference, texts, yesNo } from './value-text.ts';

/** A recurring gift on both sides. CRM+ tells no currency, so its amount stands as it was given. */
export function scheduleRows(
  schedule: RaiseSchedule | null,
  crmSchedules: readonly CrmSchedule[],
): SideRow[] {
  const each = (valuesOf: (crm: CrmSchedule) => readonly string[]): readonly string[] =>
    perRecord(crmSchedules, valuesOf);
  return [
    {
      field: 'amount',
      raise: schedule ? [formatMoney(schedule.amountMinor, schedule.currency)] : [],
      crm: each((crm) => texts(crm.amountText)),
    },
    { field: 'currency', raise: texts(schedule?.currency ?? null), crm: [] },
    {
      field: 'frequency',
      raise: schedule ? frequency(schedule) : [],
      crm: each(frequency),
    },
    {
      field: 'status',
      raise: texts(schedule?.statusText ?? null),
      crm: each((crm) => [crm.isCancelled ? fieldWords.cancelled : fieldWords.active]),
    },
    {
      field: 'startDate',
      raise: day(schedule?.startDay ?? null),
      crm: each((crm) => day(crm.startDay)),
    },
    {
      field: 'contact',
      raise: texts(schedule?.donorId ?? null),
      crm: each((crm) => texts(crm.contactId)),
    },
    {
      field: 'campaign',
      raise: texts(schedule?.campaignName ?? schedule?.campaignId ?? null),
      crm: [],
    },
    {
      field: 'link',
      raise: texts(schedule?.crmKey ?? null),
      crm: each((crm) => reference(crm.reference)),
    },
    { field: 'testMode', raise: yesNo(schedule?.isTestMode ?? null), crm: [] },
    {
      field: 'created',
      raise: instant(schedule?.createdAt ?? null),
      crm: each((crm) => instant(crm.createdAt)),
    },
    {
      field: 'modified',
      raise: instant(schedule?.modifiedAt ?? null),
      crm: each((crm) => instant(crm.modifiedAt)),
    },
  ];
}

function frequency(
  schedule: Pick<RaiseSchedule, 'frequency' | 'frequencyText'>,
): readonly string[] {
  if (schedule.frequencyText !== null) return [schedule.frequencyText];
  return schedule.frequency === null ? [] : [fieldWords.aYear(schedule.frequency)];
}
