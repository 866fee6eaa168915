/**
 * Counter-based random numbers: a draw depends only on (seed, stream, index), so that any record can be computed
 * from its number without computing those before it.
 */

/** Streams keep draws of different purposes independent. */
export const STREAM = {
  donorId: 1,
  contactId: 2,
  giftId: 3,
  pattern: 4,
  name: 5,
  contact: 6,
  giftAmount: 7,
  giftTime: 8,
  giftStyle: 9,
  companion: 10,
  schedule: 11,
  scheduleId: 12,
  crmScheduleId: 13,
  fault: 14,
  order: 15,
  planted: 16,
  rotation: 17,
  faultChoice: 18,
  proxy: 19,
} as const;

export type Stream = (typeof STREAM)[keyof typeof STREAM];

/** An unsigned 32-bit number, evenly spread (murmur3's finalizer over the three inputs). */
export function draw(seed: number, stream: Stream, index: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 0x7f4a, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) ^ Math.imul(index + 1, 0x27d4eb2f);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** A fraction in [0, 1). */
export function drawFraction(seed: number, stream: Stream, index: number): number {
  return draw(seed, stream, index) / 4294967296;
}

/** The item that a number selects from a list that is not empty. */
export function pick<T>(list: readonly T[], n: number): T {
  const item = list[n % list.length];
  if (item === undefined) throw new Error('pick: the list is empty');
  return item;
}

/** A step that visits every one of `size` places before it repeats. */
export function coprimeStep(size: number): number {
  let step = Math.max(1, Math.round(size * 0.6180339887));
  while (greatestCommonDivisor(step, size) !== 1) step += 1;
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
