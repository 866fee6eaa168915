import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type AuditRequest,
  type Link,
} from '../../src/core/auditor.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { isOfCrmOnly, recheckedIds, type RecheckItem } from '../../src/core/model/recheck.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

describe('a re-check', () => {
  it('comes to what a whole audit finds of these records, record by record or by lists, in few calls', async () => {
    const { sandbox, auditor, link } = await opened(31);
    const first = await audited(auditor, link, DEFAULT_REQUEST);
    const request = recheckOf(auditor);
    const items = request.recheck?.items ?? [];
    expect(items.map(({ id }) => id).toSorted()).toEqual(actionable(first).toSorted());
    // All three record types, and records of CRM+ alone.
    expect(request.records).toEqual(['donor', 'gift', 'recurring_gift']);
    expect(items.filter(isOfCrmOnly).length).toBeGreaterThan(3);
    const repaired = repairSome(sandbox, items);
    expect(repaired).toBeGreaterThan(10);

    const { report: whole } = await onceMore(sandbox);
    const wanted = new Set(recordsOf(items));
    const expected = whole.filter((finding) => wanted.has(recordOf(finding)));
    const stillOpen = new Set(expected.map(({ id }) => id));

    for (const reads of ['single', 'lists'] as const) {
      sandbox.clearLog();
      const plan = await auditor.plan(link, request);
      const counted = sandbox.calls();
      sandbox.clearLog();
      const report = await auditor.audit(link, {
        workspace: 'test',
        request,
        plan: { ...plan, reads },
      });
      expect([...report.findings()].map(wordOf).toSorted()).toEqual(
        expected.map(wordOf).toSorted(),
      );
      expect(report.run.parameters.recheck).toEqual({
        runId: first.run.id,
        findings: items.length,
      });
      const { asked, fixed, changed, stillOpen: open, notKnown, found } = outcomeOf(report);
      if (reads === 'single') {
        expect(report.run.gaps).toEqual([]);
        const gone = items.filter(({ id }) => !stillOpen.has(id));
        expect({ asked, open, notKnown }).toEqual({
          asked: items.length,
          open: items.length - gone.length,
          notKnown: 0,
        });
        expect(fixed + changed).toBe(gone.length);
        expect(fixed).toBeGreaterThan(5);
        expect(changed).toBeGreaterThan(0);
        expect(found).toBe(expected.filter(({ id }) => !items.some((i) => i.id === id)).length);
        expect([...auditor.resolved('test', report.run.id)].map((row) => row.findingId)).toEqual(
          expect.arrayContaining(gone.map(({ id }) => id)),
        );
        // Two calls a record at the most on each side, its donor and a page to look up beside; counting comes on top.
        const calls = sandbox.calls();
        expect(calls.raise).toBeLessThanOrEqual(2 * reading(items, 'raise') + 2);
        expect(calls.crm).toBeLessThanOrEqual(3 * items.length);
        expect(counted.raise + counted.crm).toBeLessThanOrEqual(7);
      }
    }
  });

  it('looks next time at what is still open only, and at nothing once all is fixed', async () => {
    const { sandbox, auditor, link } = await opened(32);
    await audited(auditor, link, { ...DEFAULT_REQUEST, records: ['gift'] });
    const asked = recheckOf(auditor).recheck?.items ?? [];
    for (const { raiseId } of asked.slice(1))
      if (raiseId !== null) sandbox.mutate.removeRaise('gifts', Number(raiseId));
    for (const { crmId } of asked.slice(1))
      if (crmId !== null) sandbox.mutate.removeCrm('gifts', Number(crmId));
    const second = await audited(auditor, link, recheckOf(auditor));
    const left = recheckOf(auditor).recheck?.items ?? [];
    expect(left.map(({ id }) => id).toSorted()).toEqual(actionable(second).toSorted());
    expect(left.length).toBeLessThan(asked.length);
    for (const { raiseId, crmId } of left) {
      if (raiseId !== null) sandbox.mutate.removeRaise('gifts', Number(raiseId));
      if (crmId !== null) sandbox.mutate.removeCrm('gifts', Number(crmId));
    }
    const last = await audited(auditor, link, recheckOf(auditor));
    expect(outcomeOf(last)).toMatchObject({ stillOpen: 0, notKnown: 0, found: 0 });
    expect(last.run.status).toBe('verified');
    expect(auditor.recheck('test')).toBeNull();
  });

  it('calls nothing fixed that could not be read, and asks for it again the next time', async () => {
    const { sandbox, auditor, link } = await opened(33);
    await audited(auditor, link, DEFAULT_REQUEST);
    const items = recheckOf(auditor).recheck?.items ?? [];
    repairSome(sandbox, items);
    // No record of CRM+ can be read alone, nor be found; and no gift of Raise.
    sandbox.setFaults('crm:*/one:500x*,crm:*/find:500x*,raise:Gift/one:500x*');
    const plan = await auditor.plan(link, recheckOf(auditor));
    const report = await auditor.audit(link, {
      workspace: 'test',
      request: recheckOf(auditor),
      plan: { ...plan, reads: 'single' },
    });
    sandbox.setFaults('');
    const outcome = outcomeOf(report);
    // What Raise itself says is gone is known; of everything else nothing is.
    const fixed = [...auditor.resolved('test', report.run.id)];
    for (const { recordType, raiseId } of fixed) {
      expect(recordType).not.toBe('gift');
      const resource = recordType === 'donor' ? 'donors' : 'recurringGifts';
      expect(sandbox.mutate.getRaise(resource, Number(raiseId))).toBeUndefined();
    }
    expect(outcome).toMatchObject({ asked: items.length, fixed: fixed.length, changed: 0 });
    expect(outcome.notKnown).toBe(items.length - outcome.stillOpen - fixed.length);
    expect(outcome.notKnown).toBeGreaterThan(items.length / 2);
    expect(report.run.status).toBe('not_verified');
    const again = recheckOf(auditor).recheck?.items ?? [];
    const gone = new Set(fixed.map(({ findingId }) => findingId));
    expect(again.map(({ id }) => id).toSorted()).toEqual(
      items.flatMap(({ id }) => (gone.has(id) ? [] : [id])).toSorted(),
    );
  });

  it('of a run that is not there or not finished is a wrong use', async () => {
    const { auditor, link } = await opened(34);
    expect(() => auditor.recheck('none')).toThrow('There is no workspace');
    const stop = new AbortController();
    const going = auditor.audit(link, {
      workspace: 'test',
      request: DEFAULT_REQUEST,
      signal: stop.signal,
      onStart: () => stop.abort(),
    });
    await expect(going).rejects.toThrow();
    expect(() => auditor.recheck('test')).toThrow('no finished run yet');
    const [run] = auditor.runs('test');
    expect(() => auditor.recheck('test', run?.id)).toThrow('is not finished');
  });
});

async function opened(
  seed: number,
): Promise<{ sandbox: RunningSandbox; auditor: Auditor; link: Link }> {
  const sandbox = await startSandbox({ donors: 120, gifts: 700, seed });
  onTestFinished(() => sandbox.close());
  return { sandbox, ...openOn(sandbox) };
}

function openOn(sandbox: RunningSandbox): { auditor: Auditor; link: Link } {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-recheck-'));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  onTestFinished(() => {
    auditor.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
    clock: createVirtualClock({ startMs: Date.parse(sandbox.nowUtc), isAuto: true }),
  });
  return { auditor, link };
}

async function onceMore(sandbox: RunningSandbox): Promise<{ report: readonly Finding[] }> {
  const { auditor, link } = openOn(sandbox);
  return { report: [...(await audited(auditor, link, DEFAULT_REQUEST)).findings()] };
}

function audited(auditor: Auditor, link: Link, request: AuditRequest): Promise<AuditReport> {
  return auditor.audit(link, {
    workspace: 'test',
    request,
    ...(request.recheck === null ? {} : { plan: null }),
  });
}

function recheckOf(auditor: Auditor): AuditRequest {
  const request = auditor.recheck('test');
  if (request === null) throw new Error('Nothing is open.');
  return request;
}

function outcomeOf({ recheck }: AuditReport): NonNullable<AuditReport['recheck']> {
  if (recheck === null || recheck === undefined) throw new Error('It is no re-check.');
  return recheck;
}

function actionable(report: AuditReport): string[] {
  return [...report.findings({ actionable: true })].map(({ id }) => id);
}

/** Puts every second planted error right, in whatever way its kind allows. */
function repairSome({ mutate }: RunningSandbox, items: readonly RecheckItem[]): number {
  let repaired = 0;
  const remove = (item: RecheckItem): void => {
    const of = item.recordType === 'gift' ? 'gifts' : 'recurringGifts';
    if (item.state === 'missing_in_raise' && item.crmId !== null)
      mutate.removeCrm(item.recordType === 'donor' ? 'contacts' : of, Number(item.crmId));
    else if (item.raiseId !== null)
      mutate.removeRaise(item.recordType === 'donor' ? 'donors' : of, Number(item.raiseId));
  };
  for (const [at, item] of items.entries()) {
    if (at % 2 === 0) continue;
    const gift =
      item.recordType === 'gift' && item.state === 'missing_in_crm'
        ? mutate.getRaise('gifts', Number(item.raiseId))
        : undefined;
    const donor = gift && mutate.getRaise('donors', Number(gift['donorId']));
    if (gift === undefined || donor === undefined || donor['crmKey'] === null) {
      remove(item);
    } else {
      // Entered after all; every other time with another amount, which is another finding.
      mutate.putCrm('gifts', {
        id: 90_000_000 + at,
        contactId: Number(donor['crmKey']),
        amount: Number(gift['amount']) + (at % 4 === 1 ? 1 : 0),
        giftDate: `${String(gift['date']).slice(0, 10)}T00:00:00`,
        transactionSource: 'RaiseDonors',
        transactionId: `rd2-${item.raiseId}`,
      });
    }
    repaired += 1;
  }
  return repaired;
}

function recordOf({ recordType, state, raiseId, crmId }: Finding): string {
  return isOfCrmOnly({ state, raiseId })
    ? `${recordType} crm ${crmId}`
    : `${recordType} raise ${raiseId}`;
}

function recordsOf(items: readonly RecheckItem[]): string[] {
  return recheckedIds(items).flatMap(({ type, raise, crm }) => [
    ...raise.map((id) => `${type} raise ${id}`),
    ...crm.map((id) => `${type} crm ${id}`),
  ]);
}

function reading(items: readonly RecheckItem[], product: 'raise'): number {
  return new Set(
    items.flatMap(({ recordType, raiseId, relatedRaiseIds }) =>
      [raiseId, ...relatedRaiseIds].map((id) => `${product} ${recordType} ${id}`),
    ),
  ).size;
}

function wordOf({ recordType, state, cause, raiseId, crmId, fields }: Finding): string {
  return [recordType, state, cause, raiseId, crmId, JSON.stringify(fields)].join(' ');
}
