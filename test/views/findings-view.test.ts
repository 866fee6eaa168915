import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FindingRow } from '../../src/core/model/finding-query.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { findingsOf, saveResult } from '../../src/core/staging/runs.ts';
import { decide, triageOf } from '../../src/core/staging/triage.ts';
import { facetCounts } from '../../src/core/views/count-kinds.ts';
import { findingAt, findingById } from '../../src/core/views/find-finding.ts';
import { openFindingsView } from '../../src/core/views/findings-view.ts';
import type { FindingsSource } from '../../src/core/views/source.ts';
import { everyCause, makeFinding, makeLargeReport, makeRun } from '../support/report-factory.ts';
import { anyQuery, anySort, someDecisions, someFindings } from './arbitrary-query.ts';
import { naiveFacets, naiveView } from './naive-view.ts';
import { AS_OF, BEFORE, storedRun, temporaryTables } from './stored-run.ts';

const rowsOf = (findings: Iterable<Finding>): FindingRow[] =>
  [...findings].map((finding, position) => ({
    ...finding,
    position,
    triage: null,
    change: 'new' as const,
    ageDays: 0,
  }));
/** Of the findings that the run before had too. */
const seenBefore = (row: FindingRow): FindingRow => ({
  ...row,
  change: 'persisting',
  ageDays: 11,
  firstSeenUtc: BEFORE,
});
/** More than two slices of positions. */
const MANY = 60_000;

describe('a view', () => {
  it('shows what a plain filter and sort would, counts its facets and sums its money', async () => {
    const source = storedRun([], undefined, BEFORE);
    source.db.pragma('synchronous = OFF');
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(someFindings, someDecisions),
        anyQuery,
        anySort,
        async ([findings, decisions], query, sort) => {
          // Ids are first seen once in a workspace: others for each try.
          const fresh = findings.map((finding) => ({ ...finding, id: `id-${(number += 1)}` }));
          const isOld = (_: unknown, at: number): boolean => at % 3 === 0;
          saveResult(source.db, makeRun({ id: 'before' }), [], [], fresh.filter(isOld));
          saveResult(source.db, makeRun({ id: 'run' }), [], [], fresh);
          for (const { which, patch } of decisions) {
            const ids = which.map((at) => fresh[at]?.id).filter((id) => id !== undefined);
            decide(source.db, { runId: 'run', findings: ids, patch, who: 'Ana', atUtc: AS_OF });
          }
          const all = rowsOf(fresh).map((row, at) => {
            const triage = triageOf(source.db, row.id);
            const actionable = row.actionable && !triage?.accepted;
            return { ...(isOld(row, at) ? seenBefore(row) : row), triage, actionable };
          });
          const expected = naiveView(all, query, sort);
          const view = await openFindingsView(source, query, sort);
          expect(view.rows(0, 1_000)).toEqual(expected);
          expect(view.total).toBe(expected.length);
          expect(view.facets()).toEqual(naiveFacets(all, query));
          expect(await facetCounts(source, query)).toEqual(view.facets());
          for (const { currency, count, amountMinor } of view.sums()) {
            const same = expected.filter((row) => row.currency === currency);
            expect(count).toBe(same.length);
            expect(amountMinor).toBe(same.reduce((sum, row) => sum + (row.amountMinor ?? 0), 0));
          }
          expect([...view.ids()]).toEqual(expected.map(({ id }) => id));
          const gifts = { recordTypes: ['gift'], actionable: true } as const;
          expect([...view.findings(gifts)]).toEqual(
            expected
              .filter((row) => row.recordType === 'gift' && row.actionable)
              .map(({ position: _p, triage: _t, change: _c, ageDays: _a, ...finding }) => finding),
          );
          view.close();
        },
      ),
      { numRuns: 400 },
    );
    expect(temporaryTables(source.db)).toEqual([]);
  });

  it('gives any rows of many, from whichever place, and streams them again and again', async () => {
    const source = manyStored();
    const sort = [
      { column: 'campaignName', isDescending: true },
      { column: 'state', isDescending: false },
    ] as const;
    const expected = naiveView(rowsOf(findingsOf(source.db, source.run)), {}, sort);
    const told: number[] = [];
    const view = await openFindingsView(source, {}, sort, {
      onProgress: (done, total) => told.push(done, total),
    });
    for (const start of [0, 1, 199, 24_990, 30_000, MANY - 150, MANY, MANY + 1])
      expect(view.rows(start, start + 200)).toEqual(expected.slice(start, start + 200));
    const ids = expected.map(({ id }) => id);
    const chosen = view.findings();
    expect([...chosen].map(({ id }) => id)).toEqual(ids);
    expect([...chosen].map(({ id }) => id)).toEqual(ids);
    expect(told).toEqual([25_000, MANY, 50_000, MANY, MANY, MANY]);
    view.close();
  });

  it('goes by positions backwards as well', async () => {
    const view = await openFindingsView(manyStored(), {}, [
      { column: 'position', isDescending: true },
    ]);
    const positions = [0, 25_000, MANY - 1].map((at) => view.rows(at, at + 1)[0]?.position);
    expect(positions).toEqual([MANY - 1, MANY - 25_001, 0]);
  });

  it('lets others write while its findings are streamed', async () => {
    const source = storedRun(everyCause());
    const view = await openFindingsView(source, {}, []);
    for (const stream of [view.findings(), findingsOf(source.db, 'run')]) {
      for (const _finding of stream) {
        saveResult(source.db, makeRun({ id: 'later' }), [], [], [makeFinding()]);
        break;
      }
    }
    expect(view.total).toBe(everyCause().length);
  });

  it('leaves nothing behind when it is cancelled, whenever that is', async () => {
    const source = manyStored();
    for (const at of [0, 25_000, 75_000, 2 * MANY]) {
      const controller = new AbortController();
      if (at === 0) controller.abort();
      const opening = openFindingsView(
        source,
        { search: 'gift' },
        [{ column: 'amountMinor', isDescending: true }],
        {
          signal: controller.signal,
          onProgress: (done) => {
            if (done >= at) controller.abort();
          },
        },
      );
      await expect(opening).rejects.toSatisfy((error) => isFailure(error, 'cancelled'));
      expect(temporaryTables(source.db)).toEqual([]);
    }
  });

  it('can be open beside others, of the same file and of another one', async () => {
    const [one, other] = [storedRun(everyCause()), storedRun([makeFinding({}, 900)])];
    const byAmount = [{ column: 'amountMinor', isDescending: true }] as const;
    const views = await Promise.all([
      openFindingsView(one, {}, []),
      openFindingsView(other, {}, byAmount),
      openFindingsView(one, {}, byAmount),
    ]);
    const firsts = views.map((view) => view.rows(0, 1)[0]?.amountMinor);
    expect(firsts).toEqual([2_501, 3_400, 2_500 + everyCause().length]);
    expect(temporaryTables(one.db)).toHaveLength(2);
    expect(temporaryTables(other.db)).toHaveLength(1);
    views[0].close();
    views[0].close();
    expect(() => views[0].rows(0, 1)).toThrow('closed');
    expect(views[2].rows(0, 1)).toHaveLength(1);
  });

  it('reads a block by primary keys alone', async () => {
    const source = storedRun(everyCause());
    const prepared: string[] = [];
    const spied = new Proxy(source.db, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          prepared.push(String(given[0]));
          return Reflect.apply(member, target, given);
        };
      },
    });
    await openFindingsView({ ...source, db: spied }, {}, []);
    const block = prepared.find((sql) => sql.includes('v.seq <= ?')) ?? '';
    const steps = source.db.prepare(`EXPLAIN QUERY PLAN ${block}`).all([0, 200, 'run']) as {
      detail: string;
    }[];
    expect(steps.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^SEARCH v USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)/),
      expect.stringMatching(/^SEARCH f USING PRIMARY KEY \(run=\? AND position=\?\)/),
      expect.stringMatching(/^SEARCH t USING PRIMARY KEY \(finding=\?\)/),
    ]);
  });

  it('of a run that is not there, or from a day that is none, is a wrong use', async () => {
    const source = storedRun([]);
    for (const opening of [
      openFindingsView({ ...source, run: 'none' }, {}, []),
      openFindingsView(source, { fromDay: '2026-02-30' }, []),
    ])
      await expect(opening).rejects.toSatisfy((error) => isFailure(error, 'usage'));
  });
});

describe('one finding', () => {
  it('is found by its position and by its id, in its own run', () => {
    const source = storedRun(everyCause());
    const expected = {
      ...everyCause()[5],
      position: 5,
      triage: null,
      firstSeenUtc: AS_OF,
      change: 'new',
      ageDays: 0,
    };
    expect(findingAt(source, 5)).toEqual(expected);
    expect(findingById(source, everyCause()[5]?.id ?? '')).toEqual(expected);
    expect(findingAt(source, 999)).toBeNull();
    expect(findingById(source, 'none')).toBeNull();
    expect(findingById({ ...source, run: 'before' }, everyCause()[5]?.id ?? '')).toBeNull();
  });
});

function manyStored(): FindingsSource {
  return storedRun([...makeLargeReport(MANY).findings()]);
}
