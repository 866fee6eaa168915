import type { ScheduleCase } from '../checks/case.ts';
import { readKey, referenceFor } from '../model/links.ts';
import type { CrmSchedule, RaiseSchedule } from '../model/records.ts';
import { referenceKey } from './direct-reads.ts';
import {
  crmOutcome,
  donorOf,
  exclusionUnknown,
  isOnKey,
  rightfulOnce,
  unreadableCounterpart,
  type CaseSources,
} from './case-sources.ts';

/** Lays out the facts of one recurring gift. @throws ReadNeeded by its functions, when a fact needs a direct read */
export function scheduleCase(s: CaseSources, schedule: RaiseSchedule): ScheduleCase {
  const key = readKey(schedule);
  const { records } = s;
  const donor = schedule.donorId === null ? null : donorOf(s, schedule.donorId);
  const canSync = records.campaignCanSync(schedule.campaignId, schedule.campaignName);
  const rightful = rightfulOnce(s, donor);
  return {
    type: 'recurring_gift',
    raise: schedule,
    rules: s.rules,
    readAt: () => records.readAt('recurring_gift', schedule.id),
    key,
    donor,
    listing: s.listing.crm.recurring_gift,
    target: () =>
      key.kind === 'crm'
        ? crmOutcome(s, 'crm.recurring_gift', key.crmId, (id) => records.crmSchedule(id))
        : null,
    // A schedule with a key is on what its key names; the reference alone links one without.
    referring:
      key.kind === 'crm' || key.kind === 'malformed'
        ? []
        : records.crmSchedulesReferringTo(schedule.id),
    unreadable: unreadableCounterpart(s, 'recurring_gift', schedule.id, key),
    lookUp: () =>
      s.reads.outcomes<CrmSchedule>(
        'crm.recurring_gift_by_reference',
        s.forms.recurring_gift.map((form) => referenceKey(referenceFor(form, schedule.id))),
        () => records.crmSchedulesReferringTo(schedule.id)[0] ?? null,
      ),
    hasConvention: s.forms.recurring_gift.length > 0,
    linkedUnknown: () => {
      const crm =
        key.kind === 'crm'
          ? records.crmSchedule(key.crmId)
          : (records.crmSchedulesReferringTo(schedule.id)[0] ?? null);
      return crm === null || isOnKey(s, donor, crm.contactId, null) ? null : rightful().unknown;
    },
    exclusionUnknown: () => exclusionUnknown(s, schedule, donor, canSync),
    campaignCanSync: canSync,
    sharers: () => {
      if (key.kind !== 'crm') return [];
      const named = records.namedBy('recurring_gift', key.crmId).filter((id) => {
        const other = records.keyOf('recurring_gift', id);
        return other.exists && (other.crmId === null || other.crmId === key.crmId);
      });
      return [...new Set([...records.holdersOfKey('recurring_gift', key.crmId), ...named])].filter(
        (id) => id !== schedule.id,
      );
    },
    namedBy: (crmId) => records.namedBy('recurring_gift', crmId),
    rightfulContacts: () => rightful().known,
  };
}
