import type { Stream } from '../seeded-draw.ts';
import { coprimeStep, draw } from '../seeded-draw.ts';

const STRIDE = 4;

/**
 * Ids with gaps: record number n has one of the first three ids of its group of four; the fourth stays free for planted
 * records and for ids that never existed, so that these lie among the others and not at the end.
 */
export interface SpreadIds {
  idOf(n: number): number;
  /** The number of the record with this id, or -1. */
  numberOf(id: number): number;
  /** How many of the first `count` records have an id less than or equal to this one. */
  rank(id: number, count: number): number;
  /** The next free id, spread over the range; never given out twice. */
  takeFreeId(): number;
}

export function makeSpreadIds(
  seed: number,
  stream: Stream,
  firstId: number,
  count: number,
): SpreadIds {
  const step = coprimeStep(Math.max(1, count));
  let taken = 0;
  const idOf = (n: number): number => firstId + STRIDE * n + (draw(seed, stream, n) % (STRIDE - 1));
  return {
    idOf,
    numberOf(id) {
      const n = Math.floor((id - firstId) / STRIDE);
      return n >= 0 && n < count && idOf(n) === id ? n : -1;
    },
    rank(id, rows) {
      if (id < firstId) return 0;
      const n = Math.floor((id - firstId) / STRIDE);
      return n >= rows ? rows : n + (idOf(n) <= id ? 1 : 0);
    },
    takeFreeId() {
      const place = taken < count ? (taken * step) % count : taken;
      taken += 1;
      return firstId + STRIDE * place + STRIDE - 1;
    },
  };
}
