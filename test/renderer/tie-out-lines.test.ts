import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_TYPES } from '../../src/core/model/record-type.ts';
import type { TieOutPart } from '../../src/core/model/run-analysis.ts';
import type { CountAndAmount, TieOutRow } from '../../src/core/model/tie-out.ts';
import {
  readTieOutPlace,
  TIE_OUT_VIEWS,
  WHOLE_TIE_OUT,
  writeTieOutPlace,
} from '../../src/renderer/pages/tie-out/address.ts';
import type { FigureAt } from '../../src/renderer/pages/tie-out/figure-address.ts';
import {
  chosenLines,
  differenceOf,
  explainedOf,
  lineId,
  tieOutLines,
  totalsOf,
} from '../../src/renderer/pages/tie-out/lines.ts';
import { openedCell } from '../../src/renderer/pages/tie-out/opened-cell.ts';
import { openLines } from '../../src/renderer/pages/tie-out/open-lines.ts';
import { placeOf, pathTo } from '../../src/renderer/shell/routes.ts';

const cell: fc.Arbitrary<CountAndAmount> = fc.record({
  count: fc.integer({ min: -50, max: 50 }),
  amountMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
});
const body = {
  recordType: fc.constantFrom(...RECORD_TYPES),
  currency: fc.constantFrom('USD', 'EUR', null),
  raise: cell,
  crm: cell,
  explained: fc.array(
    cell.map((each) => ({ state: 'missing_in_crm' as const, cause: 'overdue' as const, ...each })),
    { maxLength: 3 },
  ),
  unreadable: cell,
  unknown: cell,
  unexplained: fc.oneof(fc.constant({ count: 0, amountMinor: 0 }), cell),
};
const rows: fc.Arbitrary<TieOutRow[]> = fc.uniqueArray(
  fc.record({ ...body, month: fc.constantFrom('2025-12', '2026-01', '2026-02', null) }),
  { selector: ({ month, recordType, currency }) => `${month} ${recordType} ${currency}` },
);
const parts: fc.Arbitrary<TieOutPart[]> = fc.uniqueArray(
  fc.record({
    ...body,
    by: fc.constantFrom('campaign' as const, 'project' as const),
    key: fc.constantFrom('1', '2', null),
    name: fc.constantFrom('Spring', null),
  }),
  { selector: ({ by, key, recordType, currency }) => `${by} ${key} ${recordType} ${currency}` },
);

describe('the lines of the tie-out', () => {
  test('are all there, each once, whatever they are broken down by', () => {
    fc.assert(
      fc.property(rows, parts, (months, broken) => {
        expect(tieOutLines(months, broken, 'month')).toHaveLength(months.length);
        for (const by of ['campaign', 'project'] as const) {
          const lines = tieOutLines(months, broken, by);
          expect(lines).toHaveLength(broken.filter((part) => part.by === by).length);
          expect(new Set(lines.map(lineId)).size).toBe(lines.length);
        }
      }),
    );
  });

  test('the newest month comes first, what has no month last', () => {
    fc.assert(
      fc.property(rows, (months) => {
        const keys = tieOutLines(months, [], 'month').map(({ key }) => key ?? '');
        expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
      }),
    );
  });

  test('totals are the sums of their lines, no currency with another one', () => {
    fc.assert(
      fc.property(rows, (months) => {
        const lines = tieOutLines(months, [], 'month');
        const totals = totalsOf(lines);
        for (const total of totals) {
          const own = lines.filter(
            (line) => line.recordType === total.recordType && line.currency === total.currency,
          );
          const sum = (of: (line: (typeof own)[number]) => number) =>
            own.reduce((all, line) => all + of(line), 0);
          expect(total.raise.amountMinor).toBe(sum((line) => line.raise.amountMinor));
          expect(total.crm.count).toBe(sum((line) => line.crm.count));
          expect(total.explained.amountMinor).toBe(sum((line) => explainedOf(line).amountMinor));
          expect(total.unexplained.count).toBe(sum((line) => line.unexplained.count));
          expect(differenceOf(total).count).toBe(sum((line) => differenceOf(line).count));
        }
        expect(new Set(lines.map((line) => `${line.recordType} ${line.currency}`)).size).toBe(
          totals.length,
        );
      }),
    );
  });

  test('a choice leaves exactly what it says; only open ones are those that do not tie out', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('USD', null),
        fc.boolean(),
        (months, currency, isOpenOnly) => {
          const lines = tieOutLines(months, [], 'month');
          const chosen = chosenLines(lines, { recordType: 'gift', currency, isOpenOnly });
          const wanted = (isOpenOnly ? openLines(lines) : lines).filter(
            (line) =>
              line.recordType === 'gift' && (currency === null || line.currency === currency),
          );
          expect(chosen).toEqual(wanted);
        },
      ),
    );
  });
});

const figure: fc.Arbitrary<FigureAt> = fc
  .record({
    recordType: fc.constantFrom(...RECORD_TYPES),
    key: fc.option(fc.oneof(fc.constantFrom('2026-02', '%25', 'a/b&c=d~e', ''), fc.string())),
    currency: fc.constantFrom('USD', null),
  })
  .chain((at) =>
    fc.constantFrom<FigureAt>(
      { ...at, side: 'raise' },
      { ...at, side: 'unexplained' },
      { ...at, side: 'explained', state: 'missing_in_crm', cause: 'overdue' },
    ),
  );

describe('the figure that is open', () => {
  test('is the one of the line that its address names, or none', () => {
    fc.assert(
      fc.property(rows, figure, (months, wanted) => {
        const lines = tieOutLines(months, [], 'month');
        const line = lines.find(
          ({ recordType, key, currency }) =>
            recordType === wanted.recordType && key === wanted.key && currency === wanted.currency,
        );
        const opened = openedCell(lines, wanted);
        expect(opened?.cell ?? null).toEqual(
          line === undefined ? null : { ...wanted, by: 'month' },
        );
        if (line === undefined || opened === null) return;
        const said =
          wanted.side === 'explained'
            ? explainedOf(line)
            : wanted.side === 'raise'
              ? line.raise
              : line.unexplained;
        expect(opened.figure).toEqual(said);
      }),
    );
  });
});

describe('the address of the tie-out', () => {
  test('is read as it was written, and comes through the page’s address', () => {
    const place = fc.record({
      runId: fc.constantFrom('20260101T000000-1', null),
      view: fc.constantFrom(...TIE_OUT_VIEWS),
      recordType: fc.constantFrom(...RECORD_TYPES, null),
      currency: fc.constantFrom('USD', null),
      isOpenOnly: fc.boolean(),
      figure: fc.option(figure),
    });
    fc.assert(
      fc.property(place, (wanted) => {
        const { page, rest } = placeOf(pathTo('Hope & Help', 'tie-out', writeTieOutPlace(wanted)));
        expect(page).toBe('tie-out');
        expect(readTieOutPlace(rest)).toEqual(wanted);
      }),
    );
  });

  test.each([
    '',
    '~',
    '../x~by=else',
    'r1~currency=dollars&records=cat&only=all',
    '~of=gift&side=explained&state=overdue',
  ])('%j is the whole tie-out', (rest) => {
    expect({ ...readTieOutPlace(rest), runId: null }).toEqual(WHOLE_TIE_OUT);
  });
});
