import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RecordType } from '../../src/core/model/record-type.ts';
import { DEFAULT_REQUEST } from '../../src/core/model/request.ts';
import { runThrough } from '../../src/core/model/steps.ts';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { applyKeep } from '../../src/core/staging/keep/apply-keep.ts';
import { keepPlan } from '../../src/core/staging/keep/keep-plan.ts';
import { addRun, findingsOf, saveResult } from '../../src/core/staging/runs.ts';
import { decide } from '../../src/core/staging/triage.ts';
import { openWorkspace, type Workspace } from '../../src/core/staging/workspaces.ts';
import { makeCoverage, makeFinding, makeReport } from '../support/report-factory.ts';
import { tempFolder } from './temp-folder.ts';

const NOW_MS = Date.parse('2026-03-10T00:00:00.000Z');
const ALL = { pagesDays: 0, wholeRuns: 1 };
const DONOR = makeFinding({ state: 'orphaned_crm_key', recordType: 'donor' }, 1);
const [ONE, TWO] = [makeFinding({}, 2), makeFinding({}, 3)];

const COVERAGE = (['donors', 'gifts', 'campaigns'] as const)
  .map((stream) => makeCoverage({ product: 'raise', stream }))
  .concat(
    (['contacts', 'gifts'] as const).map((stream) => makeCoverage({ product: 'crm', stream })),
  );

function newWorkspace(): Workspace {
  const at = openWorkspace(tempFolder(), 'Hope', { create: true });
  onTestFinished(() => {
    at.db.close();
  });
  return at;
}

/** A run with what it read; unless it is saved, it goes on. */
function run(
  at: Workspace,
  id: string,
  records: RecordType[],
  findings: (typeof ONE)[] | null,
  isComplete = false,
): void {
  const asOfUtc = `2026-03-0${id}T00:00:00.000Z`;
  addRun(at.db, {
    id,
    startedUtc: asOfUtc,
    asOfUtc,
    request: JSON.stringify({ ...DEFAULT_REQUEST, records }),
  });
  mkdirSync(dirname(at.capturePath(id)), { recursive: true });
  CaptureFile.open(at.capturePath(id)).close();
  if (findings === null) return;
  const report = makeReport(findings, {
    id,
    asOfUtc,
    startedUtc: asOfUtc,
    finishedUtc: asOfUtc,
    ...(isComplete ? { coverage: COVERAGE } : {}),
  });
  saveResult(at.db, report.run, report.summary, report.tieOut, findings);
}

const ids = (items: readonly { readonly runId: string }[]): string[] =>
  items.map(({ runId }) => runId).toSorted();

test('a run that holds the evidence of an open finding is not touched until somebody accepts that', () => {
  const at = newWorkspace();
  run(at, '1', ['donor'], [DONOR]);
  run(at, '2', ['gift'], [ONE, TWO]);
  run(at, '3', ['gift'], [ONE, TWO]);
  run(at, '4', ['gift'], null);
  run(at, '5', ['gift'], [ONE]);
  const plan = keepPlan(at, ALL, NOW_MS);
  // 3 saw TWO last, which is open still; 4 has not finished, 5 is the newest.
  expect(plan.held.toSorted((a, b) => a.runId.localeCompare(b.runId))).toEqual([
    { runId: '1', open: 1 },
    { runId: '3', open: 1 },
  ]);
  expect([ids(plan.pages), ids(plan.findings)]).toEqual([['2'], ['2']]);
  expect(plan.findings[0]).toMatchObject({ findings: 2 });
  expect(runThrough(applyKeep(at, ALL, NOW_MS))).toEqual(plan);
  expect(['1', '2', '3', '4', '5'].filter((id) => existsSync(at.capturePath(id)))).toEqual([
    '1',
    '3',
    '4',
    '5',
  ]);
  expect([...findingsOf(at.db, '3')].map(({ id }) => id)).toEqual([ONE.id, TWO.id]);

  decide(at.db, {
    runId: '1',
    findings: [DONOR.id],
    patch: { accept: { untilDay: null, reason: 'Known' } },
    who: 'Ana',
    atUtc: '2026-03-09T00:00:00.000Z',
  });
  const later = keepPlan(at, ALL, NOW_MS);
  expect([ids(later.pages), ids(later.held)]).toEqual([['1'], ['3']]);
  // Its text is kept as it was last seen, though the run is thinned out.
  expect(later.findings).toEqual([expect.objectContaining({ runId: '1', findings: 0 })]);
});

test('a run older than thinned ones can’t be finished any more: their account would have to be told again', () => {
  const at = newWorkspace();
  run(at, '1', ['gift'], null);
  run(at, '2', ['gift'], [ONE]);
  run(at, '3', ['gift'], [ONE]);
  runThrough(applyKeep(at, ALL, NOW_MS));
  const report = makeReport([TWO], { id: '1' });
  expect(() => saveResult(at.db, report.run, [], [], [TWO])).toThrow('thinned out');
  expect([...findingsOf(at.db, '3')].map(({ id }) => id)).toEqual([ONE.id]);
  expect(() => [...findingsOf(at.db, '2')]).toThrow('thinned out');
});

test('only what is older than its days goes, and only what is beyond the newest whole runs', () => {
  const at = newWorkspace();
  for (const id of ['1', '2', '3', '4']) run(at, id, ['gift'], [ONE]);
  const plan = keepPlan(at, { pagesDays: 7, wholeRuns: 3 }, Date.parse('2026-03-09T12:00:00.000Z'));
  expect([ids(plan.pages), ids(plan.findings)]).toEqual([['1', '2'], ['1']]);
  expect(keepPlan(at, { pagesDays: null, wholeRuns: null }, NOW_MS).pages).toEqual([]);
});

test('what was resolved and came back is kept as it was when it was resolved', () => {
  const at = newWorkspace();
  run(at, '1', ['gift'], [ONE], true);
  run(at, '2', ['gift'], [], true);
  run(at, '3', ['gift'], [ONE], true);
  run(at, '4', ['gift'], [ONE], true);
  const { findings } = keepPlan(at, { pagesDays: null, wholeRuns: 1 }, NOW_MS);
  expect(findings.map(({ runId, findings: count }) => [runId, count])).toEqual([
    ['3', 1],
    ['2', 0],
    ['1', 0],
  ]);
});
