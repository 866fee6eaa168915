import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type AuditRequest,
  type Link,
} from '../../src/core/auditor.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const TEMPLATES = {
  donor: 'https://raise.example/donors/{id}?from=tieout',
  gift: 'http://raise.example/gifts/{id}',
  recurring_gift: 'https://raise.example/schedules',
};
let sandbox: RunningSandbox;
let folder: string;
let auditor: Auditor;
let report: AuditReport;
let findings: Finding[];

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 120, gifts: 600, seed: 41 });
  folder = mkdtempSync(join(tmpdir(), 'tieout-sides-'));
  auditor = createAuditor({ dataFolder: folder, version: 'test' });
  report = await audit('sides', { raiseUrlTemplates: TEMPLATES });
  findings = [...report.findings()];
});
afterAll(async () => {
  auditor.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

function link(): Link {
  return auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
    clock: createVirtualClock({ startMs: Date.parse(sandbox.nowUtc), isAuto: true }),
  });
}

function audit(workspace: string, request: Partial<AuditRequest> = {}): Promise<AuditReport> {
  return auditor.audit(link(), { workspace, request: { ...DEFAULT_REQUEST, ...request } });
}

describe('both sides of a finding', () => {
  test('are there too where an earlier Tieout has kept what the run read', async () => {
    const { run } = await audit('older');
    const path = join(folder, 'workspaces', 'older', 'runs', `${run.id}.sqlite`);
    const db = new Database(path);
    db.exec('DROP TABLE late_row; PRAGMA user_version = 10');
    db.close();
    const [finding] = findings;
    const sides = finding && auditor.sides('older', run.id, finding);
    expect(sides).toEqual(finding && auditor.sides('sides', report.run.id, finding));
  });

  test('are its records, and no record stands twice', () => {
    const seen = { raise: 0, crm: 0, related: 0, both: 0 };
    for (const finding of findings) {
      const sides = auditor.sides('sides', report.run.id, finding);
      if (sides === null) throw new Error('The capture is there.');
      const { raise, crm, related } = sides;
      if (raise !== null) expect(raise.id).toBe(finding.raiseId);
      const ids = [...crm, ...related.crm].map((record) => record.id);
      expect(new Set(ids).size).toBe(ids.length);
      if (finding.crmId !== null && ids.includes(finding.crmId)) expect(ids[0]).toBe(finding.crmId);
      for (const record of related.raise) expect(finding.relatedRaiseIds).toContain(record.id);
      for (const record of related.crm) expect(finding.relatedCrmIds).toContain(record.id);
      expect(JSON.parse(JSON.stringify(sides))).toEqual(sides);
      seen.raise += raise === null ? 0 : 1;
      seen.crm += crm.length > 0 ? 1 : 0;
      seen.related += related.raise.length + related.crm.length > 0 ? 1 : 0;
      seen.both += raise !== null && crm.length > 0 ? 1 : 0;
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  test.each([
    ['field_drift', 1, 1],
    ['duplicate_link', 1, 1],
    ['missing_in_crm', 1, 0],
    ['missing_in_raise', 0, 1],
    ['refund_not_reversed', 1, 1],
  ] as const)('%s: %i of Raise, at least %i of CRM+', (state, ofRaise, ofCrm) => {
    const own = findings.filter((finding) => finding.state === state);
    expect(own.length).toBeGreaterThan(0);
    for (const finding of own) {
      const sides = auditor.sides('sides', report.run.id, finding);
      if (finding.raiseId !== null)
        expect([finding.evidence, sides?.raise === null ? 0 : 1]).toEqual([
          finding.evidence,
          ofRaise,
        ]);
      expect(sides?.crm.length).toBeGreaterThanOrEqual(finding.crmId === null ? 0 : ofCrm);
    }
  });

  test('a drifting field shows both values', () => {
    const drift = findings.find(
      (finding) =>
        finding.recordType === 'gift' && finding.fields.some(({ field }) => field === 'amount'),
    );
    if (!drift) throw new Error('The sandbox plants one.');
    const sides = auditor.sides('sides', report.run.id, drift);
    expect(sides?.raise).toMatchObject({ id: drift.raiseId, amountMinor: drift.amountMinor });
    expect(sides?.crm[0]).toMatchObject({ id: drift.crmId });
  });

  test('a run that is not there is refused, one whose answers are gone has no sides', async () => {
    const [finding] = findings;
    if (!finding) throw new Error('The sandbox plants some.');
    expect(() => auditor.sides('sides', '../../workspace', finding)).toThrow('There is no run');
    const { run } = await audit('gone');
    for (const end of ['', '-wal', '-shm'])
      rmSync(join(folder, 'workspaces', 'gone', 'runs', `${run.id}.sqlite${end}`), { force: true });
    expect(auditor.sides('gone', run.id, finding)).toBeNull();
  });
});

describe('the Raise link', () => {
  test('is its template with the id, https only', () => {
    for (const { recordType, raiseId, raiseUrl } of findings) {
      const isFilled = recordType === 'donor' && raiseId !== null;
      expect(raiseUrl).toBe(
        isFilled ? `https://raise.example/donors/${raiseId}?from=tieout` : null,
      );
    }
    expect(findings.some((finding) => finding.raiseUrl !== null)).toBe(true);
  });

  test('changes no digest', async () => {
    expect((await audit('without')).run.digest).toBe(report.run.digest);
  });

  test('is none in runs of an earlier Tieout, which still go on', async () => {
    const stop = new AbortController();
    const begun = auditor.audit(link(), {
      workspace: 'older',
      request: { ...DEFAULT_REQUEST, raiseUrlTemplates: TEMPLATES },
      signal: stop.signal,
      onProgress: (progress) => {
        if (progress.kind === 'confirm') stop.abort();
      },
    });
    await expect(begun).rejects.toThrow();
    const { db } = openWorkspace(folder, 'older');
    db.prepare("UPDATE run SET request = json_remove(request, '$.raiseUrlTemplates')").run();
    db.close();
    const done = await auditor.audit(link(), {
      workspace: 'older',
      request: DEFAULT_REQUEST,
      resume: true,
    });
    expect(done.run.digest).toBe(report.run.digest);
    expect([...done.findings()].every((finding) => finding.raiseUrl === null)).toBe(true);
    expect(auditor.rerun('older', done.run.id).run.digest).toBe(report.run.digest);
  });
});
