import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type AuditRequest,
} from '../../src/core/auditor.ts';
import { findingsDigest } from '../../src/core/model/digest.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import type { VerifyStep } from '../../src/core/model/verification.ts';
import { findingAt, openItems } from '../../src/core/staging/open-items.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const NAME = 'Hope';
const DAY_MS = 86_400_000;
const RULES = { pagesDays: 2, wholeRuns: 2 };
const CHILD = join(import.meta.dirname, 'keep-child.ts');

let sandbox: RunningSandbox;
let grown: string;
let startMs: number;
/** When the rules are applied: a day after the last of six daily runs. */
let nowMs: number;

/** Five days of audits and a re-check; a finding is accepted, and some records are mended in between. */
beforeAll(async () => {
  sandbox = await startSandbox({ donors: 60, gifts: 300, seed: 5 });
  startMs = Date.parse(sandbox.nowUtc);
  nowMs = startMs + 6 * DAY_MS;
  grown = mkdtempSync(join(tmpdir(), 'tieout-grown-'));
  const auditor = createAuditor({ dataFolder: grown, version: 'test' });
  for (const day of [0, 1, 2, 3]) {
    if (day === 2) mend('missing_in_raise');
    const report = await auditOn(auditor, day);
    if (day === 1) {
      const [accepted] = report.findings({ actionable: true });
      const ids = [accepted?.id ?? ''];
      await auditor.triage.decide(
        NAME,
        report.run.id,
        { ids },
        { accept: { untilDay: null, reason: 'Known' } },
        'Ana',
      );
    }
  }
  const again = auditor.recheck(NAME);
  if (again === null) throw new Error('Nothing was left open.');
  await auditOn(auditor, 4, again);
  // A day's own audit sees only that day: what it finds nobody else has seen since.
  await auditOn(auditor, 5, { ...DEFAULT_REQUEST, records: ['gift'] });
  auditor.close();
}, 120_000);

afterAll(async () => {
  await sandbox.close();
  rmSync(grown, { recursive: true, force: true });
});

function auditOn(
  auditor: Auditor,
  day: number,
  request: AuditRequest = DEFAULT_REQUEST,
): Promise<AuditReport> {
  const pace = { requestsPerSecond: 1000 };
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, ...pace },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, ...pace },
    clock: createVirtualClock({ startMs: startMs + day * DAY_MS, isAuto: true }),
  });
  return auditor.audit(link, { workspace: NAME, request });
}

function mend(state: string): void {
  for (const { recordType, state: planted, crmId } of sandbox.planted)
    if (recordType === 'gift' && planted === state && crmId !== null)
      sandbox.mutate.removeCrm('gifts', Number(crmId));
}

function copyOfGrown(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(grown, folder, { recursive: true });
  // A copy has this process's modes.
  for (const part of ['', 'runs']) chmodSync(join(folder, 'workspaces', NAME, part), 0o700);
  return folder;
}

function open(dataFolder: string): Auditor {
  const auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => auditor.close());
  return auditor;
}

/** All that has to stay as it is, of every run. */
function known(auditor: Auditor, dataFolder: string): unknown {
  const runs = auditor.runs(NAME);
  const { db } = openWorkspace(dataFolder, NAME, { readonly: true });
  const open_ = openItems(db).map((item) => ({ ...item, finding: findingAt(db, item) }));
  db.close();
  return {
    runs: runs.map((run) => {
      const report = auditor.report(NAME, run.id);
      const { summary, accepted, tieOut, changes, recheck, trend, analysis, power } = report;
      const resolved = [...(report.resolved?.() ?? [])];
      return { run, summary, accepted, tieOut, changes, recheck, trend, analysis, power, resolved };
    }),
    overview: auditor.overview(NAME),
    open: open_,
    log: auditor.triage.log(NAME, null, 100),
  };
}

async function verified(auditor: Auditor) {
  const steps: VerifyStep[] = [];
  for await (const step of auditor.verify({ workspace: NAME })) steps.push(step);
  const [result] = steps.flatMap((step) => (step.kind === 'workspace' ? [step.result] : []));
  return result;
}

test('what goes is shown first, all that is said of it stays, and what nobody has answered keeps its evidence', async () => {
  const dataFolder = copyOfGrown();
  const auditor = open(dataFolder);
  const before = known(auditor, dataFolder);
  expect(auditor.keeping.plan(NAME, { pagesDays: null, wholeRuns: null }, nowMs)).toEqual({
    pages: [],
    findings: [],
    held: [],
  });
  const plan = auditor.keeping.plan(NAME, RULES, nowMs);
  const gone = await auditor.keeping.apply(NAME, RULES, { nowMs, givesBackSpace: true });
  expect(gone).toEqual(plan);
  expect(plan.findings.length).toBeGreaterThanOrEqual(3);
  expect(plan.pages.length).toBeGreaterThanOrEqual(3);
  const at = (runId: string): string =>
    join(dataFolder, 'workspaces', NAME, 'runs', `${runId}.sqlite`);
  for (const { runId, bytes } of plan.pages)
    expect([existsSync(at(runId)), bytes > 10_000]).toEqual([false, true]);

  expect(known(auditor, dataFolder)).toEqual(before);
  const runs = auditor.runs(NAME);
  const [newest, second] = runs;
  for (const run of [newest, second]) {
    const report = auditor.report(NAME, run?.id);
    expect(findingsDigest(report.findings())).toBe(run?.facts?.digest);
    expect(existsSync(at(run?.id ?? ''))).toBe(true);
  }
  const [thinned] = plan.findings;
  const refused = expect.objectContaining({
    kind: 'usage',
    message: expect.stringContaining('thinned out') as string,
  }) as Error;
  const old = auditor.report(NAME, thinned?.runId);
  expect(() => [...old.findings()]).toThrow(refused);
  await expect(auditor.results.openView(NAME, thinned?.runId ?? '', {}, [])).rejects.toEqual(
    refused,
  );
  expect(() => auditor.rerun(NAME, plan.pages[0]?.runId ?? '')).toThrow('it can’t be');

  const result = await verified(auditor);
  expect(result).toMatchObject({
    sound: true,
    problems: [],
    removed: { pages: plan.pages.length, findings: plan.findings.length },
  });
  // A second time there is nothing left to do.
  const again = await auditor.keeping.apply(NAME, RULES, { nowMs });
  expect([again.pages, again.findings]).toEqual([[], []]);
});

test('a later audit says the same as if nothing had gone: digest, first seen, changes, what is resolved', async () => {
  const [whole, kept] = [copyOfGrown(), copyOfGrown()];
  await open(kept).keeping.apply(NAME, RULES, { nowMs });
  const [one, other] = [open(whole), open(kept)];
  const told = [];
  for (const auditor of [one, other]) {
    const report = await auditOn(auditor, 6);
    const { digest } = report.run;
    const findings = [...report.findings()].map(({ id, firstSeenUtc }) => [id, firstSeenUtc]);
    const { toActOn, open: left, atStake, openTrend } = auditor.overview(NAME);
    told.push({
      digest,
      findings,
      changes: report.changes?.rows,
      resolved: [...(report.resolved?.() ?? [])],
      metrics: report.trend?.map(({ metrics }) => metrics.filter(isOfRecords)),
      overview: { toActOn, left, atStake, openTrend: openTrend.map((point) => point.open) },
    });
  }
  expect(told[1]).toEqual(told[0]);
}, 60_000);

test(
  'killed anywhere, nothing is lost, and the next time ends it',
  { timeout: 120_000 },
  async () => {
    const reference = copyOfGrown();
    const steps = Number(/^done (\d+)/.exec(runChild(reference, 'never').stdout)?.[1]);
    expect(steps).toBeGreaterThan(6);
    const wanted = known(open(reference), reference);
    const size = sizeOf(reference);
    for (const step of ['write', '1', '3', String(steps - 2), String(steps - 1)]) {
      const dataFolder = copyOfGrown();
      expect([step, runChild(dataFolder, step).signal]).toEqual([step, 'SIGKILL']);
      const auditor = open(dataFolder);
      expect(known(auditor, dataFolder)).toEqual(wanted);
      expect(await verified(auditor)).toMatchObject({ sound: true, problems: [] });
      await auditor.keeping.apply(NAME, RULES, { nowMs });
      expect(known(auditor, dataFolder)).toEqual(wanted);
      expect(Math.abs(sizeOf(dataFolder) - size)).toBeLessThan(size / 4);
    }
  },
);

function runChild(dataFolder: string, step: string): { stdout: string; signal: string | null } {
  const args = [CHILD, dataFolder, NAME, JSON.stringify(RULES), String(nowMs), step];
  const { stdout, stderr, signal } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (signal === null && !stdout.startsWith('done')) throw new Error(stderr);
  return { stdout, signal };
}

/** What runs read is most of it. */
function sizeOf(dataFolder: string): number {
  const runs = join(dataFolder, 'workspaces', NAME, 'runs');
  return runIds(dataFolder).reduce(
    (sum, id) => sum + (statSync(join(runs, `${id}.sqlite`), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function runIds(dataFolder: string): string[] {
  const { db } = openWorkspace(dataFolder, NAME, { readonly: true });
  const ids = db.prepare('SELECT id FROM run').pluck().all() as string[];
  db.close();
  return ids;
}

function isOfRecords({ name }: { readonly name: string }): boolean {
  return name.startsWith('reconcile.');
}
