import { crmSchedule } from '../shapes/crm-gift-shape.ts';
import { raiseSchedule } from '../shapes/raise-schedule-shape.ts';
import type { WireRecord } from '../wire-record.ts';
import { syncedCampaign } from '../world/campaigns.ts';
import { dayText } from '../zone-clock.ts';
import type { Giver } from './gift-planter.ts';
import { GiftPlanter } from './gift-planter.ts';

const DAY = 86_400_000;

export interface PlantedSchedule {
  id: number;
  giver: Giver;
}

/** Everything that can be planted: donors and contacts, gifts, schedules. */
export class Planter extends GiftPlanter {
  /** A monthly schedule of a synced donor that CRM+ does not have. */
  schedule(given: WireRecord = {}, giver = this.giver()): PlantedSchedule {
    const id = this.freeId('schedule');
    const campaign = syncedCampaign(id);
    this.parts.world.raise.recurringGifts.put(
      id,
      raiseSchedule(
        {
          id,
          amount: 40 + (id % 50),
          donorId: giver.donorId,
          createdDate: this.longAgo(),
          startDate: this.#startDay(),
          nextChargeDate: `${dayText(this.plan.nowMs + 9 * DAY)}T00:00:00`,
          campaignId: campaign.id,
          campaignName: campaign.name,
          ...given,
        },
        this.plan.quirks.scheduleStatusText,
      ),
    );
    return { id, giver };
  }

  crmScheduleOf(
    schedule: PlantedSchedule,
    given: WireRecord = {},
    id = this.freeId('crmSchedule'),
  ): number {
    return this.crmSchedule(
      {
        ...this.reference(schedule.id),
        contactId: schedule.giver.contactId,
        amount: 40 + (schedule.id % 50),
        ...given,
      },
      id,
    );
  }

  crmSchedule(given: WireRecord, id = this.freeId('crmSchedule')): number {
    this.parts.world.crm.recurringGifts.put(
      id,
      crmSchedule({ id, startDate: this.#startDay(), createDateTimeUtc: this.longAgo(), ...given }),
    );
    return id;
  }

  linkedSchedule(
    raise: WireRecord = {},
    crm: WireRecord = {},
  ): PlantedSchedule & { crmId: number } {
    const crmId = this.freeId('crmSchedule');
    const schedule = this.schedule({ ...this.key('RecurringGift', crmId), ...raise });
    this.crmScheduleOf(schedule, crm, crmId);
    return { ...schedule, crmId };
  }

  #startDay(): string {
    return `${dayText(this.plan.nowMs - 390 * DAY)}T00:00:00`;
  }
}
