import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseDay } from '../../src/core/model/days.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { ChangeRow, ResolvedFinding } from '../../src/core/model/lineage.ts';
import type { RecordType } from '../../src/core/model/record-type.ts';
import type { Coverage } from '../../src/core/model/report.ts';
import { DEFAULT_REQUEST } from '../../src/core/model/request.ts';
import type { Cause, State } from '../../src/core/model/states.ts';
import type { Db } from '../../src/core/staging/database.ts';
import { completeLineage } from '../../src/core/staging/lineage.ts';
import { openAfterRuns } from '../../src/core/staging/open-after.ts';
import { openItems } from '../../src/core/staging/open-items.ts';
import { changesOf, resolvedBy } from '../../src/core/staging/run-changes.ts';
import { addRun, findingsOf, saveResult, type LookedAt } from '../../src/core/staging/runs.ts';
import { openWorkspaceFile } from '../../src/core/staging/workspace-file.ts';
import { makeCoverage, makeFinding, makeRun } from '../support/report-factory.ts';
import { tellLineage, type ToldRun } from './naive-lineage.ts';
import { tempFolder } from './temp-folder.ts';

const LISTS = [
  'raise.donors',
  'raise.gifts',
  'raise.campaigns',
  'crm.contacts',
  'crm.gifts',
] as const;
const DAYS = [null, '2026-01-10', '2026-01-20'] as const;
const STATES: readonly (readonly [State, Cause])[] = [
  ['missing_in_crm', 'overdue'],
  ['duplicate_link', 'raise_records_share_target'],
  ['crm_unreachable', 'network'],
  ['field_drift', 'fields_differ'],
];

/** What a run may say: at most one finding for each of a few Raise records, and for each of a few CRM+ records without one. */
const someFindings: fc.Arbitrary<Finding[]> = fc
  .record({
    ofRaise: fc.array(
      fc.record({
        type: fc.constantFrom('donor', 'gift'),
        raiseId: fc.constantFrom('1', '2', '3'),
        crmId: fc.constantFrom(null, '71', '72'),
        of: fc.constantFrom(...STATES),
        date: fc.constantFrom(...DAYS),
        amountMinor: fc.constantFrom(null, 100, 250),
      }),
      { maxLength: 5 },
    ),
    ofCrm: fc.array(
      fc.record({
        type: fc.constantFrom('donor', 'gift'),
        raiseId: fc.constantFrom('3', '4'),
        crmId: fc.constantFrom('71', '79'),
        date: fc.constantFrom(...DAYS),
        isUnreadable: fc.boolean(),
        isUnnamed: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ ofRaise, ofCrm }) => [
    ...onePer(ofRaise, ({ type, raiseId }) => `${type} ${raiseId}`).map(
      ({ of: [state, cause], type, ...rest }) =>
        finding({ ...rest, recordType: type, state, cause }),
    ),
    ...onePer(ofCrm, ({ type, crmId }) => `${type} ${crmId}`).map(
      ({ type, isUnreadable, isUnnamed, raiseId, crmId, ...rest }) =>
        finding({
          ...rest,
          recordType: type,
          crmId: isUnreadable && isUnnamed ? null : crmId,
          raiseId: isUnreadable ? null : raiseId,
          ...(isUnreadable
            ? { state: 'unreadable', cause: 'not_parseable' }
            : { state: 'missing_in_raise', cause: 'raise_record_absent' }),
        }),
    ),
  ]);

const RECORDS = ['donor raise 1', 'gift raise 1', 'gift raise 3', 'gift crm 71', 'donor crm 79'];

const someRun = fc.record({
  asOfUtc: fc.constantFrom('2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'),
  records: fc.constantFrom<RecordType[][]>(['donor', 'gift'], ['gift'], ['donor']),
  period: fc.constantFrom(
    null,
    null,
    { from: '2026-01-01', to: '2026-01-15' },
    { from: '2026-01-20', to: '2026-01-20' },
  ),
  lookedAt: fc.option(fc.subarray(RECORDS), { freq: 3 }),
  seen: fc.subarray(RECORDS),
  isAlone: fc.boolean(),
  incomplete: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray([...LISTS]) },
  ),
  standing: fc.constantFrom(null, 'proved', 'proved', 'doubtful', 'legacy', 'foreign'),
  findings: someFindings,
});

/** What can happen to a workspace: a run is begun, and at some time saved, perhaps after later ones, anew, or deleted. */
const someStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('audit' as const), run: someRun }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('begin' as const), run: someRun }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('save' as const, 'delete' as const),
      which: fc.nat(),
      findings: someFindings,
    }),
  },
);

describe('findings over runs', () => {
  it('are told as if all runs had been saved in order, whatever was saved when', () => {
    fc.assert(
      fc.property(fc.array(someStep, { minLength: 1, maxLength: 9 }), (steps) => {
        const db = newWorkspace();
        const runs: { told: ToldRun; isSaved: boolean }[] = [];
        for (const [at, step] of steps.entries()) {
          if (step.kind === 'audit' || step.kind === 'begin') {
            const told = { ...step.run, id: `run-${at}` };
            begin(db, told);
            runs.push({ told, isSaved: step.kind === 'audit' });
            if (step.kind === 'audit') save(db, told);
          } else if (runs.length > 0) {
            const index = step.which % runs.length;
            const told = { ...(runs[index] as { told: ToldRun }).told, findings: step.findings };
            if (step.kind === 'save') {
              save(db, told);
              runs[index] = { told, isSaved: true };
            } else {
              db.prepare('DELETE FROM run WHERE id = ?').run([told.id]);
              runs.splice(index, 1);
            }
          }
        }
        // Deleting alone writes no account: whoever writes or opens next does.
        completeLineage(db);
        const saved = runs.filter(({ isSaved }) => isSaved).map(({ told }) => told);
        const expected = tellLineage(saved);
        for (const [at, told] of saved.entries()) compare(db, told, expected[at]);
        const counts = openAfterRuns(db, 100).map(({ open }) => open);
        expect(counts).toEqual(expected.map(({ openAfter }) => openAfter));
        expect(openItems(db).length).toBe(counts.at(-1) ?? 0);
        db.close();
      }),
      { numRuns: 150 },
    );
  });

  it('of a run are unknown while a run before it is not told', () => {
    const db = newWorkspace();
    for (const id of ['a', 'b', 'c']) {
      begin(db, wide(id, []));
      save(db, wide(id, []));
    }
    db.prepare("DELETE FROM run WHERE id = 'b'").run();
    expect(changesOf(db, 'a')).not.toBeNull();
    expect(changesOf(db, 'c')).toBeNull();
  });

  it('that stay as they are add no event', () => {
    const db = newWorkspace();
    const all = Array.from({ length: 5_000 }, (_, at) => makeFinding({}, at + 1));
    for (const id of ['a', 'b', 'c']) {
      begin(db, wide(id, all));
      save(db, wide(id, all));
    }
    expect(db.prepare('SELECT count(*) FROM finding_event').pluck().get()).toBe(5_000);
    expect(db.prepare('SELECT name FROM sqlite_temp_schema').all()).toEqual([]);
  });

  it('of a workspace that an older Tieout made are told when it is opened', () => {
    const path = join(tempFolder(), 'workspace.sqlite');
    const before = openWorkspaceFile(path);
    const [one, two] = [makeFinding({}, 1), makeFinding({}, 2)];
    const runs = [wide('a', [one]), wide('b', [two]), wide('c', [one, two])];
    for (const run of runs) {
      begin(before, run);
      save(before, run);
    }
    // As it was: no event, no place of a finding.
    before.exec(
      'DELETE FROM finding_event; DELETE FROM lineage; UPDATE finding_kind SET change = NULL',
    );
    before.close();
    const db = openWorkspaceFile(path);
    onTestFinished(() => {
      db.close();
    });
    for (const [at, told] of tellLineage(runs).entries()) compare(db, runs[at] as ToldRun, told);
  });
});

function compare(db: Db, run: ToldRun, told: ReturnType<typeof tellLineage>[number] | undefined) {
  const placed = db
    .prepare<unknown[]>(
      `SELECT k.change, g.first_seen_ms AS firstSeenMs FROM run JOIN finding_grid g ON g.run_seq = run.seq
      JOIN finding_kind k ON k.run_seq = g.run_seq AND k.kind = g.kind WHERE run.id = ? ORDER BY g.position`,
    )
    .all([run.id]);
  expect(placed).toEqual(
    told?.placed.map(({ change, firstSeenUtc }) => ({
      change,
      firstSeenMs: Date.parse(firstSeenUtc),
    })),
  );
  expect([...findingsOf(db, run.id)].map(({ firstSeenUtc }) => firstSeenUtc)).toEqual(
    told?.placed.map(({ firstSeenUtc }) => firstSeenUtc),
  );
  const changes = changesOf(db, run.id);
  expect(changes?.since).toEqual(told?.since);
  const resolved = [...resolvedBy(db, run.id)];
  expect(byId(resolved)).toEqual(byId(told?.resolved ?? []));
  expect(changes?.rows).toEqual(rowsOf(run.findings, told));
}

function rowsOf(
  findings: readonly Finding[],
  told: ReturnType<typeof tellLineage>[number] | undefined,
): ChangeRow[] {
  const rows = new Map<string, ChangeRow>();
  const add = (
    { recordType, state, cause }: Pick<Finding, 'recordType' | 'state' | 'cause'>,
    what: 'new' | 'persisting' | 'reappeared' | 'resolved',
  ): void => {
    const key = `${recordType} ${state} ${cause}`;
    const none = { recordType, state, cause, new: 0, persisting: 0, reappeared: 0, resolved: 0 };
    const row = rows.get(key) ?? none;
    rows.set(key, { ...row, [what]: row[what] + 1 });
  };
  for (const [at, each] of findings.entries()) add(each, told?.placed[at]?.change ?? 'new');
  for (const each of told?.resolved ?? []) add(each, 'resolved');
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function byId(rows: readonly ResolvedFinding[]): ResolvedFinding[] {
  return rows.toSorted((a, b) => (a.findingId < b.findingId ? -1 : 1));
}

function newWorkspace(): Db {
  const db = openWorkspaceFile(join(tempFolder(), 'workspace.sqlite'));
  onTestFinished(() => {
    db.close();
  });
  db.pragma('synchronous = OFF');
  return db;
}

function wide(id: string, findings: readonly Finding[]): ToldRun {
  return {
    id,
    asOfUtc: '2026-02-01T00:00:00.000Z',
    records: ['donor', 'gift'],
    period: null,
    lookedAt: null,
    seen: [],
    isAlone: false,
    incomplete: [],
    standing: 'proved',
    findings,
  };
}

function begin(db: Db, run: ToldRun): void {
  const { id, asOfUtc, records, period, lookedAt, isAlone } = run;
  const request = {
    ...DEFAULT_REQUEST,
    records,
    fromDay: parseDay(period?.from ?? null),
    toDay: parseDay(period?.to ?? null),
    ids: lookedAt === null ? null : ['1'],
    reads: lookedAt !== null && isAlone ? 'single' : 'lists',
  };
  addRun(db, { id, startedUtc: asOfUtc, asOfUtc, request: JSON.stringify(request) });
}

function save(
  db: Db,
  { id, asOfUtc, incomplete, standing, findings, lookedAt, period, seen }: ToldRun,
): void {
  const coverage = LISTS.map((list): Coverage => {
    const [product, stream] = list.split('.') as ['raise' | 'crm', string];
    return makeCoverage({ product, stream, complete: !incomplete.includes(list) });
  });
  const records = (lookedAt ?? (period === null ? [] : seen)).map((text): LookedAt => {
    const [recordType, product, of = ''] = text.split(' ');
    return { recordType, product, id: of } as LookedAt;
  });
  const conventions = makeRun().conventions.flatMap((convention) =>
    standing === null ? [] : [{ ...convention, standing }],
  );
  saveResult(db, makeRun({ id, asOfUtc, coverage, conventions }), [], [], findings, records);
}

function finding(given: Partial<Finding>): Finding {
  const { recordType, state, raiseId, crmId } = given;
  const id = createHash('sha256').update(JSON.stringify([recordType, state, raiseId, crmId]));
  return { ...makeFinding(given), id: id.digest('hex').slice(0, 20) };
}

function onePer<T>(all: readonly T[], keyOf: (each: T) => string): T[] {
  return [...new Map(all.map((each) => [keyOf(each), each])).values()];
}
