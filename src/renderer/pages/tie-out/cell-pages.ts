import type { TieOutRows } from '../../../core/model/tie-out-rows.ts';

/** What can be drawn at once without a pause; a block of the engine holds several pages. */
export const ROWS_A_PAGE = 100;

/** Where a page is: its block, by where that begins, its place in it, and how many rows stand before it in all. */
export interface CellPageAt {
  readonly after: string | null;
  readonly before: number;
  readonly inBlock: number;
}

export const FIRST_PAGE: CellPageAt = { after: null, before: 0, inBlock: 0 };

/** The page after this one: in the same block, or the first of the next. */
export function pageAfter(
  { after, before, inBlock }: CellPageAt,
  { rows, next }: TieOutRows,
): CellPageAt | null {
  const end = Math.min(rows.length, inBlock + ROWS_A_PAGE);
  const ahead = before + end - inBlock;
  if (end < rows.length) return { after, before: ahead, inBlock: end };
  return next === null ? null : { after: next, before: ahead, inBlock: 0 };
}
