import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type AuditRequest,
} from '../../src/core/auditor.ts';
import { parseDay } from '../../src/core/model/days.ts';
import type { ShownVerdict } from '../../src/core/model/live-status.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { crmGiftBody, raiseGiftBody } from './bodies.ts';

const RULES: AuditRequest = {
  ...DEFAULT_REQUEST,
  records: ['donor', 'gift'],
  linkSources: ['RaiseDonors'],
  linkPrefixes: ['rd2-'],
};
const MINUTE_MS = 60_000;
const NOON_MS = Date.parse('2026-11-25T12:00:00Z');

let folder: string;
let sandbox: RunningSandbox;
let auditor: Auditor;

/** Two donors' gifts; CRM+ has the first alone. Ours and the products' clocks agree, as the audits' instants are compared with reads. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON_MS });
  folder = mkdtempSync(join(tmpdir(), 'tieout-live-audits-'));
  const gift = (id: number) => ({
    id,
    donorId: 1,
    amount: 25,
    date: '2026-11-20T09:00:00',
    createdDate: '2026-11-20T09:00:00',
  });
  sandbox = await startSandbox({
    quirks: { crmRateLimit: 5000 },
    world: {
      raise: { donors: [{ id: 1, name: 'Ann Nobody', crmKey: '51' }], gifts: [11, 12].map(gift) },
      crm: {
        contacts: [
          {
            id: 51,
            name: 'Ann Nobody',
            contactReferences: [{ source: 'RaiseDonors', id: 'rd2-1' }],
          },
        ],
        gifts: [crmGift(511, 11)],
      },
    },
  });
  auditor = createAuditor({ dataFolder: folder, version: 'test' });
  auditor.customers.create('w', {});
});
afterEach(async () => {
  auditor.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

test('a live finding and the audit’s are one: decisions hold in both, it is counted once, and leaves when an audit says so', async () => {
  await foundLate();
  expect(counts()).toEqual({ findings: 1, actionable: 1, unaudited: 1 });
  expect(auditor.live.summary('w').days).toEqual([
    { day: '2026-11-25', confirmed: 1, isOver: false },
  ]);
  const id = only().finding?.id ?? '';
  expect(() => auditor.live.decide('w', ['another'], { status: 'reported' }, 'Ana')).toThrow(
    /not up to date/,
  );

  // Decided before any audit knows of it.
  const accept = { untilDay: null, reason: 'Known to the admin' };
  expect(auditor.live.decide('w', [id], { owner: 'Ana', accept }, 'Ana')).toBe(1);
  expect(auditor.live.decide('w', [id], { owner: 'Ana' }, 'Ana')).toBe(0);
  expect(counts()).toEqual({ findings: 1, actionable: 0, unaudited: 0 });
  const first = await audit();
  const has = [...first.findings()].find((finding) => finding.id === id);
  expect(has).toMatchObject({ state: 'missing_in_crm', raiseId: '12', actionable: false });
  expect(first.triageOf?.(id)).toMatchObject({ owner: 'Ana', accepted: accept });
  expect(only().audit).toMatchObject({ runId: first.run.id, isOpen: true });

  // Decided in the audit.
  const patch = { status: 'reported', accept: null } as const;
  expect(await auditor.triage.decide('w', first.run.id, { ids: [id] }, patch, 'Ben')).toBe(1);
  expect(only().triage).toMatchObject({ status: 'reported', owner: 'Ana', accepted: null });
  // The audit counts it; nothing is to be said of it besides.
  expect(counts()).toEqual({ findings: 1, actionable: 1, unaudited: 0 });
  auditor.triage.undo('w', 'Ben');
  expect(only().triage?.accepted).toMatchObject(accept);

  // An audit that did not look at it takes nothing away, one that did does.
  sandbox.mutate.putCrm('gifts', crmGift(512, 12));
  await audit({ fromDay: parseDay('2026-01-01'), toDay: parseDay('2026-01-31') });
  expect(only().audit?.runId).toBe(first.run.id);
  const second = await audit();
  expect(auditor.live.findings('w')).toEqual([]);
  expect(counts()).toEqual({ findings: 0, actionable: 0, unaudited: 0 });
  expect(row().verdict?.audit).toMatchObject({ runId: second.run.id, isOpen: false });
  expect(auditor.live.summary('w').days).toMatchObject([{ confirmed: 1 }]);
}, 60_000);

test('an audit that never had it settles it only if it began later, looked, and could tell', async () => {
  await foundLate();
  sandbox.mutate.putCrm('gifts', crmGift(512, 12));
  const before = Date.now();
  vi.setSystemTime(before - 30 * MINUTE_MS);
  await audit();
  vi.setSystemTime(before + MINUTE_MS);
  expect(only().audit).toBeNull();
  await audit({ fromDay: parseDay('2026-01-01'), toDay: parseDay('2026-01-31') });
  expect(only().audit).toBeNull();
  // CRM+ tells something of this gift that can't be understood.
  sandbox.mutate.putCrm('gifts', { ...crmGift(512, 12), amount: 'twenty-five' });
  await audit();
  expect(only().audit).toBeNull();
  sandbox.mutate.putCrm('gifts', crmGift(512, 12));
  await audit();
  expect(auditor.live.findings('w')).toEqual([]);
  // A later event has it read again, and reading has the last word.
  await told([{ product: 'crm', body: crmGiftBody({ id: 512, raiseId: 12 }) }]);
  await confirm();
  expect(row().verdict).toMatchObject({ outcome: 'agrees', audit: null, triage: null });
}, 60_000);

test('an acceptance given to a live finding is opened again when the audit finds another amount', async () => {
  await foundLate();
  const id = only().finding?.id ?? '';
  const accept = { untilDay: null, reason: 'A test' };
  auditor.live.decide('w', [id], { accept }, 'Ana');
  sandbox.mutate.putRaise('gifts', { id: 12, amount: 40 });
  await audit();
  expect(only().triage).toMatchObject({
    accepted: null,
    reopened: expect.stringMatching(/amount was/) as string,
  });
  expect(counts()).toEqual({ findings: 1, actionable: 1, unaudited: 0 });
}, 60_000);

test('of a workspace that never listened nothing is told, and no file is made', () => {
  const before = auditor.customers.files('w').length;
  expect(auditor.live.summary('w')).toEqual({
    findings: 0,
    actionable: 0,
    unaudited: 0,
    days: [],
  });
  expect(auditor.customers.files('w')).toHaveLength(before);
});

/** Raise alone told of gift 12 two hours ago, and reading it directly shows that CRM+ does not have it. */
async function foundLate(): Promise<void> {
  const receivedUtc = new Date(Date.now() - 120 * MINUTE_MS).toISOString();
  await told([{ product: 'raise', body: raiseGiftBody({ id: 12 }), receivedUtc }]);
  await confirm();
  vi.setSystemTime(Date.now() + MINUTE_MS);
}

async function told(lines: readonly object[]): Promise<void> {
  const path = join(folder, 'captured.ndjson');
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  await auditor.live.import('w', { path }, { product: null });
}

function confirm() {
  return auditor.live.confirm('w', link(), RULES);
}

async function audit(scope: Partial<AuditRequest> = {}) {
  const report = await auditor.audit(link(), { workspace: 'w', request: { ...RULES, ...scope } });
  vi.setSystemTime(Date.now() + MINUTE_MS);
  return report;
}

function link() {
  return auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
    clock: createVirtualClock({ startMs: Date.now(), isAuto: true }),
  });
}

function counts() {
  const { findings, actionable, unaudited } = auditor.live.status('w', RULES);
  const told = auditor.live.summary('w');
  expect([told.findings, told.actionable, told.unaudited]).toEqual([
    findings,
    actionable,
    unaudited,
  ]);
  return { findings, actionable, unaudited };
}

function only(): ShownVerdict {
  const [first, ...others] = auditor.live.findings('w');
  expect(others).toEqual([]);
  if (first?.verdict == null) throw new Error('There is no live finding.');
  return first.verdict;
}

function row() {
  const [first] = auditor.live.rows('w', {
    filter: 'all',
    after: null,
    includeTestMode: false,
  }).rows;
  if (first === undefined) throw new Error('There is no row.');
  return first;
}

function crmGift(id: number, raiseId: number) {
  return {
    id,
    contactId: 51,
    amount: 25,
    giftDate: '2026-11-20T00:00:00',
    transactionSource: 'RaiseDonors',
    transactionId: `rd2-${raiseId}`,
  };
}
