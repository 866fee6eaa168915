import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TieOutCellRow } from '../../src/core/model/tie-out-rows.ts';
import { CELL_ROW_HEADS, cellRowsAsText } from '../../src/renderer/pages/tie-out/cell-rows-text.ts';
import { stepTo } from '../../src/renderer/pages/tie-out/row-steps.ts';

const row: fc.Arbitrary<TieOutCellRow> = fc.record({
  side: fc.constantFrom('raise' as const, 'crm' as const),
  id: fc.integer({ min: 1 }).map(String),
  day: fc.constantFrom('2026-02-28', null),
  count: fc.constantFrom(-1, 0, 1),
  amountMinor: fc.integer(),
  currency: fc.constantFrom('USD', 'JPY', null),
  campaign: fc.option(fc.string({ unit: 'grapheme' })),
  counterpartIds: fc.array(fc.integer({ min: 1 }).map(String), { maxLength: 4 }),
  state: fc.constant('missing_in_crm' as const),
  cause: fc.constantFrom('overdue' as const, null),
  finding: fc.constantFrom({ id: 'f1', position: 3 }, null),
});

test('copied records are one line each, with a cell for every head, and start no formula', () => {
  const heads = CELL_ROW_HEADS.trimEnd().split('\t');
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const lines = cellRowsAsText(rows).split('\n');
      expect(lines.pop()).toBe('');
      expect(lines).toHaveLength(rows.length);
      for (const [index, line] of lines.entries()) {
        const cells = line.split('\t');
        expect(cells).toHaveLength(heads.length);
        expect(cells[heads.indexOf('Id')]).toBe(rows[index]?.id);
        const [count, amount, ...texts] = cells.splice(heads.indexOf('Counts'));
        expect(Number(count)).toBe(rows[index]?.count);
        expect(amount).toMatch(/^(?:-?\d+(?:\.\d\d)?)?$/);
        for (const text of texts) expect(text.trimStart()).not.toMatch(/^[=+\-@]/);
      }
    }),
  );
});

test('copied amounts are in the currency’s own decimals', () => {
  const [base] = fc.sample(row, 1);
  if (base === undefined) throw new Error('no row');
  const amounts = (['USD', 'JPY', 'KWD'] as const).map(
    (currency) => cellRowsAsText([{ ...base, amountMinor: -1205, currency }]).split('\t')[4],
  );
  expect(amounts).toEqual(['-12.05', '-1205', '-1.205']);
});

test('arrows go from record to record and stop at both ends', () => {
  expect(stepTo('ArrowDown', 0, 3)).toBe(1);
  expect(stepTo('ArrowDown', 2, 3)).toBe(2);
  expect(stepTo('ArrowUp', 0, 3)).toBe(0);
  expect([stepTo('Home', 2, 3), stepTo('End', 0, 3)]).toEqual([0, 2]);
  expect([stepTo('Enter', 0, 3), stepTo('End', 0, 0)]).toEqual([null, null]);
});
