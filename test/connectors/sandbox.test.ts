import { afterEach, describe, expect, test } from 'vitest';
import type { CrmStream, RaiseStream } from '../../src/core/connectors/connector.ts';
import { createCrmConnector } from '../../src/core/connectors/crm/connector.ts';
import { createRaiseConnector } from '../../src/core/connectors/raise/connector.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import type { HttpClient } from '../../src/core/http/http.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import type { RunningSandbox, SandboxOptions } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { collect } from './list-server.ts';

const RAISE: readonly RaiseStream[] = [
  'raise.donors',
  'raise.gifts',
  'raise.recurring_gifts',
  'raise.campaigns',
];
const CRM: readonly CrmStream[] = ['crm.contacts', 'crm.gifts', 'crm.recurring_gifts'];

let sandbox: RunningSandbox | null = null;
afterEach(async () => {
  await sandbox?.close();
  sandbox = null;
});

async function start(
  options: SandboxOptions,
): Promise<{ crm: HttpClient; raise: HttpClient; sandbox: RunningSandbox }> {
  sandbox = await startSandbox({
    donors: 120,
    gifts: 400,
    nowUtc: '2026-04-01T00:00:00Z',
    ...options,
  });
  const client = (product: 'raise' | 'crm', origin: string, token: string): HttpClient =>
    createHttpClient({
      product,
      origin,
      token,
      pace: paceFor({ product, requestsPerSecond: 10_000 }),
      clock: createVirtualClock({ isAuto: true }),
      random: () => 0,
    });
  return {
    sandbox,
    crm: client('crm', sandbox.crmUrl, sandbox.crmToken),
    raise: client('raise', sandbox.raiseUrl, sandbox.raiseToken),
  };
}

const WORLDS: readonly [string, SandboxOptions][] = [
  ['as documented', {}],
  ['silent caps', { quirks: { crmPageCap: 37, raisePageCap: 41 } }],
  ['totals too low', { quirks: { wrongTotal: 'both', wrongTotalKind: 'low' } }],
  ['totals too high', { quirks: { wrongTotal: 'both', wrongTotalKind: 'high' } }],
  [
    'totals of the page, capped',
    {
      quirks: {
        wrongTotal: 'both',
        wrongTotalKind: 'pageLength',
        crmPageCap: 50,
        raisePageCap: 50,
      },
    },
  ],
  ['order ignored', { quirks: { sortIgnored: 'both', crmPageCap: 50, raisePageCap: 50 } }],
  ['conditions ignored', { quirks: { filterIgnored: 'both', crmPageCap: 50, raisePageCap: 50 } }],
  [
    'order and conditions ignored',
    { quirks: { sortIgnored: 'both', filterIgnored: 'both', crmPageCap: 50, raisePageCap: 50 } },
  ],
  ['Raise without queries', { quirks: { raiseQueryMissing: true, raisePageCap: 50 } }],
  ['5 % of all calls fail', { faults: 'rate:0.05', quirks: { crmPageCap: 20, raisePageCap: 20 } }],
];

describe('the sandbox, every stream', () => {
  test.each(WORLDS)('%s', async (_, options) => {
    const { crm, raise, sandbox } = await start(options);
    const { recordCounts } = sandbox;
    const counts: number[] = [];
    for (const stream of RAISE) {
      const all = await collect((onAnomaly) =>
        createRaiseConnector(raise).readStream(stream, { onAnomaly }),
      );
      counts.push(new Set(all.ids.filter((id) => id !== null)).size);
    }
    for (const stream of CRM) {
      const all = await collect((onAnomaly) =>
        createCrmConnector(crm).readStream(stream, { onAnomaly }),
      );
      counts.push(new Set(all.ids.filter((id) => id !== null)).size);
    }
    const { donors, gifts, recurringGifts, campaigns } = recordCounts.raise;
    expect(counts).toEqual([
      donors,
      gifts,
      recurringGifts,
      campaigns,
      recordCounts.crm.contacts,
      recordCounts.crm.gifts,
      recordCounts.crm.recurringGifts,
    ]);
  });

  test('records are found, refused and compared as asked', async () => {
    const { crm: crmHttp, raise: raiseHttp, sandbox } = await start({ plant: 'none' });
    const crm = createCrmConnector(crmHttp);
    const raise = createRaiseConnector(raiseHttp);
    expect(await crm.organization()).toMatchObject({ timeZone: 'US/Arizona', culture: 'en-US' });
    const gifts = await collect(() => crm.readStream('crm.gifts'));
    const all = gifts.pages
      .flatMap((page) => page.rows)
      .flatMap((row) => (row.kind === 'record' ? [row.record] : []));
    const linked = all.filter(
      (record) => 'reference' in record && record.reference !== null && 'amountMinor' in record,
    );
    const first = linked[0];
    if (!first || !('reference' in first) || !first.reference || !('designations' in first))
      throw new Error('no linked gift');
    const byId = await crm.readGift(first.id);
    const byReference = await crm.readGiftByReference(first.reference);
    expect([byId, byReference]).toMatchObject([
      { kind: 'found', record: first },
      { kind: 'found', record: first },
    ]);
    expect(await crm.readGiftByReference({ ...first.reference, id: 'rd2-99999999' })).toEqual({
      kind: 'not_found',
    });
    expect(await crm.readContact('99999999')).toEqual({ kind: 'not_found' });
    const ofContact = await crm.giftsOfContact(first.contactId ?? '');
    if (ofContact.kind !== 'found') throw new Error(ofContact.kind);
    expect(ofContact.record.map((gift) => gift.id)).toEqual(
      all
        .filter((record) => 'contactId' in record && record.contactId === first.contactId)
        .map((record) => record.id),
    );
    const batch = await crm.findGifts(
      [
        'rd2-99999999',
        linked[1] && 'reference' in linked[1] ? (linked[1].reference?.id ?? '') : '',
      ],
      first.reference.id,
    );
    expect(batch.isProved).toBe(true);
    const raiseId = first.reference.id.replace('rd2-', '');
    expect(await raise.readGift(raiseId)).toMatchObject({
      kind: 'found',
      record: { id: raiseId, amountMinor: first.amountMinor },
    });
    expect(await raise.countStream('raise.gifts')).toBe(sandbox.recordCounts.raise.gifts);
    expect(await crm.countStream('crm.contacts')).toBe(sandbox.recordCounts.crm.contacts);
  });

  test('rows that change while they are read by id: none of the rows that stay is missed', async () => {
    const { crm } = await start({ quirks: { changing: 30, crmPageCap: 20 } });
    const connector = createCrmConnector(crm);
    const first = await collect((onAnomaly) => connector.readStream('crm.gifts', { onAnomaly }));
    const second = await collect((onAnomaly) => connector.readStream('crm.gifts', { onAnomaly }));
    const third = await collect((onAnomaly) => connector.readStream('crm.gifts', { onAnomaly }));
    const known = new Set([...first.ids, ...second.ids]);
    expect(third.ids.filter((id) => !known.has(id))).toEqual([]);
  });

  test('a filter on days is applied, and what it leaves out is outside', async () => {
    const { crm } = await start({});
    const connector = createCrmConnector(crm);
    const days = (rows: Awaited<ReturnType<typeof collect>>): number[] =>
      rows.rows.flatMap((row) =>
        'day' in row.record && typeof row.record.day === 'number' ? [row.record.day] : [],
      );
    const all = days(await collect(() => connector.readStream('crm.gifts')));
    const middle = all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
    const filter = { field: 'date', fromDay: middle - 5, toDay: middle + 5 } as const;
    const some = days(await collect(() => connector.readStream('crm.gifts', { filter })));
    const inside = (day: number): boolean => day >= middle - 5 && day <= middle + 5;
    expect(some.filter(inside).length).toBe(all.filter(inside).length);
    expect(some.length).toBeLessThan(all.length);
  });
});
