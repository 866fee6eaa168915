import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAuditor, DEFAULT_REQUEST, type Auditor, type Link } from '../../src/core/auditor.ts';
import type { ShownLiveRow } from '../../src/core/model/live-status.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { crmGiftBody, raiseGiftBody } from './bodies.ts';
import { linkTo, listenAndSubscribe, SECRETS } from './subscribed.ts';

const RULES = { ...DEFAULT_REQUEST, linkSources: ['RaiseDonors'], linkPrefixes: ['rd2-'] };
const HOUR_MS = 3_600_000;

let folder: string;
let sandbox: RunningSandbox;
let auditor: Auditor;
let link: Link;

/** Three donors with a gift each; CRM+ has the first gift alone. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  folder = mkdtempSync(join(tmpdir(), 'tieout-confirm-'));
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
      raise: {
        donors: [{ id: 1, name: 'Ann Nobody', crmKey: '51' }],
        gifts: [11, 12, 13].map(gift),
      },
      crm: {
        contacts: [
          {
            id: 51,
            name: 'Ann Nobody',
            contactReferences: [{ source: 'RaiseDonors', id: 'rd2-1' }],
          },
        ],
        gifts: [
          {
            id: 511,
            contactId: 51,
            amount: 25,
            giftDate: '2026-11-20T00:00:00',
            transactionSource: 'RaiseDonors',
            transactionId: 'rd2-11',
          },
        ],
      },
    },
  });
  auditor = createAuditor({ dataFolder: folder, version: 'test' });
  auditor.customers.create('w', {});
  link = linkTo(auditor, sandbox);
});
afterEach(async () => {
  auditor.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

async function told(lines: readonly object[]): Promise<void> {
  const path = join(folder, 'captured.ndjson');
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  await auditor.live.import('w', { path }, { product: null });
}

const fromRaise = (id: number, atMs: number) => ({
  product: 'raise',
  headers: {},
  body: raiseGiftBody({ id }),
  receivedUtc: new Date(atMs).toISOString(),
});
const fromCrm = (id: number, raiseId: number | null, atMs: number) => ({
  product: 'crm',
  body: crmGiftBody({ id, raiseId }),
  receivedUtc: new Date(atMs).toISOString(),
});
const finding = (row: ShownLiveRow | undefined) => row?.verdict?.finding;

describe('one-sided gifts', () => {
  test('are called what a direct read says: agreeing, missing, or there after all when the event comes late', async () => {
    const start = Date.now();
    await told([fromRaise(11, start), fromRaise(12, start)]);
    vi.setSystemTime(start + HOUR_MS - 1000);
    expect(await auditor.live.confirm('w', link, RULES)).toMatchObject({ checked: 0, waiting: 0 });
    vi.setSystemTime(start + HOUR_MS);
    expect(auditor.live.status('w', RULES)).toMatchObject({ waitingToConfirm: 2, findings: 0 });
    expect(await auditor.live.confirm('w', link, RULES)).toMatchObject({ checked: 2, waiting: 0 });
    // CRM+ has the first; its event alone never came.
    expect(auditor.live.status('w', RULES)).toMatchObject({
      findings: 1,
      actionable: 1,
      waitingToConfirm: 0,
    });
    const [missing] = auditor.live.findings('w');
    expect(missing?.raiseId).toBe('12');
    expect(finding(missing)).toMatchObject({
      state: 'missing_in_crm',
      cause: 'overdue',
      raiseId: '12',
    });
    // The event comes at last: a hint. Only reading undoes what was found by reading.
    await told([fromCrm(512, 12, start + HOUR_MS)]);
    const [late] = auditor.live.findings('w');
    expect(late?.arrival).toBe('both');
    expect(late?.verdict?.isOutdated).toBe(true);
    expect(await auditor.live.confirm('w', link, RULES)).toMatchObject({ checked: 1 });
    expect(finding(auditor.live.findings('w')[0])).toMatchObject({ state: 'missing_in_crm' });
    sandbox.mutate.putCrm('gifts', {
      id: 512,
      contactId: 51,
      amount: 25,
      giftDate: '2026-11-20T00:00:00',
      transactionSource: 'RaiseDonors',
      transactionId: 'rd2-12',
    });
    await told([
      {
        product: 'crm',
        body: crmGiftBody({ id: 512, raiseId: 12, what: 'Update', changed: '2026-11-20T12:00:00' }),
      },
    ]);
    expect(await auditor.live.confirm('w', link, RULES)).toMatchObject({ checked: 1 });
    expect(auditor.live.findings('w')).toEqual([]);
  });

  test('the other way round: CRM+ tells of a gift that Raise does not have', async () => {
    const start = Date.now();
    sandbox.mutate.putCrm('gifts', {
      id: 599,
      contactId: 51,
      amount: 25,
      giftDate: '2026-11-20T00:00:00',
      transactionSource: 'RaiseDonors',
      transactionId: 'rd2-99',
    });
    await told([
      fromCrm(599, 99, start),
      fromCrm(511, 11, start),
      fromCrm(600, null, start),
      { product: 'crm', body: crmGiftBody({ id: 601, raiseId: 5, source: 'Classy' }) },
    ]);
    vi.setSystemTime(start + HOUR_MS);
    await auditor.live.confirm('w', link, RULES);
    expect(auditor.live.findings('w').map(finding)).toMatchObject([
      { state: 'missing_in_raise', cause: 'raise_record_absent', crmId: '599' },
    ]);
    const rows = auditor.live.status('w', RULES).rows;
    expect(rows).toMatchObject({ all: 4, one_sided: 2, crm_born: 1, unlinked: 1 });
  });

  test('what cannot be read is undecided, never a finding, and is asked again', async () => {
    const start = Date.now();
    await told([fromRaise(12, start)]);
    vi.setSystemTime(start + HOUR_MS);
    sandbox.setFaults('crm:*:500x*');
    const first = await auditor.live.confirm('w', link, RULES);
    expect(auditor.live.status('w', RULES)).toMatchObject({ findings: 0 });
    expect(first.checked + first.waiting).toBe(1);
    sandbox.setFaults('');
    vi.setSystemTime(start + 2 * HOUR_MS);
    await auditor.live.confirm('w', linkTo(auditor, sandbox), RULES);
    expect(auditor.live.findings('w').map(finding)).toMatchObject([{ state: 'missing_in_crm' }]);
  });

  test('reading them takes no more than 5 % of an hour’s calls; the rest waits', async () => {
    const start = Date.now();
    // More one-sided gifts than 250 calls can settle.
    for (let id = 100; id < 160; id += 1)
      sandbox.mutate.putRaise('gifts', {
        id,
        donorId: 1,
        amount: 25,
        currency: 'USD',
        date: '2026-11-20T09:00:00',
        createdDate: '2026-11-20T09:00:00',
        statusText: 'Approved',
      });
    await told(Array.from({ length: 60 }, (_, at) => fromRaise(100 + at, start)));
    vi.setSystemTime(start + HOUR_MS);
    await link.connections.crm?.organization();
    sandbox.clearLog();
    const first = await auditor.live.confirm('w', link, RULES);
    expect(first.checked).toBeGreaterThan(5);
    expect(first.waiting).toBe(60 - first.checked);
    expect(sandbox.calls().crm).toBeLessThanOrEqual(250);
    expect(await auditor.live.confirm('w', link, RULES)).toMatchObject({
      checked: 0,
      waiting: first.waiting,
    });
    expect(auditor.live.status('w', RULES).waitingToConfirm).toBe(first.waiting);
    vi.setSystemTime(start + 2 * HOUR_MS + 1000);
    sandbox.clearLog();
    expect((await auditor.live.confirm('w', link, RULES)).checked).toBeGreaterThan(5);
    expect(sandbox.calls().crm).toBeLessThanOrEqual(250);
  }, 60_000);

  test('test mode and statuses that are not synced are no suspects, by the event alone', async () => {
    const start = Date.now();
    const body = (id: number, more: object) => ({
      product: 'raise',
      body: raiseGiftBody({ id }, more),
      receivedUtc: new Date(start).toISOString(),
    });
    await told([
      body(12, { isTestMode: true }),
      body(13, { statusText: 'Declined' }),
      body(14, { campaign: { canSync: false } }),
    ]);
    vi.setSystemTime(start + HOUR_MS);
    expect(auditor.live.status('w', RULES).rows).toMatchObject({
      one_sided: 0,
      test: 1,
      expected: 2,
    });
    expect(await auditor.live.confirm('w', link, RULES)).toMatchObject({ checked: 0, waiting: 0 });
    expect(auditor.live.status('w', { includeTestMode: true }).rows.one_sided).toBe(1);
  });
});

describe('subscriptions and files', () => {
  test('are made, listed, told of and deleted, each as shown; the numbers are learned from Raise’s logs', async () => {
    const listener = await listenAndSubscribe(auditor, link, 'w');
    const listed = await auditor.live.subscriptions.list('w', link);
    expect(listed.map(({ product, isOurs }) => [product, isOurs])).toEqual([
      ['raise', true],
      ['crm', true],
    ]);
    expect(
      await sandbox.tell({ product: 'raise', resource: 'gifts', what: 'created', id: 11 }),
    ).toEqual([204]);
    expect(
      await sandbox.tell({ product: 'raise', resource: 'gifts', what: 'deleted', id: 13 }),
    ).toEqual([204]);
    expect(
      await sandbox.tell({ product: 'crm', resource: 'contacts', what: 'updated', id: 51 }),
    ).toEqual([204]);
    const learned = await auditor.live.subscriptions.learnEvents('w', link);
    expect(learned).toMatchObject([
      { number: 10, label: 'Gift Created' },
      { number: 12, label: 'Gift Deleted' },
    ]);
    await expect.poll(() => auditor.live.status('w', RULES).waitingToApply).toBe(0);
    expect(auditor.live.status('w', RULES).warnings).toEqual([]);
    // From now on the number says what happened.
    await sandbox.tell({ product: 'raise', resource: 'gifts', what: 'deleted', id: 12 });
    await expect
      .poll(() =>
        auditor.live
          .rows('w', { filter: 'gone', after: null, includeTestMode: false })
          .rows.map(({ raiseId }) => raiseId),
      )
      .toEqual(['12']);
    for (const one of listed) {
      const change = { kind: 'delete' as const, product: one.product, id: one.id };
      const { digest, method, body } = auditor.live.subscriptions.prepare(link, change);
      expect([method, body]).toEqual(['DELETE', null]);
      await auditor.live.subscriptions.send('w', link, change, { digest, secret: null });
    }
    expect(await auditor.live.subscriptions.list('w', link)).toEqual([]);
    expect(
      await sandbox.tell({ product: 'crm', resource: 'gifts', what: 'created', id: 511 }),
    ).toEqual([]);
    await listener.close();
  });

  test('only one program takes deliveries, and who deletes the workspace waits for it', async () => {
    const listener = await auditor.live.listen('w', { secrets: SECRETS });
    const other = createAuditor({ dataFolder: folder, version: 'test' });
    await expect(other.live.listen('w', { secrets: SECRETS })).rejects.toThrow(
      /are being taken by/,
    );
    await expect(told([])).rejects.toThrow(/are being taken by/);
    expect(() => other.customers.remove('w')).toThrow(/are being taken by/);
    // An audit and a listener don't keep each other out.
    expect((await auditor.audit(link, { workspace: 'w', request: RULES })).run.status).toBe(
      'verified',
    );
    await listener.close();
    other.close();
    auditor.customers.remove('w');
    expect(auditor.workspaces()).toEqual([]);
  });

  test('import: bad lines are named and passed, a log export is read, a second time changes nothing', async () => {
    const path = join(folder, 'x.ndjson');
    writeFileSync(
      path,
      [
        '{',
        raiseGiftBody({ id: 11 }),
        '[]',
        crmGiftBody({ id: 511, raiseId: 11 }),
        '{"x":1}',
        '',
      ].join('\n'),
    );
    const first = await auditor.live.import('w', { path }, { product: null });
    expect(first).toMatchObject({ imported: 2, repeated: 0, badLines: 3 });
    expect(first.bad.map(({ line }) => line)).toEqual([1, 3, 5]);
    const again = await auditor.live.import('w', { path }, { product: null });
    expect(again).toMatchObject({ imported: 2, repeated: 2 });
    const log = {
      items: [
        {
          id: 9,
          webhookId: 1,
          eventType: 12,
          eventTypeDisplay: 'Gift Deleted',
          payload: raiseGiftBody({ id: 77 }),
          createdDate: '2026-11-20T10:00:00',
        },
      ],
      total: 1,
    };
    writeFileSync(path, JSON.stringify(log));
    expect(await auditor.live.import('w', { path }, { product: null })).toMatchObject({
      imported: 1,
      badLines: 0,
    });
    const status = auditor.live.status('w', RULES);
    expect(status.products.raise).toMatchObject({ deliveries: 3, repeated: 1, unverified: 3 });
    expect(status.rows).toMatchObject({ all: 2, agreed: 1, gone: 1 });
    const stop = AbortSignal.abort();
    await expect(
      auditor.live.import('w', { path }, { product: null, signal: stop }),
    ).rejects.toMatchObject({ kind: 'cancelled' });
  });
});
