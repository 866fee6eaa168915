import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { judgeProvisionally, removeProvisional } from '../../src/core/audit/provisional.ts';
import { createAuditor, DEFAULT_REQUEST, type Auditor } from '../../src/core/auditor.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { STATE_ORDER } from '../../src/core/model/states.ts';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { startSandbox, type RunningSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const PAIRED = ['duplicate_link', 'merged_in_crm', 'link_mismatch', 'field_drift'];

interface Look {
  readonly count: number | null;
  readonly findings: readonly Finding[];
  readonly isUntouched: boolean;
  /** Findings one of whose records was not read yet. */
  readonly unread: readonly string[];
}

interface Watched {
  readonly looks: readonly Look[];
  readonly digest: string;
  readonly findings: readonly Finding[];
  /** What the run left in its folder. */
  readonly files: readonly string[];
}

/** Runs an audit and looks at it after every few pages. */
async function auditWithLooks(sandbox: RunningSandbox, everyPages: number): Promise<Watched> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-provisional-'));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  try {
    const link = auditor.connect({
      raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
      crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
      clock: createVirtualClock({ startMs: Date.parse(sandbox.nowUtc), isAuto: true }),
    });
    const looks: Promise<Look>[] = [];
    let [runId, pages] = ['', 0];
    const report = await auditor.audit(link, {
      workspace: 'w',
      request: DEFAULT_REQUEST,
      onStart: (id) => (runId = id),
      onProgress: (fact) => {
        if (fact.kind === 'stream' && (pages += 1) % everyPages === 0)
          looks.push(look(auditor, runId));
      },
    });
    const findings = [...report.findings()];
    const told = await Promise.all(looks);
    auditor.removeProvisional('w', runId);
    const files = readdirSync(join(dataFolder, 'workspaces/w/runs'));
    return { looks: told, digest: report.run.digest, findings, files };
  } finally {
    auditor.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** One look, in the middle of the run's writing. */
async function look(auditor: Auditor, runId: string): Promise<Look> {
  const order = auditor.provisionalOrder('w', runId);
  const before = rowsDigest(order.capturePath);
  const count = judgeProvisionally(order);
  const isUntouched = rowsDigest(order.capturePath) === before;
  if (count === null) return { count, findings: [], isUntouched, unread: [] };
  const view = await auditor.results.openView('w', runId, {}, []);
  const findings = [...view.findings()];
  view.close();
  const unread = findings.filter((finding) => {
    const sides = auditor.sides('w', runId, finding);
    return sides?.raise == null || !sides.crm.some((record) => record.id === finding.crmId);
  });
  return { count, findings, isUntouched, unread: unread.map((finding) => finding.id) };
}

/** Of every row of every table, in their order. */
function rowsDigest(path: string): string {
  const capture = CaptureFile.open(path, true);
  const hash = createHash('sha256');
  const tables = capture.db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  for (const table of tables.toSorted())
    hash.update(JSON.stringify([table, capture.db.prepare(`SELECT * FROM ${table}`).raw().all()]));
  const schema = capture.db.prepare('SELECT sql FROM sqlite_schema ORDER BY name').raw().all();
  capture.close();
  return hash.update(JSON.stringify(schema)).digest('hex');
}

const WORLD: SandboxOptions = {
  donors: 200,
  gifts: 1000,
  seed: 41,
  quirks: { raisePageCap: 50, crmPageCap: 50, giftCrmKey: true },
};

describe('looks at a run that goes on', () => {
  let sandbox: RunningSandbox;
  let watched: Watched;
  beforeAll(async () => {
    sandbox = await startSandbox(WORLD);
    watched = await auditWithLooks(sandbox, 5);
  });
  afterAll(() => sandbox.close());

  test('leave the rows as they are, the digest too, and no file behind', async () => {
    expect(watched.looks.length).toBeGreaterThan(8);
    expect(watched.looks.filter(({ isUntouched }) => !isUntouched)).toEqual([]);
    expect(watched.digest).toBe((await auditOnce(sandbox)).report.run.digest);
    expect(watched.files.filter((name) => !/^[\w-]+\.sqlite(-wal|-shm)?$/.test(name))).toEqual([]);
  });

  test('show nothing but states of two records that were read', () => {
    for (const { count, findings, unread } of watched.looks) {
      expect(findings).toHaveLength(count ?? 0);
      expect(findings.filter(({ state }) => !PAIRED.includes(state))).toEqual([]);
      expect(unread).toEqual([]);
    }
  });

  test('show what the run finds in the end, or what stands behind something graver', () => {
    const { early, unexplained } = earlyOf(watched);
    expect(early.length).toBeGreaterThan(100);
    expect(unexplained).toEqual([]);
    const final = new Set(watched.findings.map(({ id }) => id));
    const last = watched.looks.at(-1)?.findings.filter(({ id }) => final.has(id)) ?? [];
    expect(last.length).toBeGreaterThan(20);
  });
});

test('a gift of which only a part was read is no drift', async () => {
  const quirks = { raisePageCap: 40, crmPageCap: 20, splitGifts: true };
  const sandbox = await startSandbox({ ...WORLD, donors: 80, gifts: 300, quirks, plant: 'none' });
  onTestFinished(() => sandbox.close());
  const { looks, findings } = await auditWithLooks(sandbox, 3);
  expect(looks.filter(({ count }) => count !== null).length).toBeGreaterThan(5);
  expect(looks.flatMap((each) => each.findings)).toEqual([]);
  expect(findings.filter(({ state }) => PAIRED.includes(state))).toEqual([]);
});

/** What the looks showed that neither the end shows nor a graver state of the same record explains. */
function earlyOf({ looks, findings }: Watched): { early: Finding[]; unexplained: Finding[] } {
  const final = new Set(findings.map(({ id }) => id));
  const keyOf = ({ recordType, raiseId }: Finding): string => `${recordType} ${raiseId}`;
  const states = new Map(findings.map((finding) => [keyOf(finding), finding.state]));
  const early = looks.flatMap((each) => each.findings);
  const rank = (state: Finding['state']): number => STATE_ORDER.indexOf(state);
  const unexplained = early.filter((finding) => {
    const state = states.get(keyOf(finding));
    return !final.has(finding.id) && (state === undefined || rank(state) >= rank(finding.state));
  });
  return { early, unexplained };
}

test('a look before anything is settled gives nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-provisional-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const capturePath = join(folder, 'r.sqlite');
  CaptureFile.open(capturePath).close();
  const request = JSON.stringify(DEFAULT_REQUEST);
  const run = { id: 'r', startedUtc: '', asOfUtc: '2026-01-01T00:00:00Z', request };
  const findingsPath = join(folder, 'r.provisional.sqlite');
  expect(judgeProvisionally({ capturePath, findingsPath, run })).toBe(null);
  expect(readdirSync(folder)).toEqual(['r.sqlite']);
});

test('what a look leaves that is ended in the middle goes with the provisional file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-provisional-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const findingsPath = join(folder, 'r.provisional.sqlite');
  for (const part of ['', '.rows', '.new'])
    for (const suffix of ['', '-wal', '-shm']) writeFileSync(`${findingsPath}${part}${suffix}`, '');
  writeFileSync(join(folder, 'r.sqlite'), '');
  removeProvisional(findingsPath);
  expect(readdirSync(folder)).toEqual(['r.sqlite']);
});
