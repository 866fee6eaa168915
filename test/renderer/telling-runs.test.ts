import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredRunSummary } from '../../src/contract/runs.ts';
import { newestTelling, newestWhole } from '../../src/renderer/shell/telling-runs.ts';
import { storedRun } from './run-facts.ts';

const WHOLE = storedRun().scope;
const LISTED = { ...WHOLE, ids: ['1'] };
const CHANGED = { ...WHOLE, modifiedFrom: '2026-11-01' };
const RECHECK = { runId: 'r0', findings: 3 };

/** One finished an hour after the other. */
function finished(...facts: readonly Partial<StoredRunSummary>[]): StoredRunSummary[] {
  return facts.map((each, at) =>
    storedRun({
      runId: `r${at}`,
      state: 'finished',
      startedUtc: new Date(Date.UTC(2026, 10, 24, at)).toISOString(),
      ...each,
    }),
  );
}

describe('the audit that says how a customer stands', () => {
  test.each<[string, StoredRunSummary[], string | null, string | null]>([
    ['none before one has finished', [storedRun()], null, null],
    ['the newest', finished({}, {}), 'r1', 'r1'],
    ['not one that goes on', [...finished({}), storedRun({ runId: 'r9' })], 'r0', 'r0'],
    [
      'not one of a choice of records',
      finished({}, { scope: LISTED }, { scope: CHANGED }),
      'r0',
      'r0',
    ],
    [
      'a re-check, with the lists of the audit before',
      finished({}, { recheck: RECHECK }),
      'r1',
      'r0',
    ],
    ['a choice of records, if there is nothing else', finished({ scope: LISTED }), 'r0', 'r0'],
  ])('%s', (_, runs, telling, whole) => {
    expect(newestTelling(runs)?.runId ?? null).toBe(telling);
    expect(newestWhole(runs)?.runId ?? null).toBe(whole);
  });

  test('in whatever order they are listed', () => {
    const runs = finished({}, { scope: LISTED }, {}, { recheck: RECHECK }, { scope: CHANGED });
    fc.assert(
      fc.property(fc.shuffledSubarray(runs, { minLength: runs.length }), (shuffled) => {
        expect(newestTelling(shuffled)?.runId).toBe('r3');
        expect(newestWhole(shuffled)?.runId).toBe('r2');
      }),
    );
  });
});
