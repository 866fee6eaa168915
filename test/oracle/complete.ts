import { crmContact } from '../../src/sandbox/shapes/crm-contact-shape.ts';
import { crmGift, crmSchedule } from '../../src/sandbox/shapes/crm-gift-shape.ts';
import { raiseDonor } from '../../src/sandbox/shapes/raise-donor-shape.ts';
import { raiseGift } from '../../src/sandbox/shapes/raise-gift-shape.ts';
import { raiseCampaign, raiseSchedule } from '../../src/sandbox/shapes/raise-schedule-shape.ts';
import type { WireRecord } from '../../src/sandbox/wire-record.ts';
import type { Scenario } from './scenario.ts';
import type { WireWorld } from './world.ts';

type Given = WireRecord & { id: number };

/** The world of a scenario with everything it leaves out, as the sandbox completes and serves it. */
export function completeWorld(scenario: Scenario): WireWorld {
  const { raise, crm, organization } = scenario;
  return {
    organization: {
      organizationName: 'Test Organization',
      organizationTimeZone: organization.timeZone,
    },
    raise: {
      donors: raise.donors.map((given) => raiseDonor(given as Given)),
      gifts: raise.gifts.map((given) => raiseGift(given as Given)),
      recurringGifts: raise.recurringGifts.map((given) => raiseSchedule(given as Given, true)),
      campaigns: raise.campaigns.map((given) => raiseCampaign(given as Given)),
    },
    crm: {
      contacts: crm.contacts.map((given) => crmContact(given as Given, true)),
      gifts: crm.gifts.map((given) => crmGift(given as Given)),
      recurringGifts: crm.recurringGifts.map((given) => crmSchedule(given as Given)),
    },
  };
}
