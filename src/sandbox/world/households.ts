import { draw, pick, STREAM } from '../seeded-draw.ts';

/**
 * Which donors share a contact. Ten donors make a block of seven contacts plus one contact that Raise knows nothing of;
 * the block's pattern is drawn, so that donor -> contact and contact -> donors are arithmetic.
 */
const DONORS = 10;
const CONTACTS = 8;
/** So many blocks share a donor-advised fund. */
const FUND_BLOCKS = 4;
const PATTERNS: readonly (readonly (readonly number[])[])[] = [
  [[0], [1], [2, 3], [4], [5, 6, 7], [8], [9]],
  [[0, 1], [2], [3], [4, 5], [6], [7, 8], [9]],
  [[0], [1, 2, 3, 4], [5], [6], [7], [8], [9]],
];

export function contactCount(donors: number): number {
  return Math.ceil(donors / DONORS) * CONTACTS;
}

/** The number of the contact that a donor is on. */
export function contactOfDonor(seed: number, donor: number): number {
  const block = Math.floor(donor / DONORS);
  const place = patternOf(seed, block).findIndex((members) => members.includes(donor % DONORS));
  return block * CONTACTS + place;
}

/** The numbers of the donors on a contact; empty for a contact that is CRM+'s own. */
export function donorsOfContact(seed: number, contact: number, donors: number): number[] {
  const block = Math.floor(contact / CONTACTS);
  const members = patternOf(seed, block)[contact % CONTACTS] ?? [];
  return members.map((place) => block * DONORS + place).filter((donor) => donor < donors);
}

/** A contact of CRM+'s own near a donor's: in every fourth block it is a donor-advised fund. */
export function ownContactNear(contact: number): number {
  return Math.floor(contact / CONTACTS) * CONTACTS + CONTACTS - 1;
}

export function fundNear(contact: number): number {
  const block = Math.floor(contact / CONTACTS);
  return (block - (block % FUND_BLOCKS)) * CONTACTS + CONTACTS - 1;
}

/** Donors whose gifts may be on a contact: its own; for CRM+'s own contact everybody in the block, or in all blocks of a fund. */
export function donorsNear(seed: number, contact: number, donors: number): number[] {
  if (ownContactNear(contact) !== contact) return donorsOfContact(seed, contact, donors);
  const first = Math.floor(contact / CONTACTS) * DONORS;
  const count = (isFund(contact) ? FUND_BLOCKS : 1) * DONORS;
  return Array.from({ length: count }, (_, n) => first + n).filter((donor) => donor < donors);
}

export function isFund(contact: number): boolean {
  return fundNear(contact) === contact;
}

function patternOf(seed: number, block: number): readonly (readonly number[])[] {
  return pick(PATTERNS, draw(seed, STREAM.pattern, block));
}
