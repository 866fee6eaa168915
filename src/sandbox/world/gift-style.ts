import { draw, STREAM } from '../seeded-draw.ts';

/**
 * What kind of gift a number is. Fifty gifts make a block with a fixed mix in an order that is rotated by a draw, so that
 * the CRM+ rows of a block can be counted without looking at its gifts.
 */
export type GiftStyle =
  | 'plain'
  | 'twoProjects'
  | 'threeProjects'
  | 'costsSeparate'
  | 'costsInside'
  | 'costsLeftOut'
  | 'refundedNamed'
  | 'refundedUnnamed'
  | 'chargedBack'
  | 'passthrough'
  | 'nearMidnight'
  | 'monthEnd'
  | 'dstDay';

export type Companion = 'none' | 'check' | 'stripe' | 'classy';

export const BLOCK = 50;
/** Ids per gift: three for its own rows, one for a reversal, one for a companion, the rest free. */
export const SLOTS = 8;
export const REVERSAL_SLOT = 3;
export const COMPANION_SLOT = 4;
export const FREE_SLOT = 7;

const MIX: readonly (readonly [GiftStyle, number])[] = [
  ['dstDay', 2],
  ['twoProjects', 5],
  ['nearMidnight', 4],
  ['costsSeparate', 3],
  ['monthEnd', 3],
  ['refundedNamed', 1],
  ['passthrough', 2],
  ['costsInside', 2],
  ['refundedUnnamed', 1],
  ['threeProjects', 2],
  ['costsLeftOut', 2],
  ['chargedBack', 1],
  ['plain', 22],
];

const STYLES: readonly GiftStyle[] = interleave(
  MIX.flatMap(([style, times]): GiftStyle[] => Array.from({ length: times }, () => style)),
);
const COMPANIONS: { [place: number]: Companion } = {
  4: 'check',
  11: 'stripe',
  23: 'classy',
  31: 'check',
  42: 'stripe',
  47: 'classy',
};

export function placeInBlock(seed: number, gift: number): number {
  return (gift + draw(seed, STREAM.rotation, Math.floor(gift / BLOCK))) % BLOCK;
}

export function styleAt(place: number): GiftStyle {
  return STYLES[place] ?? 'plain';
}

export function companionAt(place: number): Companion {
  return COMPANIONS[place] ?? 'none';
}

export function isRefund(style: GiftStyle): boolean {
  return style === 'refundedNamed' || style === 'refundedUnnamed' || style === 'chargedBack';
}

export function projectCountOf(style: GiftStyle): number {
  if (style === 'twoProjects') return 2;
  return style === 'threeProjects' ? 3 : 1;
}

/** The slots that a gift at a place of its block fills in CRM+. */
export function slotsAt(place: number, splitGifts: boolean): number[] {
  const style = styleAt(place);
  const slots = splitGifts ? [0, 1, 2].slice(0, projectCountOf(style)) : [0];
  if (isRefund(style)) slots.push(REVERSAL_SLOT);
  if (companionAt(place) !== 'none') slots.push(COMPANION_SLOT);
  return slots;
}

/** Spreads equal entries over the list (29 has no common divisor with 50). */
function interleave(list: GiftStyle[]): GiftStyle[] {
  return list.map((_, n) => list[(n * 29) % list.length] ?? 'plain');
}
