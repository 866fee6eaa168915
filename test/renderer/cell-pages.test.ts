import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TieOutCellRow, TieOutRows } from '../../src/core/model/tie-out-rows.ts';
import {
  FIRST_PAGE,
  pageAfter,
  ROWS_A_PAGE,
  type CellPageAt,
} from '../../src/renderer/pages/tie-out/cell-pages.ts';

/** The engine's side: rows in blocks, each with where the next begins. */
function block(rows: readonly TieOutCellRow[], size: number, after: string | null): TieOutRows {
  const start = Number(after ?? 0);
  const end = start + size;
  return { rows: rows.slice(start, end), next: end < rows.length ? String(end) : null };
}

test('page after page shows every row once, in order, whatever the blocks', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1300 }),
      fc.integer({ min: 1, max: 500 }),
      (count, size) => {
        const all = Array.from({ length: count }, (_, id) => ({ id: String(id) }) as TieOutCellRow);
        const shown: TieOutCellRow[] = [];
        for (let at: CellPageAt | null = FIRST_PAGE; at !== null;) {
          const data = block(all, size, at.after);
          const page = data.rows.slice(at.inBlock, at.inBlock + ROWS_A_PAGE);
          expect(at.before).toBe(shown.length);
          shown.push(...page);
          at = pageAfter(at, data);
        }
        expect(shown).toEqual(all);
      },
    ),
  );
});
