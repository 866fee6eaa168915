import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { isFailure } from '../../src/core/model/failure.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { RECORD_TYPES } from '../../src/core/model/record-type.ts';
import { STATE_ORDER } from '../../src/core/model/states.ts';
import type { Db } from '../../src/core/staging/database.ts';
import {
  addRun,
  findingsOf,
  getRun,
  listRuns,
  noteAsOf,
  saveResult,
  noteStop,
  summaryOf,
  tieOutOf,
} from '../../src/core/staging/runs.ts';
import { openWorkspaceFile } from '../../src/core/staging/workspace-file.ts';
import { listWorkspaces, openWorkspace } from '../../src/core/staging/workspaces.ts';
import {
  everyCause,
  makeFinding,
  makeReport,
  makeRun,
  makeTieOutRow,
} from '../support/report-factory.ts';
import { tempFolder } from './temp-folder.ts';

const AS_OF = '2026-02-01T06:00:00.000Z';
const { summary } = makeReport();

function workspaceWith(...runs: string[]): Db {
  const db = openWorkspaceFile(join(tempFolder(), 'workspace.sqlite'));
  onTestFinished(() => {
    db.close();
  });
  for (const id of runs) addRun(db, { id, startedUtc: AS_OF, asOfUtc: AS_OF, request: '{"a":1}' });
  return db;
}

const idsOf = (findings: Iterable<Finding>): string[] => [...findings].map(({ id }) => id);

describe('runs', () => {
  it('are listed newest first, with their state', () => {
    const db = workspaceWith('a', 'b');
    noteStop(db, 'a', { kind: 'cancelled', product: null, sentence: 'The work was cancelled.' });
    expect(listRuns(db)).toEqual([
      {
        id: 'b',
        state: 'running',
        startedUtc: AS_OF,
        finishedUtc: null,
        asOfUtc: AS_OF,
        request: '{"a":1}',
        origins: null,
        facts: null,
        plan: null,
        stop: null,
        paces: null,
      },
      {
        id: 'a',
        state: 'interrupted',
        startedUtc: AS_OF,
        finishedUtc: null,
        asOfUtc: AS_OF,
        request: '{"a":1}',
        origins: null,
        facts: null,
        plan: null,
        stop: { kind: 'cancelled', product: null, sentence: 'The work was cancelled.' },
        paces: null,
      },
    ]);
    expect(getRun(db, 'a').state).toBe('interrupted');
  });

  it('that are not known are a wrong use', () => {
    expect(() => getRun(workspaceWith(), 'x')).toThrow(
      expect.toSatisfy((error) => isFailure(error, 'usage')),
    );
  });
});

describe('a result', () => {
  it('comes back as it was saved', () => {
    const db = workspaceWith('a');
    const facts = makeRun({ id: 'a' });
    const findings = everyCause();
    const tieOut = [makeTieOutRow(), makeTieOutRow({ month: null, currency: null })];
    saveResult(db, facts, summary, tieOut, findings);
    expect(getRun(db, 'a')).toMatchObject({
      state: 'finished',
      finishedUtc: facts.finishedUtc,
      facts,
    });
    expect([...findingsOf(db, 'a')]).toEqual(
      findings.map((finding) => ({ ...finding, firstSeenUtc: AS_OF })),
    );
    expect(summaryOf(db, 'a')).toEqual(summary);
    expect(tieOutOf(db, 'a')).toEqual(tieOut);
  });

  it('replaces the whole one before, and no other run’s', () => {
    const db = workspaceWith('a', 'b');
    saveResult(db, makeRun({ id: 'a' }), summary, [makeTieOutRow(), makeTieOutRow()], everyCause());
    saveResult(db, makeRun({ id: 'b' }), summary, [makeTieOutRow()], everyCause());
    const last = makeFinding({}, 900);
    saveResult(db, makeRun({ id: 'a', status: 'not_verified' }), summary.slice(0, 1), [], [last]);
    expect(idsOf(findingsOf(db, 'a'))).toEqual([last.id]);
    expect([summaryOf(db, 'a').length, tieOutOf(db, 'a').length]).toEqual([1, 0]);
    expect(getRun(db, 'a').facts?.status).toBe('not_verified');
    expect(idsOf(findingsOf(db, 'b'))).toEqual(idsOf(everyCause()));
    expect([summaryOf(db, 'b').length, tieOutOf(db, 'b').length]).toEqual([summary.length, 1]);
  });

  it('that fails in the middle leaves the one before', () => {
    const db = workspaceWith('a');
    saveResult(db, makeRun({ id: 'a' }), summary, [makeTieOutRow()], everyCause());
    function* failing(): Generator<Finding> {
      yield makeFinding({}, 901);
      throw new Error('in the middle');
    }
    expect(() =>
      saveResult(db, makeRun({ id: 'a', status: 'not_verified' }), [], [], failing()),
    ).toThrow('in the middle');
    expect(idsOf(findingsOf(db, 'a'))).toEqual(idsOf(everyCause()));
    expect(summaryOf(db, 'a')).toEqual(summary);
    expect(getRun(db, 'a').facts?.status).toBe('verified');
    expect(
      db
        .prepare('SELECT count(*) FROM finding_event WHERE finding = ?')
        .pluck()
        .get(makeFinding({}, 901).id),
    ).toBe(0);
  });

  it('says when a finding was first seen, in whichever run', () => {
    const db = workspaceWith('a', 'b');
    const [one, two] = [makeFinding({}, 1), makeFinding({}, 2)];
    noteAsOf(db, 'a', '2026-01-01T00:00:00.000Z');
    noteAsOf(db, 'b', '2026-02-02T00:00:00.000Z');
    saveResult(db, makeRun({ id: 'a' }), [], [], [one]);
    saveResult(db, makeRun({ id: 'b' }), [], [], [one, two]);
    expect([...findingsOf(db, 'b')].map((finding) => finding.firstSeenUtc)).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-02-02T00:00:00.000Z',
    ]);
  });
});

describe('findings', () => {
  it('are filtered by any of their states, types and whether they ask for action, in their order', () => {
    const db = workspaceWith('a');
    const all = everyCause();
    saveResult(db, makeRun({ id: 'a' }), [], [], all);
    const filter = fc.record(
      {
        states: fc.subarray([...STATE_ORDER]),
        recordTypes: fc.subarray([...RECORD_TYPES]),
        actionable: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filter, (filter) => {
        const expected = all.filter(
          (finding) =>
            (filter.states?.includes(finding.state) ?? true) &&
            (filter.recordTypes?.includes(finding.recordType) ?? true) &&
            (filter.actionable ?? finding.actionable) === finding.actionable,
        );
        expect(idsOf(findingsOf(db, 'a', filter))).toEqual(idsOf(expected));
      }),
    );
    expect(idsOf(findingsOf(db, 'nobody'))).toEqual([]);
  });

  it('can be read twice at once', () => {
    const db = workspaceWith('a');
    saveResult(db, makeRun({ id: 'a' }), [], [], everyCause());
    const first = findingsOf(db, 'a');
    first.next();
    expect(idsOf(findingsOf(db, 'a'))).toEqual(idsOf(everyCause()));
    expect(idsOf(first).length).toBe(everyCause().length - 1);
  });
});

describe('workspaces', () => {
  it('are made on request, private to their owner, and listed', () => {
    const data = join(tempFolder(), 'data');
    expect(listWorkspaces(data)).toEqual([]);
    for (const name of ['Zoo', 'Harbor Relief', 'Água 2'])
      openWorkspace(data, name, { create: true }).db.close();
    expect(listWorkspaces(data)).toEqual(['Harbor Relief', 'Zoo', 'Água 2']);
    const again = openWorkspace(data, 'Zoo', { create: true });
    expect(again.db.prepare('SELECT name FROM workspace').pluck().all()).toEqual(['Zoo']);
    expect(again.capturePath('r1')).toBe(join(again.folder, 'runs', 'r1.sqlite'));
    again.db.close();
    if (process.platform === 'win32') return;
    for (const folder of [data, again.folder, join(again.folder, 'runs')])
      expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
  });

  it('that are not known are named beside those that are', () => {
    const data = join(tempFolder(), 'data');
    expect(() => openWorkspace(data, 'Zoo')).toThrow('There is none yet');
    openWorkspace(data, 'Harbor', { create: true }).db.close();
    expect(() => openWorkspace(data, 'Zoo')).toThrow('Known: Harbor.');
    expect(listWorkspaces(data)).toEqual(['Harbor']);
  });

  test.each(['', '.', '..', '../up', 'a/b', 'a\\b', ' a', 'a.', 'x'.repeat(64), 'a\0b', 'CON:'])(
    'cannot be called %j',
    (name) => {
      expect(() => openWorkspace(tempFolder(), name, { create: true })).toThrow(
        expect.toSatisfy((error) => isFailure(error, 'usage')),
      );
    },
  );
});
