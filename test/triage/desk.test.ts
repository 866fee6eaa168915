import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished, test } from 'vitest';
import { createAuditor, DEFAULT_REQUEST, type Auditor } from '../../src/core/auditor.ts';
import { statusOfReport } from '../../src/cli/exit-status.ts';
import { findingsDigest } from '../../src/core/model/digest.ts';
import { countAccepted, countToActOn } from '../../src/core/model/to-act-on.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { addRun, saveResult } from '../../src/core/staging/runs.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import {
  everyCause,
  makeFinding,
  makeLargeReport,
  makeReport,
  makeRun,
} from '../support/report-factory.ts';
import { tempFolder } from '../staging/temp-folder.ts';

const AS_OF = '2026-02-01T06:00:00.000Z';
const NAME = 'Harbor';
const inUse = expect.objectContaining({ kind: 'in_use' }) as Error;
const usage = expect.objectContaining({ kind: 'usage' }) as Error;

let dataFolder: string;
let auditor: Auditor;

beforeEach(() => {
  dataFolder = tempFolder();
  auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => auditor.close());
});

/** A finished run, written as an audit writes it. */
function stored(report: AuditReport, id = 'run'): void {
  const at = openWorkspace(dataFolder, NAME, { create: true });
  addRun(at.db, { id, startedUtc: AS_OF, asOfUtc: AS_OF, request: '{}' });
  saveResult(at.db, makeRun({ ...report.run, id }), report.summary, [], report.findings());
  at.db.close();
}

describe('an accepted finding', () => {
  it('stays in the list, is counted apart, needs no action, and changes neither run nor digest', async () => {
    stored(makeReport());
    const before = auditor.report(NAME, 'run');
    const facets = await auditor.results.facets(NAME, 'run', {});
    const query = { states: ['missing_in_crm'] as const };
    const accept = { untilDay: null, reason: 'agreed with the customer' };
    const changed = await auditor.triage.decide(NAME, 'run', { query }, { accept }, 'Ana');
    const after = auditor.report(NAME, 'run');
    const accepted = [...after.findings()].filter(({ id }) => after.triageOf?.(id)?.accepted);
    expect(changed).toBe(accepted.length);
    expect(accepted.map(({ state }) => state)).toEqual(accepted.map(() => 'missing_in_crm'));
    expect(accepted.some(({ actionable }) => actionable)).toBe(false);
    expect([...after.findings()].length).toBe(everyCause().length);
    expect(countAccepted(after)).toBe(changed);
    expect(countToActOn(after)).toBe([...after.findings({ actionable: true })].length);
    expect(countToActOn(before) - countToActOn(after)).toBe(changed);
    expect(after.run).toEqual(before.run);
    expect(after.summary).toEqual(before.summary);
    expect(findingsDigest(after.findings())).toBe(after.run.digest);
    const now = await auditor.results.facets(NAME, 'run', {});
    expect(now.states).toEqual(facets.states);
    const toAct = (counts: typeof now) =>
      counts.actionable.find(({ value }) => value === 'true')?.count;
    expect(toAct(now)).toBe((toAct(facets) ?? 0) - changed);
    expect(now.accepted).toContainEqual({ value: 'true', count: changed });
  });

  it('lets a run that finds nothing else end as one with nothing to act on', async () => {
    stored(makeReport([makeFinding({ state: 'missing_in_crm', cause: 'overdue' })]));
    expect(statusOfReport(auditor.report(NAME, 'run'))).toBe(1);
    await auditor.triage.decide(
      NAME,
      'run',
      { query: {} },
      { accept: { untilDay: null, reason: 'x' } },
      'Ana',
    );
    expect(statusOfReport(auditor.report(NAME, 'run'))).toBe(0);
    auditor.triage.undo(NAME, 'Ana');
    expect(statusOfReport(auditor.report(NAME, 'run'))).toBe(1);
  });
});

test(
  '100,000 findings are one step, one undo and at most two seconds each',
  { timeout: 60_000 },
  async () => {
    stored(makeLargeReport(100_000));
    // Of this process alone: what else the machine does is not ours.
    const timed = async (work: () => unknown): Promise<number> => {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const accept = { untilDay: '2026-12-31', reason: 'agreed' };
    const tookMs = [
      await timed(() =>
        auditor.triage.decide(
          NAME,
          'run',
          { query: {}, shown: 100_000 },
          { accept, owner: 'Ana' },
          'Ana',
        ),
      ),
      await timed(() => auditor.triage.undo(NAME, 'Ana')),
      await timed(() => auditor.triage.redo(NAME, 'Ana')),
    ];
    expect(
      auditor.triage.log(NAME, null, 10).map(({ kind, findings }) => [kind, findings]),
    ).toEqual([
      ['redone', 100_000],
      ['undone', 100_000],
      ['decided', 100_000],
    ]);
    expect(auditor.accepted(NAME, 'run').reduce((sum, { count }) => sum + count, 0)).toBe(100_000);
    expect(tookMs.filter((ms) => ms > 2_000)).toEqual([]);
  },
);

describe('a step', () => {
  it('is refused where the list is another one than was shown, or a finding is of no such run', async () => {
    stored(makeReport());
    const patch = { status: 'reported' } as const;
    const other = auditor.triage.decide(NAME, 'run', { query: {}, shown: 1 }, patch, 'Ana');
    await expect(other).rejects.toEqual(usage);
    const stranger = auditor.triage.decide(NAME, 'run', { ids: ['nobody'] }, patch, 'Ana');
    await expect(stranger).rejects.toEqual(usage);
    const noRun = auditor.triage.decide(NAME, 'none', { ids: ['nobody'] }, patch, 'Ana');
    await expect(noRun).rejects.toEqual(usage);
    expect(auditor.triage.log(NAME, null, 10)).toEqual([]);
  });

  it('that changes nothing is none, and undo and redo of nothing do nothing', async () => {
    stored(makeReport());
    const nothing = { query: {} };
    expect(
      await auditor.triage.decide(NAME, 'run', nothing, { status: 'open', owner: null }, 'Ana'),
    ).toBe(0);
    expect(auditor.triage.undo(NAME, 'Ana')).toBeNull();
    expect(auditor.triage.redo(NAME, 'Ana')).toBeNull();
    expect(auditor.triage.head(NAME)).toEqual({ seq: 0, undo: null, redo: null, owners: [] });
  });

  it('is undone or done again by its number only while it is the newest', async () => {
    stored(makeReport());
    const ids = everyCause().map(({ id }) => id);
    const mark = (status: 'reported' | 'expected') =>
      auditor.triage.decide(NAME, 'run', { ids }, { status }, 'Ana');
    await mark('reported');
    await mark('expected');
    expect(() => auditor.triage.undo(NAME, 'Ben', 1)).toThrow(usage);
    expect(auditor.triage.head(NAME)).toMatchObject({ seq: 2, undo: { seq: 2 }, redo: null });
    expect(auditor.triage.undo(NAME, 'Ben', 2)).toMatchObject({ seq: 2 });
    // It was undone already: what lies beneath stays.
    expect(() => auditor.triage.undo(NAME, 'Ben', 2)).toThrow(usage);
    expect(() => auditor.triage.redo(NAME, 'Ben', 1)).toThrow(usage);
    expect(auditor.triage.redo(NAME, 'Ben', 2)).toMatchObject({ seq: 2 });
    expect(() => auditor.triage.redo(NAME, 'Ben', 2)).toThrow(usage);
    expect(auditor.triage.log(NAME, null, 10).map(({ kind }) => kind)).toEqual([
      'redone',
      'undone',
      'decided',
      'decided',
    ]);
  });

  it('can’t be taken out of the log or changed in it, even by SQL', async () => {
    stored(makeReport());
    await auditor.triage.decide(NAME, 'run', { query: {} }, { owner: 'Ana' }, 'Ana');
    const db = new Database(join(dataFolder, 'workspaces', NAME, 'workspace.sqlite'));
    onTestFinished(() => void db.close());
    for (const sql of [
      'DELETE FROM triage_step',
      "UPDATE triage_step SET who = 'Bo'",
      'DELETE FROM triage_change',
      "UPDATE triage_change SET after = '[]'",
    ])
      expect(() => db.exec(sql)).toThrow('The log of decisions never changes.');
  });

  it('goes on while this program audits the same customer', async () => {
    const sandbox = await startSandbox({ donors: 60, gifts: 200, seed: 5 });
    onTestFinished(() => sandbox.close());
    stored(makeReport());
    const link = auditor.connect({
      raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
      crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
    });
    const steps: Promise<number>[] = [];
    const report = await auditor.audit(link, {
      workspace: NAME,
      request: DEFAULT_REQUEST,
      onProgress: () => {
        const owner = `Owner ${steps.length}`;
        steps.push(auditor.triage.decide(NAME, 'run', { query: {} }, { owner }, 'Ana'));
      },
    });
    const changed = await Promise.all(steps);
    expect(changed.length).toBeGreaterThan(3);
    expect(changed).toEqual(changed.map(() => everyCause().length));
    expect(auditor.triage.head(NAME).seq).toBe(changed.length);
    expect(report.run.finishedUtc).not.toBeNull();
  });

  it('goes on while another program audits; while it writes, it is refused within about a second', async () => {
    stored(makeReport());
    const path = join(dataFolder, 'workspaces', NAME, 'workspace.sqlite');
    const other = spawn(process.execPath, ['-e', HOLD, path], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void other.kill());
    await new Promise((resolve) => other.stdout.once('data', resolve));
    const startMs = performance.now();
    const step = auditor.triage.decide(NAME, 'run', { query: {} }, { owner: 'Ana' }, 'Ana');
    await expect(step).rejects.toEqual(inUse);
    expect(performance.now() - startMs).toBeLessThan(2_500);
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.stdin.end();
    await ended;
    expect(await auditor.triage.decide(NAME, 'run', { query: {} }, { owner: 'Ana' }, 'Ana')).toBe(
      everyCause().length,
    );
  });
});

/** Another program in the middle of writing its result. */
const HOLD = `
const db = new (require('better-sqlite3'))(process.argv[1]);
db.exec('BEGIN IMMEDIATE');
process.stdout.write('held');
process.stdin.resume().on('end', () => { db.exec('ROLLBACK'); process.exit(0); });
`;
