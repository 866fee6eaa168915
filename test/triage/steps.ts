import * as fc from 'fast-check';
import type { Finding } from '../../src/core/model/finding.ts';
import type { TriagePatch } from '../../src/core/model/triage-step.ts';
import { makeFinding } from '../support/report-factory.ts';

/** What can happen to a workspace; numbers choose among what is there. */
export type Happening =
  | { readonly does: 'decide'; readonly which: readonly number[]; readonly patch: TriagePatch }
  | { readonly does: 'save'; readonly dayAfter: number; readonly findings: readonly Finding[] }
  | { readonly does: 'undo' | 'redo' | 'reopen the file' };

const DAYS = ['2026-02-03', '2026-02-10', '2026-02-20'];

const patch: fc.Arbitrary<TriagePatch> = fc.record(
  {
    status: fc.constantFrom(
      'open' as const,
      'expected' as const,
      'reported' as const,
      'resolved' as const,
    ),
    owner: fc.constantFrom(null, 'Ana', 'Bo'),
    note: fc.constantFrom(null, 'asked by phone', 'É "quoted" [1]'),
    accept: fc.oneof(
      fc.constant(null),
      fc.record({
        untilDay: fc.constantFrom(null, ...DAYS),
        reason: fc.constantFrom('agreed', 'small'),
      }),
    ),
  },
  { requiredKeys: [] },
);

/** Some of eight findings, of which amounts, causes and fields change now and then, and evidence always. */
const found: fc.Arbitrary<Finding[]> = fc
  .array(
    fc.record({
      isThere: fc.boolean(),
      amountMinor: fc.constantFrom(2_500, 2_500, 2_500, 9_900, null),
      cause: fc.constantFrom(
        'overdue' as const,
        'overdue' as const,
        'possible_manual_entry' as const,
      ),
      relatedCrmIds: fc.constantFrom([], [], ['7', '8'], ['8', '7']),
      fields: fc.constantFrom([], [], [{ field: 'date' as const, raise: '2026-01-01', crm: null }]),
      evidence: fc.string(),
    }),
    { minLength: 8, maxLength: 8 },
  )
  .map((rows) =>
    rows.flatMap(({ isThere, ...row }, at) => (isThere ? [makeFinding(row, at + 1)] : [])),
  );

export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        does: fc.constant('decide' as const),
        which: fc.array(fc.nat(7), { minLength: 1 }),
        patch,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('save' as const),
        dayAfter: fc.integer({ min: -2, max: 3 }),
        findings: found,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constantFrom(
          'undo' as const,
          'undo' as const,
          'redo' as const,
          'reopen the file' as const,
        ),
      }),
    },
  ),
  { minLength: 1, maxLength: 30 },
);
