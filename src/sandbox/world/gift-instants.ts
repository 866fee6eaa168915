import { draw, drawFraction, STREAM } from '../seeded-draw.ts';
import type { ZoneClock } from '../zone-clock.ts';
import type { GiftStyle } from './gift-style.ts';
import { isRefund } from './gift-style.ts';
import type { WorldPlan } from './world-plan.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SPAN = 730 * DAY;

/** When a gift was given: over 24 months up to two hours ago, with the awkward hours that its style asks for. */
export function giftInstant(
  plan: WorldPlan,
  gift: number,
  style: GiftStyle,
  zone: ZoneClock,
): number {
  const latest = plan.nowMs - 2 * HOUR;
  const fraction =
    (gift + drawFraction(plan.seed, STREAM.giftTime, gift)) / Math.max(1, plan.gifts);
  const even = Math.floor((latest - SPAN * (1 - fraction)) / 1000) * 1000;
  if (isRefund(style)) return Math.min(even, latest - 30 * DAY);
  const roll = draw(plan.seed, STREAM.giftTime, gift);
  const moved = moveTo(style, even, roll, zone);
  return moved <= latest ? moved : moved - Math.ceil((moved - latest) / DAY) * DAY;
}

/** When it was reversed: 2 to 25 days after the gift. */
export function reversalInstant(plan: WorldPlan, gift: number, giftMs: number): number {
  return giftMs + (2 + (draw(plan.seed, STREAM.giftTime, gift) % 24)) * DAY;
}

function moveTo(style: GiftStyle, ms: number, roll: number, zone: ZoneClock): number {
  const wall = zone.wallMs(ms);
  const midnight = Math.floor(wall / DAY) * DAY;
  const aroundMidnight = (roll % 2 === 0 ? -1 : 1) * (1 + (roll % 600)) * 1000;
  if (style === 'nearMidnight')
    return zone.utcOfWall(midnight + (roll % 7 === 0 ? 0 : aroundMidnight));
  if (style === 'monthEnd') {
    const day = new Date(wall);
    return zone.utcOfWall(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1) + aroundMidnight);
  }
  if (style !== 'dstDay') return ms;
  const changes = zone.changesMs.filter((change) => change > ms - SPAN / 2 && change <= ms);
  const change = changes[roll % Math.max(1, changes.length)];
  return change === undefined ? ms : change + ((roll % 720) - 360) * 60_000;
}
