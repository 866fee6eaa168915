import type { WireRecord } from '../wire-record.ts';
import { unsyncedCampaign } from '../world/campaigns.ts';
import { SALESFORCE_KEY } from './donor-links.ts';
import type { Planting } from './planting.ts';
import type { Planter } from './planter.ts';

const hasStatus = (quirks: { scheduleStatusText: boolean }): boolean => quirks.scheduleStatusText;

/** Exceptions of schedules; they belong to ordinary synced donors. */
export const SCHEDULE_PLANTINGS: readonly Planting[] = [
  planting('unreadable', 'not_parseable', (p) => {
    const raise = p.linkedSchedule({ amount: 'n/a' });
    found(p, 'unreadable', 'not_parseable', raise.id, raise.crmId);
    const crm = p.linkedSchedule({}, { amount: 'n/a' });
    found(p, 'unreadable', 'not_parseable', crm.id, crm.crmId);
  }),
  planting('duplicate_link', 'raise_records_share_target', (p) => {
    const rightful = p.linkedSchedule();
    const other = p.schedule(p.key('RecurringGift', rightful.crmId), rightful.giver);
    found(p, 'duplicate_link', 'raise_records_share_target', other.id, rightful.crmId, {
      relatedRaiseIds: [String(rightful.id)],
    });
    // Referring to nobody: both are findings.
    const one = p.linkedSchedule({}, { transactionSource: null, transactionId: null });
    const two = p.schedule(p.key('RecurringGift', one.crmId), one.giver);
    found(p, 'duplicate_link', 'raise_records_share_target', one.id, one.crmId, {
      relatedRaiseIds: [String(two.id)],
    });
    found(p, 'duplicate_link', 'raise_records_share_target', two.id, one.crmId, {
      relatedRaiseIds: [String(one.id)],
    });
  }),
  planting('orphaned_crm_key', 'crm_record_absent', (p) => {
    const absent = p.freeId('crmSchedule');
    found(
      p,
      'orphaned_crm_key',
      'crm_record_absent',
      p.schedule(p.key('RecurringGift', absent)).id,
      absent,
    );
  }),
  planting('orphaned_crm_key', 'crm_key_malformed', (p) => {
    const key = `rg_${p.nextSerial()}_x`;
    found(p, 'orphaned_crm_key', 'crm_key_malformed', p.schedule({ crmKey: key }).id, key);
  }),
  planting('link_mismatch', 'refers_to_other_record', (p) => {
    // The CRM+ schedule names one that is well linked to another CRM+ schedule.
    const named = p.linkedSchedule();
    const { id, crmId } = p.linkedSchedule({}, p.reference(named.id));
    p.crmScheduleOf(
      { ...named, id },
      { ...p.reference(named.id), amount: 40 + (named.id % 50) },
      crmId,
    );
    found(p, 'link_mismatch', 'refers_to_other_record', id, crmId);
  }),
  planting('excluded', 'test_mode', (p) => excluded(p, 'test_mode', { isTestMode: true })),
  planting(
    'excluded',
    'status_not_synced',
    (p) => excluded(p, 'status_not_synced', { statusText: 'Declined' }),
    hasStatus,
  ),
  planting('excluded', 'campaign_not_synced', (p) => {
    const { id, name } = unsyncedCampaign(p.nextSerial());
    excluded(p, 'campaign_not_synced', { campaignId: id, campaignName: name });
  }),
  planting('excluded', 'foreign_crm_key', (p) =>
    excluded(p, 'foreign_crm_key', { crmKey: SALESFORCE_KEY }),
  ),
  planting('missing_in_crm', 'overdue', (p) =>
    found(p, 'missing_in_crm', 'overdue', p.schedule().id, null),
  ),
  planting('not_yet_synced', 'within_lag_window', (p) => {
    found(
      p,
      'not_yet_synced',
      'within_lag_window',
      p.schedule({ createdDate: p.hoursAgo(4), modifiedDate: p.hoursAgo(4) }).id,
      null,
    );
  }),
  planting('missing_in_raise', 'raise_record_absent', (p) => {
    const absent = p.freeId('schedule');
    found(
      p,
      'missing_in_raise',
      'raise_record_absent',
      absent,
      p.crmSchedule({ ...p.reference(absent), contactId: p.giver().contactId }),
    );
  }),
  planting('missing_in_raise', 'legacy_id', (p) => {
    const { id, source, text } = p.legacyReference();
    found(
      p,
      'missing_in_raise',
      'legacy_id',
      id,
      p.crmSchedule({
        transactionSource: source,
        transactionId: text,
        contactId: p.giver().contactId,
      }),
    );
  }),
  planting('field_drift', 'fields_differ', (p) => {
    drifted(p, ['amount'], {}, { amount: 515 });
    drifted(p, ['frequency'], {}, { frequency: 'Weekly' });
    drifted(p, ['startDate'], {}, { startDate: '2019-04-17T00:00:00' });
    if (p.plan.quirks.scheduleStatusText)
      drifted(p, ['status'], {}, { cancelDateTimeUtc: p.longAgo(), status: 'Cancelled' });
    const giver = p.giver();
    const schedule = p.linkedSchedule(
      { donorId: giver.donorId },
      { contactId: p.strangerOf(giver) },
    );
    found(p, 'field_drift', 'fields_differ', schedule.id, schedule.crmId, { fields: ['contact'] });
  }),
  planting('field_drift', 'within_lag_window', (p) =>
    drifted(
      p,
      ['frequency'],
      { modifiedDate: p.hoursAgo(1) },
      { frequency: 'Annually' },
      'within_lag_window',
    ),
  ),
];

function planting(
  state: string,
  cause: string,
  plant: (p: Planter) => void,
  isPossible?: Planting['isPossible'],
): Planting {
  return {
    recordType: 'recurring_gift',
    state,
    cause,
    plant,
    ...(isPossible === undefined ? {} : { isPossible }),
  };
}

function excluded(p: Planter, cause: string, given: WireRecord): void {
  found(p, 'excluded', cause, p.schedule(given).id, null);
}

function drifted(
  p: Planter,
  fields: string[],
  raise: WireRecord,
  crm: WireRecord,
  cause = 'fields_differ',
): void {
  const { id, crmId } = p.linkedSchedule(raise, crm);
  found(p, 'field_drift', cause, id, crmId, { fields });
}

function found(
  p: Planter,
  state: string,
  cause: string,
  raiseId: number | null,
  crmId: number | string | null,
  more: { relatedRaiseIds?: string[]; fields?: string[] } = {},
): void {
  p.find({
    recordType: 'recurring_gift',
    state,
    cause,
    raiseId: raiseId === null ? null : String(raiseId),
    crmId: crmId === null ? null : String(crmId),
    ...more,
  });
}
