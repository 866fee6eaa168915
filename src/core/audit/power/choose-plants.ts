import { sharesHousehold, traitsOfDonor } from '../../matching/household.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { Steps } from '../../model/steps.ts';
import { cleanDonor, type CleanDonor, type Judged } from './clean-donors.ts';
import { DONOR_PLANTINGS } from './donor-plantings.ts';
import { GIFT_PLANTINGS } from './gift-plantings.ts';
import type { Ground, Plant, Planting } from './plant.ts';
import { SCHEDULE_PLANTINGS } from './schedule-plantings.ts';
import { shuffled } from './shuffled.ts';

const PLANTINGS: Readonly<Record<RecordType, readonly Planting[]>> = {
  donor: DONOR_PLANTINGS,
  gift: GIFT_PLANTINGS,
  recurring_gift: SCHEDULE_PLANTINGS,
};
/** So many donors are looked at for each error that is to be planted; rarer chances are left. */
const DONORS_A_PLANT = 50;

/**
 * Chooses by seed up to `most` errors of each kind, each in a donor of its own (some take two), so that none touches another. Of
 * several kinds that fit a donor the one that has the fewest yet is chosen.
 */
export function* choosePlants(
  ground: Ground,
  judged: Judged,
  about: {
    readonly records: readonly RecordType[];
    readonly country: string;
    readonly seed: number;
    readonly most: number;
  },
): Steps<Plant[]> {
  const kinds = about.records.flatMap((type) => PLANTINGS[type]);
  const counts = new Map(kinds.map((kind) => [kind, 0]));
  const plants: Plant[] = [];
  let spares: readonly CleanDonor[] = [];
  let looked = 0;
  for (const id of shuffled(ground.around.donorIds(), about.seed)) {
    yield;
    const open = kinds.filter((kind) => (counts.get(kind) ?? 0) < about.most);
    looked += 1;
    if (open.length === 0 || looked > kinds.length * about.most * DONORS_A_PLANT) break;
    const own = cleanDonor(id, ground.records, ground.around, judged);
    if (own === null) continue;
    // Recurring gifts are few: one donor who has some is kept for what takes two of them.
    if (spares.length === 0 || (hasSchedule(own) && !spares.some(hasSchedule))) {
      spares = [...spares, own];
      continue;
    }
    const others = spares.filter((spare) => areStrangers(own, spare, about.country));
    const inOrder = open.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
    const chosen = firstThatFits(inOrder, [...others, null], ground, own);
    if (chosen === null) continue;
    const { kind, plant, other } = chosen;
    plants.push(plant);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (plant.usesOther) spares = spares.filter((spare) => spare !== other);
  }
  return plants;
}

function areStrangers(a: CleanDonor, b: CleanDonor, country: string): boolean {
  return !sharesHousehold(traitsOfDonor(a.donor, country), traitsOfDonor(b.donor, country));
}

function firstThatFits(
  kinds: readonly Planting[],
  others: readonly (CleanDonor | null)[],
  ground: Ground,
  own: CleanDonor,
): { kind: Planting; plant: Plant; other: CleanDonor | null } | null {
  for (const kind of kinds)
    for (const other of others) {
      const plant = kind(ground, own, other);
      if (plant !== null) return { kind, plant, other };
    }
  return null;
}

function hasSchedule({ schedules }: CleanDonor): boolean {
  return schedules.length > 0;
}
