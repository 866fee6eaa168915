import { isScheduleNeverSynced } from '../../model/gift-status.ts';
import { readKey } from '../../model/links.ts';
import { toDecimalText } from '../../model/money.ts';
import type { CleanDonor, CleanSchedule } from './clean-donors.ts';
import type { Expected, Ground, Plant, Planting } from './plant.ts';

/** Errors of recurring gifts. */
export const SCHEDULE_PLANTINGS: readonly Planting[] = [
  crmScheduleGone,
  raiseScheduleGone,
  otherAmount,
  otherRhythm,
  sharedSchedule,
];

function crmScheduleGone(ground: Ground, own: CleanDonor): Plant | null {
  const schedule = own.schedules.find(isKeyed);
  if (schedule === undefined) return null;
  const { raise, crm } = schedule;
  return {
    expected: expectedOf(schedule, 'orphaned_crm_key', 'crm_record_absent'),
    usesOther: false,
    apply: (rows) => {
      rows.remove('crm.recurring_gifts', crm.id);
      rows.forgetRead('crm.recurring_gift', crm.id);
      for (const key of ground.lookUpKeys('recurring_gift', raise.id))
        rows.forgetRead('crm.recurring_gift_by_reference', key);
    },
  };
}

function raiseScheduleGone(ground: Ground, own: CleanDonor): Plant | null {
  const schedule = own.schedules.find(
    ({ crm, isReferredTo }) =>
      isReferredTo &&
      ground.isSure('recurring_gift', crm.reference) &&
      ground.isCrmOnlyInScope(crm),
  );
  if (schedule === undefined) return null;
  return {
    expected: expectedOf(schedule, 'missing_in_raise', 'raise_record_absent'),
    usesOther: false,
    apply: (rows) => {
      rows.remove('raise.recurring_gifts', schedule.raise.id);
      rows.forgetRead('raise.recurring_gift', schedule.raise.id);
    },
  };
}

function otherAmount({ tolerances }: Ground, own: CleanDonor): Plant | null {
  const [schedule] = own.schedules;
  if (schedule === undefined) return null;
  const { raise, crm } = schedule;
  const amountMinor = raise.amountMinor + tolerances.amountMinor + 100;
  return {
    expected: expectedOf(schedule, 'field_drift', 'fields_differ'),
    usesOther: false,
    apply: (rows) =>
      rows.replace('crm.recurring_gifts', {
        ...crm,
        amountText: toDecimalText(amountMinor, raise.currency),
      }),
  };
}

function otherRhythm(_ground: Ground, own: CleanDonor): Plant | null {
  const schedule = own.schedules.find(
    ({ raise, crm }) => raise.frequency !== null && crm.frequency !== null,
  );
  if (schedule === undefined) return null;
  const { raise, crm } = schedule;
  const frequency = raise.frequency === 12 ? 1 : 12;
  return {
    expected: expectedOf(schedule, 'field_drift', 'fields_differ'),
    usesOther: false,
    apply: (rows) =>
      rows.replace('crm.recurring_gifts', {
        ...crm,
        frequency,
        frequencyText: `${frequency} a year`,
      }),
  };
}

function sharedSchedule(_ground: Ground, own: CleanDonor, other: CleanDonor | null): Plant | null {
  const schedule = own.schedules.find(isKeyed);
  const target = other?.schedules.find((each) => isKeyed(each) && each.isReferredTo);
  if (schedule === undefined || target === undefined) return null;
  return {
    expected: {
      ...expectedOf(schedule, 'duplicate_link', 'raise_records_share_target'),
      crmId: target.crm.id,
    },
    usesOther: true,
    apply: (rows) =>
      rows.replace('raise.recurring_gifts', {
        ...schedule.raise,
        crmKey: target.crm.id,
        crmKeyUrls: {},
      }),
  };
}

function isKeyed({ raise }: CleanSchedule): boolean {
  return readKey(raise).kind === 'crm' && !isScheduleNeverSynced(raise.statusText);
}

function expectedOf(
  { raise, crm }: CleanSchedule,
  state: Expected['state'],
  cause: Expected['cause'],
): Expected {
  return { recordType: 'recurring_gift', state, cause, raiseId: raise.id, crmId: crm.id };
}
