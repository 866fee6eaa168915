import { DONOR_CONTENT_PLANTINGS } from './donor-contents.ts';
import { DONOR_LINK_PLANTINGS } from './donor-links.ts';
import { GIFT_CONTENT_PLANTINGS } from './gift-contents.ts';
import { GIFT_LINK_PLANTINGS } from './gift-links.ts';
import type { PlanterParts } from './donor-planter.ts';
import { Planter } from './planter.ts';
import type { Planting } from './planting.ts';
import { SCHEDULE_PLANTINGS } from './schedule-plantings.ts';

/** Records of each type as the caller asked for them. */
export interface WorldSizes {
  donors: number;
  gifts: number;
  schedules: number;
}

/** How many records of a type bring one more planting of each kind, and how often one kind is planted at most. */
const RECORDS_PER_PLANTING = { donor: 500, gift: 3_000, recurring_gift: 300 } as const;
const MOST = 200;

export const PLANTINGS: readonly Planting[] = [
  ...DONOR_LINK_PLANTINGS,
  ...DONOR_CONTENT_PLANTINGS,
  ...GIFT_LINK_PLANTINGS,
  ...GIFT_CONTENT_PLANTINGS,
  ...SCHEDULE_PLANTINGS,
];

/** How often each kind of exception of a record type is planted; 0 for a type the world has no records of. */
export function timesPlanted(
  recordType: Planting['recordType'],
  sizes: WorldSizes,
  multiplier: number,
): number {
  const size = { donor: sizes.donors, gift: sizes.gifts, recurring_gift: sizes.schedules }[
    recordType
  ];
  if (size === 0) return 0;
  return Math.max(
    1,
    Math.round(
      Math.min(MOST, Math.max(1, Math.floor(size / RECORDS_PER_PLANTING[recordType]))) * multiplier,
    ),
  );
}

/** Plants every kind that the quirks allow; the findings go to `world.planted`. */
export function plantAll(parts: PlanterParts, sizes: WorldSizes, multiplier: number): void {
  if (multiplier <= 0) return;
  const planter = new Planter(parts);
  for (const planting of PLANTINGS) {
    if (planting.isPossible?.(parts.plan.quirks) === false) continue;
    const times = timesPlanted(planting.recordType, sizes, multiplier);
    for (let n = 0; n < times; n += 1) planting.plant(planter);
  }
}
