import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type Link,
  type Progress,
} from '../../src/core/auditor.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { loadWorld, startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

// As-of semantics (reliability.md, changes while a run reads): records change between the moment at which Raise is read and the
// moment at which CRM+ is, and nothing of that is a finding.
const NOW = '2026-03-20T12:00:00.000Z';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const donor = { id: 501, firstName: 'Ann', lastName: 'Archer', crmKey: '9001' };
const contact = {
  id: 9001,
  name: 'Ann Archer',
  contactIndividuals: [{ id: 1, firstName: 'Ann', lastName: 'Archer', isPrimary: true }],
};
const LONG_AGO = '2026-01-10T12:00:00.000';
const gift = (id: number, amount: number) => ({
  id,
  donorId: 501,
  amount,
  date: '2026-01-10T12:00:00',
  createdDate: LONG_AGO,
  modifiedDate: LONG_AGO,
});
const crmGift = (id: number, raiseId: number, amount: number) => ({
  id,
  contactId: 9001,
  amount,
  giftDate: '2026-01-10T00:00:00',
  transactionSource: 'RaiseDonors',
  transactionId: `rd2-${raiseId}`,
  createDateTimeUtc: LONG_AGO,
  modifiedDateTimeUtc: LONG_AGO,
});

async function world(quirks: object = {}): Promise<RunningSandbox> {
  const ids = Array.from({ length: 30 }, (_, at) => at + 1);
  const sandbox = await startSandbox({
    world: loadWorld({
      raise: { donors: [donor], gifts: ids.map((id) => gift(7000 + id, id)) },
      crm: {
        contacts: [contact],
        gifts: ids.map((id) => crmGift(3000 + id, 7000 + id, id)),
      },
    }),
    nowUtc: NOW,
    quirks,
  });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

interface Setting {
  readonly auditor: Auditor;
  readonly link: Link;
  readonly clock: VirtualClock;
}

function settingFor(sandbox: RunningSandbox): Setting {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-changing-'));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => {
    auditor.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  const clock = createVirtualClock({ startMs: Date.parse(NOW), isAuto: true });
  const access = (url: string, token: string) => ({ url, token, requestsPerSecond: 1000 });
  const link = auditor.connect({
    raise: access(sandbox.raiseUrl, sandbox.raiseToken),
    crm: access(sandbox.crmUrl, sandbox.crmToken),
    clock,
  });
  return { auditor, link, clock };
}

/**
 * One audit of gifts in two starts: in the first, Raise is read and CRM+ doesn't answer; `meanwhile` something changes; in the
 * second CRM+ is read.
 */
async function auditGifts(
  sandbox: RunningSandbox,
  { auditor, link, clock }: Setting,
  meanwhile: (utc: string) => void,
  waitMs: number,
): Promise<AuditReport> {
  const request = { ...DEFAULT_REQUEST, records: ['gift'] as const, pageSize: 10 };
  const stop = new AbortController();
  sandbox.setFaults('crm:*/list:stall@1x*');
  const first = auditor.audit(link, {
    workspace: 'w',
    request,
    signal: stop.signal,
    onProgress: (fact) => {
      if (fact.kind === 'stream' && fact.stream === 'raise.campaigns' && fact.isEnd) stop.abort();
    },
  });
  await expect(first).rejects.toThrow('cancelled');
  sandbox.setFaults('');
  clock.jump(waitMs);
  meanwhile(new Date(clock.now()).toISOString().slice(0, -1));
  return auditor.audit(link, { workspace: 'w', request, resume: true });
}

const statesOf = (report: AuditReport): string[] =>
  [...report.findings()].map(
    ({ state, cause, raiseId, crmId }) => `${state} ${cause} ${raiseId ?? '-'} ${crmId ?? '-'}`,
  );

test('a gift that was changed on both sides in between is no drift: a closing pass reads it again', async () => {
  const sandbox = await world();
  const report = await auditGifts(
    sandbox,
    settingFor(sandbox),
    (utc) => {
      sandbox.mutate.putRaise('gifts', { id: 7003, amount: 99, modifiedDate: utc });
      sandbox.mutate.putCrm('gifts', { id: 3003, amount: 99, modifiedDateTimeUtc: utc });
    },
    30 * MINUTE,
  );
  expect([statesOf(report), report.run.status]).toEqual([[], 'verified']);
});

test('one that only CRM+ shows anew is pending, not a discrepancy, where the sweep was too short for a closing pass', async () => {
  const sandbox = await world();
  const report = await auditGifts(
    sandbox,
    settingFor(sandbox),
    (utc) => {
      sandbox.mutate.putRaise('gifts', { id: 7003, amount: 99, modifiedDate: utc });
      sandbox.mutate.putCrm('gifts', { id: 3003, amount: 99, modifiedDateTimeUtc: utc });
    },
    MINUTE,
  );
  expect(statesOf(report)).toEqual(['field_drift within_lag_window 7003 3003']);
  const [finding] = [...report.findings()];
  expect(finding?.evidence).toContain('not of one moment');
  expect(finding?.actionable).toBe(false);
});

test('records made after the audit began are left to the next one, on both sides, and asked for by nobody', async () => {
  const sandbox = await world();
  const undisturbed = await auditGifts(sandbox, settingFor(sandbox), () => undefined, MINUTE);
  const report = await auditGifts(
    sandbox,
    settingFor(sandbox),
    (utc) => {
      sandbox.mutate.putRaise('gifts', { ...gift(7099, 5), createdDate: utc, modifiedDate: utc });
      sandbox.mutate.putCrm('gifts', {
        ...crmGift(3099, 7099, 5),
        createDateTimeUtc: utc,
        modifiedDateTimeUtc: utc,
      });
    },
    MINUTE,
  );
  expect([statesOf(report), report.run.status]).toEqual([[], 'verified']);
  expect(report.run.digest).toBe(undisturbed.run.digest);
  const gifts = report.run.coverage.find(
    ({ product, stream }) => product === 'crm' && stream === 'gifts',
  );
  expect(gifts?.note).toContain('made after the audit began');
  expect(gifts?.read).toBe(31);
  expect(report.tieOut).toEqual(undisturbed.tieOut);
});

test('a CRM+ gift that was made in between for an earlier Raise gift counts: it was synced', async () => {
  const sandbox = await world();
  sandbox.mutate.removeCrm('gifts', 3003);
  const report = await auditGifts(
    sandbox,
    settingFor(sandbox),
    (utc) =>
      sandbox.mutate.putCrm('gifts', {
        ...crmGift(3099, 7003, 3),
        createDateTimeUtc: utc,
        modifiedDateTimeUtc: utc,
      }),
    MINUTE,
  );
  expect(statesOf(report)).toEqual([]);
});

test('a product that ignores the question for changes is left after one page', async () => {
  const sandbox = await world({ filterIgnored: 'both' });
  const setting = settingFor(sandbox);
  const report = await auditGifts(sandbox, setting, () => undefined, 30 * MINUTE);
  const calls = report.run.calls.raise + report.run.calls.crm;
  const short = await auditGifts(sandbox, settingFor(sandbox), () => undefined, MINUTE);
  expect([statesOf(report), report.run.status]).toEqual([[], 'verified']);
  // Donors, gifts, contacts, gifts: a page each; CRM+ is asked for its parameters before.
  expect(calls - short.run.calls.raise - short.run.calls.crm).toBeLessThanOrEqual(6);
});

test('a run that goes on after days sees what changed meanwhile, also long before it went on', async () => {
  const sandbox = await world();
  const report = await auditGifts(
    sandbox,
    settingFor(sandbox),
    (utc) => {
      const earlier = new Date(Date.parse(`${utc}Z`) - 2 * DAY).toISOString().slice(0, -1);
      sandbox.mutate.putRaise('gifts', { id: 7003, amount: 99, modifiedDate: earlier });
      sandbox.mutate.putCrm('gifts', { id: 3003, amount: 99, modifiedDateTimeUtc: earlier });
    },
    3 * DAY,
  );
  expect([statesOf(report), report.run.status]).toEqual([[], 'verified']);
});

test('what a direct read found stays found when a closing pass lists it as made since', async () => {
  const sandbox = await world();
  const { auditor, link, clock } = settingFor(sandbox);
  sandbox.mutate.putCrm('contacts', { id: 9001, mergedIntoContactId: 9500 });
  // A longer chain, so that there is still something to be asked for when the run is stopped.
  sandbox.mutate.putRaise('donors', { ...donor, id: 502, crmKey: '9002' });
  for (const [id, mergedIntoContactId] of [
    [9002, 9003],
    [9003, 9004],
    [9004, null],
  ] as const)
    sandbox.mutate.putCrm('contacts', { ...contact, id, mergedIntoContactId });
  const stop = new AbortController();
  let wasMade = false;
  const command = {
    workspace: 'w',
    request: { ...DEFAULT_REQUEST, records: ['donor'] as const },
    onProgress: (fact: Progress): void => {
      if (fact.kind !== 'phase' || fact.phase !== 'match' || wasMade) return;
      wasMade = true;
      clock.jump(MINUTE);
      const utc = new Date(clock.now()).toISOString().slice(0, -1);
      // A donor who gave for the first time a moment ago, and into whose contact another one was merged.
      sandbox.mutate.putRaise('donors', { ...donor, id: 599, createdDate: utc, modifiedDate: utc });
      sandbox.mutate.putCrm('contacts', {
        ...contact,
        id: 9500,
        contactReferences: [{ source: 'RaiseDonors', id: '599' }],
        createDateTimeUtc: utc,
        modifiedDateTimeUtc: utc,
      });
    },
  };
  const found = (): boolean =>
    sandbox.requests().some(({ path, status }) => path === '/api/Contact/9500' && status === 200);
  const first = auditor.audit(link, {
    ...command,
    signal: stop.signal,
    onProgress: (fact) => {
      command.onProgress(fact);
      if (fact.kind === 'confirm' && found()) stop.abort();
    },
  });
  await expect(first).rejects.toThrow('cancelled');
  clock.jump(20 * MINUTE);
  const report = await auditor.audit(link, { ...command, resume: true });
  expect(statesOf(report)).toEqual([
    'merged_in_crm merged 501 9001',
    'merged_in_crm merged 502 9002',
  ]);
  const again = auditor.rerun('w', report.run.id);
  expect(again.run.digest).toBe(report.run.digest);
});
