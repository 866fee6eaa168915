import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSandbox, WireRecord } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ask, queryCrm, queryRaise, readAllCrm, readAllRaise } from './sandbox-client.ts';

const nowUtc = '2026-11-20T12:00:00Z';
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ nowUtc });
});
afterAll(() => sandbox.close());

const idsOf = (rows: WireRecord[]): number[] => rows.map((row) => Number(row['id']));

describe('CRM+ paging', () => {
  it('serves 10 rows by default and never more than 1,000', async () => {
    const small = await queryCrm(sandbox, '/api/Gift/Query', []);
    const large = await queryCrm(sandbox, '/api/Gift/Query/FullGift?take=5000', []);
    expect([small.list.length, large.list.length]).toEqual([10, 1000]);
    expect(large.total).toBe(sandbox.recordCounts.crm.gifts);
  });

  it('gives every gift once, by id, under keyset paging and under skip paging', async () => {
    const keyset = idsOf(await readAllCrm(sandbox, '/api/Gift/Query/FullGift', 'Gift Id'));
    expect(keyset).toEqual([...new Set(keyset)].sort((a, b) => a - b));
    expect(keyset.length).toBe(sandbox.recordCounts.crm.gifts);
    const skipped: number[] = [];
    for (let skip = 0; skip < keyset.length; skip += 700)
      skipped.push(
        ...idsOf((await queryCrm(sandbox, `/api/Gift/Query?skip=${skip}&take=700`, [])).list),
      );
    expect(skipped).toEqual(keyset);
    const last = await queryCrm(sandbox, '/api/Gift/Query?take=3', [], { descending: true });
    expect(idsOf(last.list)).toEqual(keyset.slice(-3).reverse());
  });

  it('leaves archived contacts out unless asked, merged ones always, and reads both by id', async () => {
    const listed = idsOf(await readAllCrm(sandbox, '/api/Contact/Query/FullContact', 'Contact Id'));
    const all = await readAllCrm(sandbox, '/api/Contact/Query/FullContact', 'Contact Id', {
      includeArchived: true,
    });
    const archived = all.filter((contact) => contact['isArchived'] === true);
    expect(archived.length).toBeGreaterThan(0);
    expect(all.length).toBe(listed.length + archived.length);
    const merged = sandbox.planted.find((finding) => finding.state === 'merged_in_crm');
    expect(idsOf(all)).not.toContain(Number(merged?.crmId));
    const read = await ask(sandbox, 'crm', 'GET', `/api/Contact/${merged?.crmId ?? ''}`);
    expect([read.status, typeof read.json['mergedIntoContactId']]).toEqual([200, 'number']);
  });

  it('answers look-ups as a scan would', async () => {
    const gifts = await readAllCrm(sandbox, '/api/Gift/Query/FullGift', 'Gift Id');
    for (const gift of gifts.filter((_, n) => n % 97 === 0)) {
      const byContact = await ask(
        sandbox,
        'crm',
        'GET',
        `/api/Gift/ByContact/${String(gift['contactId'])}?take=1000`,
      );
      const expected = gifts.filter((other) => other['contactId'] === gift['contactId']);
      expect(idsOf(byContact.json['list'] as WireRecord[])).toEqual(idsOf(expected));
      const same = gifts.filter(
        (other) =>
          String(other['transactionId']) === String(gift['transactionId']) &&
          gift['transactionId'] !== null,
      );
      if (same.length === 0) continue;
      const query = await queryCrm(sandbox, '/api/Gift/Query/FullGift', [
        [{ parameter: 'Transaction Id', operator: 'Is', value: gift['transactionId'] }],
        [{ parameter: 'Gift Id', operator: 'Is', value: gifts[0]?.['id'] }],
      ]);
      expect(idsOf(query.list)).toEqual(
        [...new Set(idsOf([...same, gifts[0] ?? {}]))].sort((a, b) => a - b),
      );
      const direct = await ask(
        sandbox,
        'crm',
        'GET',
        `/api/Gift/${encodeURIComponent(String(gift['transactionSource']))}/${encodeURIComponent(String(gift['transactionId']))}`,
      );
      expect(direct.json['transactionId']).toEqual(gift['transactionId']);
    }
  });

  it('finds contacts by reference and by email, and answers 404 with an empty body', async () => {
    const contacts = await readAllCrm(sandbox, '/api/Contact/Query/FullContact', 'Contact Id');
    const named = contacts.find(
      (contact) => (contact['contactReferences'] as unknown[]).length > 0,
    );
    const reference = (
      named?.['contactReferences'] as { source: string; id: string }[] | undefined
    )?.[0];
    const byPath = await ask(
      sandbox,
      'crm',
      'GET',
      `/api/Contact/${reference?.source ?? ''}/${reference?.id ?? ''}`,
    );
    const byFind = await ask(
      sandbox,
      'crm',
      'GET',
      `/api/Contact/Find?referenceSource=${reference?.source ?? ''}&referenceId=${reference?.id ?? ''}`,
    );
    expect([byPath.json['id'], byFind.json['id']]).toEqual([named?.['id'], named?.['id']]);
    const absent = await ask(sandbox, 'crm', 'GET', '/api/Contact/Find?email=nobody@example.org');
    expect([absent.status, absent.text]).toEqual([404, '']);
  });
});

describe('CRM+ conditions', () => {
  it('joins conditions by AND and groups by OR, and ignores unknown parameters silently', async () => {
    const total = sandbox.recordCounts.crm.gifts;
    const unknown = await queryCrm(sandbox, '/api/Gift/Query', [
      [{ parameter: 'Gift Identifier', operator: 'Is', value: 1 }],
    ]);
    expect(unknown.total).toBe(total);
    const [eur, checks] = await Promise.all([
      queryCrm(sandbox, '/api/Gift/Query', [
        [{ parameter: 'Currency Code', operator: 'Is', value: 'EUR' }],
      ]),
      queryCrm(sandbox, '/api/Gift/Query', [
        [{ parameter: 'Gift Type', operator: 'Is', value: 'Check' }],
      ]),
    ]);
    const either = await queryCrm(sandbox, '/api/Gift/Query', [
      [
        { parameter: 'Currency Code', operator: 'Is', value: 'EUR' },
        { parameter: 'Gift Type', operator: 'IsNot', value: 'Check' },
      ],
      [{ parameter: 'Gift Type', operator: 'Is', value: 'Check' }],
    ]);
    expect(either.total).toBeGreaterThan(Math.max(eur.total, checks.total));
    expect(either.total).toBeLessThanOrEqual(eur.total + checks.total);
  });

  it('compares dates by day in every accepted form', async () => {
    const forms = ['2026-03-10', '03/10/2026'];
    const counts = await Promise.all(
      forms.map(
        async (value) =>
          (
            await queryCrm(sandbox, '/api/Gift/Query', [
              [{ parameter: 'Gift Date', operator: 'OnOrAfter', value }],
            ])
          ).total,
      ),
    );
    expect(new Set(counts).size).toBe(1);
    const recent = await queryCrm(sandbox, '/api/Gift/Query/FullGift?take=1000', [
      [{ parameter: 'Gift Date', operator: 'OnOrAfter', value: '30 Days Ago' }],
    ]);
    expect(recent.total).toBeGreaterThan(0);
    expect(recent.list.every((gift) => String(gift['giftDate']) >= '2026-10-21')).toBe(true);
  });

  it('refuses an operator that the type does not offer', async () => {
    const answer = await ask(sandbox, 'crm', 'POST', '/api/Gift/Query', {
      groups: [{ conditions: [{ parameter: 'Gift Id', operator: 'In', values: [1, 2] }] }],
    });
    expect(answer.status).toBe(400);
  });
});

describe('Raise paging', () => {
  it('reads everything once through /query and through /list', async () => {
    const keyset = idsOf(await readAllRaise(sandbox, 'Gift'));
    expect(keyset).toEqual([...new Set(keyset)].sort((a, b) => a - b));
    expect(keyset.length).toBe(sandbox.recordCounts.raise.gifts);
    const page = await ask(sandbox, 'raise', 'GET', '/api/Gift/list?Skip=1000&Take=1000&SortBy=id');
    expect(idsOf(page.json['items'] as WireRecord[])).toEqual(keyset.slice(1000, 2000));
  });

  it('does not know lowercase names', async () => {
    const { json } = await ask(sandbox, 'raise', 'GET', '/api/Donor/list?skip=5&take=50');
    expect((json['items'] as WireRecord[]).length).toBe(10);
    expect(json['total']).toBe(sandbox.recordCounts.raise.donors);
  });

  it('filters by display names and gives the metadata form for columns', async () => {
    const refunded = await queryRaise(sandbox, 'Gift', [
      [{ parameter: 'Status', operator: 'IsAnyOf', values: ['Refunded'] }],
    ]);
    expect(refunded.items.length).toBeGreaterThan(0);
    expect(refunded.items.every((gift) => gift['statusText'] === 'Refunded')).toBe(true);
    const columns = await queryRaise(sandbox, 'Gift', [], {
      take: 2,
      selectedColumns: ['Id', 'Amount', 'Donor Email', 'Status'],
    });
    const first = columns.items[0] ?? {};
    expect(Object.keys(first)).toEqual(['id', 'isAnonymous', 'metadata', 'projects']);
    expect((first['metadata'] as string[])[0]).toBe(String(first['id']));
  });

  it('lists the gifts of a donor', async () => {
    const gifts = await readAllRaise(sandbox, 'Gift');
    const donorId = gifts[7]?.['donorId'];
    const { json } = await ask(
      sandbox,
      'raise',
      'GET',
      `/api/Donor/${String(donorId)}/gifts?Take=1000`,
    );
    expect(idsOf(json['items'] as WireRecord[])).toEqual(
      idsOf(gifts.filter((gift) => gift['donorId'] === donorId)),
    );
  });
});

describe('quirks of lists', () => {
  it('lies about totals, scrambles orders, ignores filters and caps pages when told to', async () => {
    const odd = await startSandbox({
      nowUtc,
      plant: 'none',
      gifts: 300,
      donors: 50,
      quirks: {
        wrongTotal: 'both',
        wrongTotalKind: 'pageLength',
        sortIgnored: 'crm',
        filterIgnored: 'raise',
        crmPageCap: 50,
        raiseQueryMissing: false,
      },
    });
    const page = await queryCrm(odd, '/api/Gift/Query?take=1000', []);
    const again = await queryCrm(odd, '/api/Gift/Query?take=1000', []);
    expect([page.list.length, page.total]).toEqual([50, 50]);
    expect(idsOf(page.list)).not.toEqual([...idsOf(page.list)].sort((a, b) => a - b));
    expect(again).toEqual(page);
    const unfiltered = await queryRaise(odd, 'Gift', [
      [{ parameter: 'Id', operator: 'GreaterThan', value: 10_000_000 }],
    ]);
    expect(unfiltered.items.length).toBe(300);
    await odd.close();
    const older = await startSandbox({
      nowUtc,
      plant: 'none',
      gifts: 10,
      quirks: { raiseQueryMissing: true },
    });
    expect((await ask(older, 'raise', 'POST', '/api/Gift/query', {})).status).toBe(404);
    await older.close();
  });

  it('changes the records while lists are read', async () => {
    const moving = await startSandbox({
      plant: 'none',
      gifts: 300,
      donors: 50,
      quirks: { changing: 6 },
    });
    const before = moving.recordCounts.raise.gifts;
    for (let n = 0; n < 9; n += 1) await queryCrm(moving, '/api/Gift/Query', []);
    expect(moving.recordCounts.raise.gifts).toBe(before);
    const rows = await readAllRaise(moving, 'Gift');
    expect(rows.filter((gift) => gift['notes'] === 'edited while it was read').length).toBe(2);
    expect(Math.max(...idsOf(rows))).toBeGreaterThan(501_198);
    await moving.close();
  });
});
