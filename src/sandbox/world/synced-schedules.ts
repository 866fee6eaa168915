import { draw, pick, STREAM } from '../seeded-draw.ts';
import { crmSchedule } from '../shapes/crm-gift-shape.ts';
import { raiseSchedule } from '../shapes/raise-schedule-shape.ts';
import type { WireRecord } from '../wire-record.ts';
import { dayText, milliText } from '../zone-clock.ts';
import { syncedCampaign } from './campaigns.ts';
import { contactOfDonor } from './households.ts';
import type { SpreadIds } from './spread-ids.ts';
import { makeSpreadIds } from './spread-ids.ts';
import type { SyncedDonors } from './synced-donors.ts';
import type { BaseRows, Candidates } from './table.ts';
import type { WorldPlan } from './world-plan.ts';
import { crmKeyUrls, raiseIdIn, referenceId } from './world-plan.ts';

const DAY = 86_400_000;

/** Raise's payments per year and the CRM+ word for them. */
export const FREQUENCIES: readonly (readonly [number, string])[] = [
  [12, 'Monthly'],
  [52, 'Weekly'],
  [4, 'Quarterly'],
  [12, 'Monthly'],
  [1, 'Annually'],
  [2, 'Semiannually'],
  [26, 'Bimonthly'],
  [100, 'Biennially'],
];

export interface SyncedSchedules {
  raiseIds: SpreadIds;
  crmIds: SpreadIds;
  raise: BaseRows;
  crm: BaseRows;
  crmCandidates: Candidates;
  donorOf(schedule: number): number;
}

export function makeSyncedSchedules(plan: WorldPlan, donors: SyncedDonors): SyncedSchedules {
  const raiseIds = makeSpreadIds(plan.seed, STREAM.scheduleId, 9_000, plan.schedules);
  const crmIds = makeSpreadIds(plan.seed, STREAM.crmScheduleId, 300, plan.schedules);
  const donorOf = (schedule: number): number => (schedule * 7) % Math.max(1, plan.donors);
  const rows = (ids: SpreadIds, build: (schedule: number, id: number) => WireRecord): BaseRows => ({
    count: plan.schedules,
    idAt: (position) => ids.idOf(position),
    rank: (id) => ids.rank(id, plan.schedules),
    has: (id) => ids.numberOf(id) >= 0,
    build: (id) => build(ids.numberOf(id), id),
  });
  return {
    raiseIds,
    crmIds,
    donorOf,
    raise: rows(raiseIds, (schedule, id) =>
      raiseRecord(
        plan,
        schedule,
        id,
        donors.donorIds.idOf(donorOf(schedule)),
        crmIds.idOf(schedule),
      ),
    ),
    crm: rows(crmIds, (schedule, id) => {
      const contact = contactOfDonor(plan.seed, donorOf(schedule));
      return crmRecord(
        plan,
        schedule,
        id,
        donors.contactIds.idOf(contact),
        raiseIds.idOf(schedule),
      );
    }),
    crmCandidates(_member, value) {
      const schedule = raiseIds.numberOf(raiseIdIn(plan, value));
      return schedule < 0 ? [] : [crmIds.idOf(schedule)];
    },
  };
}

interface ScheduleFacts {
  createdMs: number;
  startDay: string;
  nextDay: string;
  amount: number;
  frequency: number;
  word: string;
  isCancelled: boolean;
  roll: number;
}

function scheduleFacts(plan: WorldPlan, schedule: number): ScheduleFacts {
  const roll = draw(plan.seed, STREAM.schedule, schedule);
  const createdMs = plan.nowMs - (30 + (roll % 600)) * DAY;
  const [frequency, word] = pick(FREQUENCIES, schedule);
  return {
    createdMs,
    roll,
    frequency,
    word,
    startDay: `${dayText(createdMs + DAY)}T00:00:00`,
    nextDay: `${dayText(plan.nowMs + (1 + (roll % 28)) * DAY)}T00:00:00`,
    amount: 5 + (roll % 200),
    isCancelled: plan.quirks.scheduleStatusText && (roll >>> 9) % 9 === 0,
  };
}

function raiseRecord(
  plan: WorldPlan,
  schedule: number,
  id: number,
  donorId: number,
  crmId: number,
): WireRecord {
  const facts = scheduleFacts(plan, schedule);
  const campaign = syncedCampaign(facts.roll >>> 3);
  return raiseSchedule(
    {
      id,
      createdDate: milliText(facts.createdMs),
      amount: facts.amount,
      donorId,
      frequency: facts.frequency,
      startDate: facts.startDay,
      nextChargeDate: facts.nextDay,
      ...(plan.quirks.scheduleStatusText
        ? { statusText: facts.isCancelled ? 'Cancelled' : 'Active' }
        : {}),
      campaignId: campaign.id,
      campaignName: campaign.name,
      crmKey: String(crmId),
      crmKeyUrls: crmKeyUrls('RecurringGift', crmId),
    },
    plan.quirks.scheduleStatusText,
  );
}

function crmRecord(
  plan: WorldPlan,
  schedule: number,
  id: number,
  contactId: number,
  raiseId: number,
): WireRecord {
  const facts = scheduleFacts(plan, schedule);
  const created = milliText(facts.createdMs + 3_600_000);
  return crmSchedule({
    id,
    transactionSource: plan.quirks.linkSource,
    transactionId: referenceId(plan, raiseId),
    contactId,
    startDate: facts.startDay,
    nextExpectedPaymentDate: facts.nextDay,
    amount: facts.amount,
    frequency: facts.word,
    cancelDateTimeUtc: facts.isCancelled ? milliText(facts.createdMs + 20 * DAY) : null,
    status: facts.isCancelled ? 'Cancelled' : 'UpToDate',
    createDateTimeUtc: created,
    modifiedDateTimeUtc: created,
  });
}
