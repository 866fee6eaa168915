import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditor, DEFAULT_REQUEST, type Auditor, type Link } from '../../src/core/auditor.ts';
import { loadWorld, startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

// Going on with a run, and what a run says of itself: faults that a review found, each held here.
let sandbox: RunningSandbox;
let folder: string;
let auditor: Auditor;

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 120, gifts: 600, seed: 41 });
  folder = mkdtempSync(join(tmpdir(), 'tieout-going-on-'));
  auditor = createAuditor({ dataFolder: folder, version: 'test' });
});
afterAll(async () => {
  auditor.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('going on with a run', () => {
  it('is refused without the CRM+ token that it was begun with, and for another organization', async () => {
    await interrupted('customer');
    const request = DEFAULT_REQUEST;
    await expect(
      auditor.audit(link({ withoutCrm: true }), { workspace: 'customer', request, resume: true }),
    ).rejects.toThrow('This run was begun with CRM+');
    const other = await startSandbox({
      world: loadWorld({ organization: { name: 'Somebody Else' }, raise: {}, crm: {} }),
    });
    try {
      await expect(
        auditor.audit(link({ crm: other }), { workspace: 'customer', request, resume: true }),
      ).rejects.toThrow('another organization');
    } finally {
      await other.close();
    }
    const report = await auditor.audit(link(), { workspace: 'customer', request, resume: true });
    expect(report.run.coverage.every((stream) => stream.complete)).toBe(true);
  });

  it('is not taken from an interrupted run by running its rules again', async () => {
    const id = await interrupted('rerun');
    expect(() => auditor.rerun('rerun', id)).toThrow('is not finished');
    const report = await auditor.audit(link(), {
      workspace: 'rerun',
      request: DEFAULT_REQUEST,
      resume: true,
    });
    expect(report.run.id).toBe(id);
  });
});

describe('a run', () => {
  it('counts every call once, over several runs of one connection', async () => {
    const shared = link();
    for (let run = 0; run < 2; run += 1) {
      const before = sandbox.calls();
      const { calls } = (
        await auditor.audit(shared, { workspace: 'calls', request: DEFAULT_REQUEST })
      ).run;
      const after = sandbox.calls();
      expect(calls).toEqual({ raise: after.raise - before.raise, crm: after.crm - before.crm });
    }
  });

  it('is not verified when Raise does not have an id that was asked for', async () => {
    const { report } = await auditOnce(sandbox, {
      request: { records: ['donor'], ids: ['99999999'] },
    });
    expect(report.run.status).toBe('not_verified');
    expect(report.run.gaps.join(' ')).toContain('99999999');
  });

  it('calls no gift missing whose campaign could not be read', async () => {
    const world = loadWorld({
      raise: {
        donors: [{ id: 501, name: 'Ann Archer', crmKey: '9001' }],
        gifts: [{ id: 7001, donorId: 501, amount: 100, campaignName: 'Gala' }],
        campaigns: [{ id: 11, name: 'Gala', canSync: false }],
      },
      crm: { contacts: [{ id: 9001, name: 'Ann Archer' }] },
    });
    const refusing = await startSandbox({
      world,
      nowUtc: '2026-03-20T12:00:00Z',
      faults: 'raise:campaign:403x*',
    });
    try {
      const { findings, report } = await auditOnce(refusing, {
        request: { linkSources: ['RaiseDonors'], linkPrefixes: ['rd2-'] },
      });
      expect(findings.map((finding) => `${finding.state} ${finding.cause}`)).toEqual([
        'raise_unreachable not_permitted',
      ]);
      expect(report.run.status).toBe('not_verified');
    } finally {
      await refusing.close();
    }
  });
});

function link(options: { withoutCrm?: boolean; crm?: RunningSandbox } = {}): Link {
  const crm = options.crm ?? sandbox;
  return auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: options.withoutCrm
      ? null
      : { url: crm.crmUrl, token: crm.crmToken, requestsPerSecond: 1000 },
    clock: createVirtualClock({ startMs: Date.parse(sandbox.nowUtc), isAuto: true }),
  });
}

/** Starts a run and stops it in the middle of its confirmations; its id. */
async function interrupted(workspace: string): Promise<string> {
  const stop = new AbortController();
  const run = auditor.audit(link(), {
    workspace,
    request: DEFAULT_REQUEST,
    signal: stop.signal,
    onProgress: (progress) => {
      if (progress.kind === 'confirm') stop.abort();
    },
  });
  await expect(run).rejects.toThrow();
  return auditor.runs(workspace)[0]?.id ?? '';
}
