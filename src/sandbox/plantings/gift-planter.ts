import { amountNumber, amountText } from '../money-text.ts';
import { crmGift } from '../shapes/crm-gift-shape.ts';
import { raiseGift } from '../shapes/raise-gift-shape.ts';
import type { WireRecord } from '../wire-record.ts';
import { syncedCampaign } from '../world/campaigns.ts';
import { giftDate, stamps } from '../world/crm-gift-records.ts';
import { contactOfDonor, ownContactNear } from '../world/households.ts';
import { milliText, secondText } from '../zone-clock.ts';
import { DonorPlanter } from './donor-planter.ts';

const DAY = 86_400_000;

/** A donor of the synced world and the contact that donor is on. */
export interface Giver {
  number: number;
  donorId: number;
  contactId: number;
}
export interface PlantedGift {
  id: number;
  giver: Giver;
  givenMs: number;
  amount: number;
}

/** Adds gifts to what can be planted. */
export class GiftPlanter extends DonorPlanter {
  /** Some donor of the synced world. */
  giver(): Giver {
    const number = (this.nextSerial() * 13 + 5) % this.plan.donors;
    return this.#giverOf(number);
  }

  /** A contact in CRM+ that no donor is on. */
  strangerOf(giver: Giver): number {
    return this.parts.people.contactIds.idOf(
      ownContactNear(contactOfDonor(this.plan.seed, giver.number)),
    );
  }

  #giverOf(number: number): Giver {
    const { people } = this.parts;
    return {
      number,
      donorId: people.donorIds.idOf(number),
      contactId: people.contactIds.idOf(contactOfDonor(this.plan.seed, number)),
    };
  }

  /** An approved gift of a synced donor, weeks to months ago, that CRM+ does not have. */
  gift(given: WireRecord = {}, givenMs?: number, giver = this.giver()): PlantedGift {
    const serial = this.nextSerial();
    const id = this.freeId('gift');
    const amount = 100_000 + serial * 137 + 3;
    const at = givenMs ?? this.plan.nowMs - (20 + (serial % 600)) * DAY - (serial % 86_400) * 1000;
    const campaign = syncedCampaign(serial);
    const zone = this.parts.people.zoneOf(giver.number);
    this.parts.world.raise.gifts.put(
      id,
      raiseGift({
        id,
        amount: amountNumber(amount, 'USD'),
        date: secondText(zone.wallMs(at)),
        createdDate: milliText(at),
        modifiedDate: milliText(at),
        campaignName: campaign.name,
        ...(this.plan.quirks.giftCampaignId ? { campaignId: campaign.id } : {}),
        ...(this.plan.quirks.giftCrmKey ? { crmKey: null, crmKeyUrls: {} } : {}),
        donorId: giver.donorId,
        projects: [{ projectId: 1, name: 'General Fund', amount: amountText(amount, 'USD') }],
        ...given,
      }),
    );
    return { id, giver, givenMs: at, amount };
  }

  /** A CRM+ gift that agrees with a Raise gift and refers to it, apart from what is given. */
  crmGiftOf(gift: PlantedGift, given: WireRecord = {}, id = this.freeId('crmGift')): number {
    return this.crmGift(
      {
        ...this.reference(gift.id),
        contactId: gift.giver.contactId,
        giftDate: giftDate(this.plan, gift.givenMs),
        amount: amountNumber(gift.amount, 'USD'),
        ...stamps(this.plan, gift.givenMs),
        giftDesignations: [
          {
            projectId: 1,
            project: 'General Fund',
            projectCode: 'GeneralFund',
            amountDesignated: amountNumber(gift.amount, 'USD'),
          },
        ],
        ...given,
      },
      id,
    );
  }

  crmGift(given: WireRecord, id = this.freeId('crmGift')): number {
    const contact = this.parts.world.crm.contacts.get(Number(given['contactId']));
    this.parts.world.crm.gifts.put(
      id,
      crmGift({ id, contactName: contact?.['name'] ?? null, ...given }),
    );
    return id;
  }

  /** Both sides of a gift, linked; `raise` and `crm` say what is special. */
  linkedGift(
    raise: WireRecord = {},
    crm: WireRecord = {},
    giver = this.giver(),
  ): PlantedGift & { crmId: number } {
    const crmId = this.freeId('crmGift');
    const key = this.plan.quirks.giftCrmKey ? this.key('Gift', crmId) : {};
    const gift = this.gift({ ...key, ...raise }, undefined, giver);
    this.crmGiftOf(gift, crm, crmId);
    return { ...gift, crmId };
  }

  /** The organization's day of a gift, moved by some days, as CRM+ writes it. */
  crmDay(gift: { givenMs: number }, days: number): string {
    return giftDate(this.plan, gift.givenMs + days * DAY);
  }
}
