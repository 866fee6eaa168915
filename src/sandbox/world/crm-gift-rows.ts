import { draw, STREAM } from '../seeded-draw.ts';
import type { WireRecord } from '../wire-record.ts';
import { companionGift, mainGift, reversalGift } from './crm-gift-records.ts';
import type { GiftFacts } from './gift-facts.ts';
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
import { contactOfDonor, donorsOfContact, isFund, ownContactNear } from './households.ts';
import type { SpreadIds } from './spread-ids.ts';
import type { SyncedDonors } from './synced-donors.ts';
import type { BaseRows, Candidates } from './table.ts';
import { coprimeStep } from '../seeded-draw.ts';
import type { WorldPlan } from './world-plan.ts';

const FIRST_ID = 2_000_000;

export interface CrmGiftRows {
  rows: BaseRows;
  candidates: Candidates;
  /** The id of the first CRM+ gift of a Raise gift number. */
  mainId(gift: number): number;
  takeFreeId(): number;
}

/** The CRM+ gifts of the synced world: id <-> (gift, slot) is arithmetic, and so is the number of rows below an id. */
export function crmGiftRows(
  plan: WorldPlan,
  donors: SyncedDonors,
  giftIds: SpreadIds,
  giving: Giving,
  facts: (gift: number) => GiftFacts,
): CrmGiftRows {
  const slots = Array.from({ length: BLOCK }, (_, place) => slotsAt(place, plan.quirks.splitGifts));
  const before = [0];
  for (let n = 0; n < 2 * BLOCK; n += 1)
    before.push((before[n] ?? 0) + (slots[n % BLOCK]?.length ?? 0));
  const rowsPerBlock = before[BLOCK] ?? 0;
  const rowsBefore = (gift: number): number => {
    const block = Math.floor(gift / BLOCK);
    const turn = draw(plan.seed, STREAM.rotation, block) % BLOCK;
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
        let gift = Math.floor(position / rowsPerBlock) * BLOCK;
        let left = position - rowsBefore(gift);
        for (; left >= slotsOf(gift).length; gift += 1) left -= slotsOf(gift).length;
        return FIRST_ID + gift * SLOTS + (slotsOf(gift)[left] ?? 0);
      },
      rank(id) {
        const gift = giftOf(id);
        if (gift < 0) return 0;
        if (gift >= plan.gifts) return count;
        const slot = (id - FIRST_ID) % SLOTS;
        return rowsBefore(gift) + slotsOf(gift).filter((known) => known <= slot).length;
      },
      build: (id) => buildRow(plan, donors, giftIds, facts, id, giftOf(id)),
    },
    candidates(member, value) {
      if (member === 'transactionId') return candidateGifts(plan, giftIds, value).flatMap(idsOf);
      const contact = donors.contactIds.numberOf(Number(value));
      if (contact < 0) return [];
      if (isFund(contact)) return undefined;
      return donorsNear(plan, contact)
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
  const prefix = plan.quirks.linkPrefix.toLowerCase();
  const text = value.toLowerCase();
  if (text.startsWith(prefix)) found.push(giftIds.numberOf(Number(text.slice(prefix.length))));
  if (text.startsWith('ch_')) found.push(Number(text.slice(3)));
  const bare = giftIds.numberOf(Number(text));
  if (bare >= 0) found.push((bare - 1 + plan.gifts) % plan.gifts);
  return found.filter((gift) => Number.isInteger(gift) && gift >= 0 && gift < plan.gifts);
}

/** Donors whose gifts may be on a contact: its own, or everybody in the block for the block's own contact. */
function donorsNear(plan: WorldPlan, contact: number): number[] {
  if (ownContactNear(contact) !== contact) return donorsOfContact(plan.seed, contact, plan.donors);
  const found = new Set<number>();
  for (let n = contact - (contact % 8); n < contact; n += 1) {
    for (const donor of donorsOfContact(plan.seed, n, plan.donors))
      if (contactOfDonor(plan.seed, donor) === n) found.add(donor);
  }
  return [...found];
}
