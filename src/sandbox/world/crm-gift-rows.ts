import { draw, STREAM } from '../seeded-draw.ts';
import type { WireRecord } from '../wire-record.ts';
import { companionGift, giftDate, mainGift, reversalGift, syncedAt } from './crm-gift-records.ts';
import type { GiftFacts, GiftTiming } from './gift-facts.ts';
import { reversalInstant } from './gift-instants.ts';
import {
  BLOCK,
  COMPANION_SLOT,
  FREE_SLOT,
  REVERSAL_SLOT,
  SLOTS,
  placeInBlock,
  slotsAt,
} from './gift-style.ts';
import type { Giving } from './giving.ts';
import { donorsNear } from './households.ts';
import type { SpreadIds } from './spread-ids.ts';
import type { SyncedDonors } from './synced-donors.ts';
import type { BaseRows, Candidates } from './table.ts';
import { coprimeStep } from '../seeded-draw.ts';
import type { WorldPlan } from './world-plan.ts';
import { raiseIdIn } from './world-plan.ts';

const FIRST_ID = 2_000_000;

export interface CrmGiftRows {
  rows: BaseRows;
  candidates: Candidates;
  /** The id of the first CRM+ gift of a Raise gift number. */
  mainId(gift: number): number;
  takeFreeId(): number;
}

/** What is known of a Raise gift by its number: everything, or only what its dates rest on. */
export interface GiftsByNumber {
  facts: (gift: number) => GiftFacts;
  timing: (gift: number) => GiftTiming;
}

/** The CRM+ gifts of the synced world: id <-> (gift, slot) is arithmetic, and so is the number of rows below an id. */
export function crmGiftRows(
  plan: WorldPlan,
  donors: SyncedDonors,
  giftIds: SpreadIds,
  giving: Giving,
  { facts, timing }: GiftsByNumber,
): CrmGiftRows {
  const slots = Array.from({ length: BLOCK }, (_, place) => slotsAt(place, plan.quirks.splitGifts));
  const before = [0];
  for (let n = 0; n < 2 * BLOCK; n += 1)
    before.push((before[n] ?? 0) + (slots[n % BLOCK]?.length ?? 0));
  const rowsPerBlock = before[BLOCK] ?? 0;
  const turnOf = (block: number): number => draw(plan.seed, STREAM.rotation, block) % BLOCK;
  const rowsBefore = (gift: number): number => {
    const block = Math.floor(gift / BLOCK);
    const turn = turnOf(block);
    return block * rowsPerBlock + (before[turn + (gift % BLOCK)] ?? 0) - (before[turn] ?? 0);
  };
  const slotsOf = (gift: number): number[] => slots[placeInBlock(plan.seed, gift)] ?? [];
  const count = rowsBefore(plan.gifts);
  const giftOf = (id: number): number => Math.floor((id - FIRST_ID) / SLOTS);
  const has = (id: number): boolean => {
    const gift = giftOf(id);
    return gift >= 0 && gift < plan.gifts && slotsOf(gift).includes((id - FIRST_ID) % SLOTS);
  };
  const idsOf = (gift: number): number[] =>
    slotsOf(gift).map((slot) => FIRST_ID + gift * SLOTS + slot);
  let taken = 0;
  const step = coprimeStep(Math.max(1, plan.gifts));
  return {
    mainId: (gift) => FIRST_ID + gift * SLOTS,
    takeFreeId() {
      const place = taken < plan.gifts ? (taken * step) % plan.gifts : taken;
      taken += 1;
      return FIRST_ID + place * SLOTS + FREE_SLOT;
    },
    rows: {
      count,
      has,
      idAt(position) {
        const block = Math.floor(position / rowsPerBlock);
        const turn = turnOf(block);
        const inBlock = position - block * rowsPerBlock + (before[turn] ?? 0);
        let place = turn;
        while ((before[place + 1] ?? Infinity) <= inBlock) place += 1;
        const slot = slots[place % BLOCK]?.[inBlock - (before[place] ?? 0)] ?? 0;
        return FIRST_ID + (block * BLOCK + place - turn) * SLOTS + slot;
      },
      rank(id) {
        const gift = giftOf(id);
        if (gift < 0) return 0;
        if (gift >= plan.gifts) return count;
        const slot = (id - FIRST_ID) % SLOTS;
        return rowsBefore(gift) + slotsOf(gift).filter((known) => known <= slot).length;
      },
      build: (id) => buildRow(plan, donors, giftIds, facts, id, giftOf(id)),
      dates: {
        members: ['giftDate', 'createDateTimeUtc', 'modifiedDateTimeUtc'],
        at(id, member) {
          const { gift, givenMs } = timing(giftOf(id));
          const isReversal = (id - FIRST_ID) % SLOTS === REVERSAL_SLOT;
          const ms = isReversal ? reversalInstant(plan, gift, givenMs) : givenMs;
          return member === 'giftDate' ? giftDate(plan, ms) : syncedAt(plan, ms);
        },
      },
    },
    candidates(member, value) {
      if (member === 'transactionId') return candidateGifts(plan, giftIds, value).flatMap(idsOf);
      const contact = donors.contactIds.numberOf(Number(value));
      if (contact < 0) return [];
      return donorsNear(plan.seed, contact, plan.donors)
        .flatMap((donor) => giving.giftsOf(donor))
        .flatMap(idsOf);
    },
  };
}

function buildRow(
  plan: WorldPlan,
  donors: SyncedDonors,
  giftIds: SpreadIds,
  facts: (gift: number) => GiftFacts,
  id: number,
  gift: number,
): WireRecord {
  const slot = (id - FIRST_ID) % SLOTS;
  const known = facts(gift);
  if (slot === REVERSAL_SLOT) return reversalGift(plan, donors, known, id, giftIds.idOf(gift));
  if (slot !== COMPANION_SLOT) return mainGift(plan, donors, known, id, giftIds.idOf(gift), slot);
  const next = (gift + 1) % plan.gifts;
  return companionGift(plan, donors, known, id, giftIds.idOf(next), facts(next));
}

/** Gifts whose rows may carry this transaction id: their own, or a companion's (`ch_<n>`, or the next gift's bare id). */
function candidateGifts(plan: WorldPlan, giftIds: SpreadIds, value: string): number[] {
  const found: number[] = [];
  const text = value.toLowerCase();
  found.push(giftIds.numberOf(raiseIdIn(plan, value)));
  if (text.startsWith('ch_')) found.push(Number(text.slice(3)));
  const bare = giftIds.numberOf(Number(text));
  if (bare >= 0) found.push((bare - 1 + plan.gifts) % plan.gifts);
  return found.filter((gift) => Number.isInteger(gift) && gift >= 0 && gift < plan.gifts);
}
