import { draw, pick, STREAM } from '../seeded-draw.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { PROJECTS } from './campaigns.ts';
import { giftInstant } from './gift-instants.ts';
import type { GiftStyle } from './gift-style.ts';
import { placeInBlock, projectCountOf, styleAt } from './gift-style.ts';
import type { WorldPlan } from './world-plan.ts';

/** What both products know about one synced gift. Amounts in minor units. */
export interface GiftFacts {
  gift: number;
  style: GiftStyle;
  place: number;
  donor: number;
  givenMs: number;
  currency: string;
  amount: number;
  /** Donor-paid costs, not part of the amount. */
  costs: number;
  projects: { name: string; number: number; amount: number }[];
}

/** When a gift was given and what kind it is: all that its dates rest on. */
export type GiftTiming = Pick<GiftFacts, 'gift' | 'style' | 'place' | 'givenMs'>;

export function giftTiming(plan: WorldPlan, gift: number, zone: ZoneClock): GiftTiming {
  const place = placeInBlock(plan.seed, gift);
  const style = styleAt(place);
  return { gift, style, place, givenMs: giftInstant(plan, gift, style, zone) };
}

export function giftFacts(
  plan: WorldPlan,
  gift: number,
  donor: number,
  zone: ZoneClock,
): GiftFacts {
  const timing = giftTiming(plan, gift, zone);
  const { style } = timing;
  const roll = draw(plan.seed, STREAM.giftStyle, gift);
  const currency = currencyOf(roll % 40);
  const amount = amountOf(plan.seed, gift, currency);
  return {
    ...timing,
    donor,
    currency,
    amount,
    costs: style.startsWith('costs') ? Math.max(1, Math.round(amount * 0.03)) : 0,
    projects: splitAmount(amount, projectCountOf(style), roll >>> 6),
  };
}

function currencyOf(roll: number): string {
  return roll < 3 ? pick(['EUR', 'JPY', 'KWD'], roll) : 'USD';
}

/** Base amounts stay under 1,000 USD: planted ones lie above, so that none is ever taken for another. */
function amountOf(seed: number, gift: number, currency: string): number {
  const roll = draw(seed, STREAM.giftAmount, gift);
  if (currency === 'JPY') return 500 + (roll % 90_000);
  if (currency === 'KWD') return 1_000 + (roll % 300_000);
  return roll % 5 < 3 ? 500 + (roll % 190) * 500 : 500 + (roll % 98_000);
}

function splitAmount(amount: number, parts: number, roll: number): GiftFacts['projects'] {
  const share = Math.floor(amount / (parts + 1));
  return Array.from({ length: parts }, (_, n) => {
    const number = (roll + n * 3) % PROJECTS.length;
    return {
      name: pick(PROJECTS, number),
      number: number + 1,
      amount: n === 0 ? amount - share * (parts - 1) : share,
    };
  });
}
