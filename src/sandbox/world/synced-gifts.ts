import { amountNumber, amountText } from '../money-text.ts';
import { draw, STREAM } from '../seeded-draw.ts';
import { raiseGift } from '../shapes/raise-gift-shape.ts';
import type { WireRecord } from '../wire-record.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { milliText, secondText } from '../zone-clock.ts';
import { syncedCampaign } from './campaigns.ts';
import { crmGiftRows } from './crm-gift-rows.ts';
import type { GiftFacts, GiftTiming } from './gift-facts.ts';
import { giftFacts, giftTiming } from './gift-facts.ts';
import { reversalInstant } from './gift-instants.ts';
import { isRefund } from './gift-style.ts';
import type { Giving } from './giving.ts';
import { makeGiving } from './giving.ts';
import type { SpreadIds } from './spread-ids.ts';
import { makeSpreadIds } from './spread-ids.ts';
import type { SyncedDonors } from './synced-donors.ts';
import type { BaseRows, Candidates } from './table.ts';
import type { WorldPlan } from './world-plan.ts';
import { crmKeyUrls } from './world-plan.ts';

/** Gifts of the synced world on both sides, computed from their numbers. */
export interface SyncedGifts {
  giftIds: SpreadIds;
  giving: Giving;
  facts(gift: number): GiftFacts;
  raise: BaseRows;
  raiseCandidates: Candidates;
  crm: BaseRows;
  crmCandidates: Candidates;
  takeFreeCrmId(): number;
}

export function makeSyncedGifts(plan: WorldPlan, donors: SyncedDonors): SyncedGifts {
  const giftIds = makeSpreadIds(plan.seed, STREAM.giftId, 500_000, plan.gifts);
  const giving = makeGiving(plan.donors, plan.gifts);
  const facts = (gift: number): GiftFacts => {
    const donor = giving.donorOf(gift);
    return giftFacts(plan, gift, donor, donors.zoneOf(donor));
  };
  const timing = (gift: number): GiftTiming =>
    giftTiming(plan, gift, donors.zoneOf(giving.donorOf(gift)));
  const crm = crmGiftRows(plan, donors, giftIds, giving, { facts, timing });
  return {
    giftIds,
    giving,
    facts,
    raise: {
      count: plan.gifts,
      idAt: (position) => giftIds.idOf(position),
      rank: (id) => giftIds.rank(id, plan.gifts),
      has: (id) => giftIds.numberOf(id) >= 0,
      build(id) {
        const known = facts(giftIds.numberOf(id));
        const crmId = plan.quirks.giftCrmKey ? crm.mainId(known.gift) : null;
        return raiseRecord(
          plan,
          known,
          id,
          donors.donorIds.idOf(known.donor),
          donors.zoneOf(known.donor),
          crmId,
        );
      },
      dates: {
        members: Object.keys(RAISE_DATES),
        at(id, member) {
          const gift = giftIds.numberOf(id);
          const zone = donors.zoneOf(giving.donorOf(gift));
          return RAISE_DATES[member]?.(plan, giftTiming(plan, gift, zone), zone) ?? '';
        },
      },
    },
    raiseCandidates(member, value) {
      if (member !== 'donorId') return undefined;
      const donor = donors.donorIds.numberOf(Number(value));
      return donor < 0 ? [] : giving.giftsOf(donor).map((gift) => giftIds.idOf(gift));
    },
    crm: crm.rows,
    crmCandidates: crm.candidates,
    takeFreeCrmId: () => crm.takeFreeId(),
  };
}

function raiseRecord(
  plan: WorldPlan,
  facts: GiftFacts,
  id: number,
  donorId: number,
  zone: ZoneClock,
  crmId: number | null,
): WireRecord {
  const { currency, style } = facts;
  const campaign = syncedCampaign(draw(plan.seed, STREAM.giftStyle, facts.gift) >>> 11);
  const status = style === 'chargedBack' ? 'ChargeBack' : isRefund(style) ? 'Refunded' : 'Approved';
  return raiseGift({
    id,
    currency,
    amount: amountNumber(facts.amount, currency),
    ...raiseDates(plan, facts, zone),
    statusText: status,
    campaignName: campaign.name,
    ...(plan.quirks.giftCampaignId ? { campaignId: campaign.id } : {}),
    ...(plan.quirks.giftCrmKey
      ? { crmKey: crmId === null ? null : String(crmId), crmKeyUrls: crmKeyUrls('Gift', crmId) }
      : {}),
    donorId,
    donorPaidCosts: amountNumber(facts.costs, currency),
    projects: facts.projects.map((project) => ({
      projectId: project.number,
      name: project.name,
      amount: amountText(project.amount, currency),
    })),
  });
}

const RAISE_DATES: {
  [member: string]: (plan: WorldPlan, gift: GiftTiming, zone: ZoneClock) => string;
} = {
  date: (_, { givenMs }, zone) => secondText(zone.wallMs(givenMs)),
  createdDate: (_, { givenMs }) => milliText(givenMs),
  modifiedDate: (plan, { gift, style, givenMs }) =>
    milliText(isRefund(style) ? reversalInstant(plan, gift, givenMs) : givenMs),
};

function raiseDates(plan: WorldPlan, gift: GiftTiming, zone: ZoneClock): WireRecord {
  const dates: WireRecord = {};
  for (const [member, at] of Object.entries(RAISE_DATES)) dates[member] = at(plan, gift, zone);
  return dates;
}
