import { describe, expect, test } from 'vitest';
import { createCrmConnector } from '../../src/core/connectors/crm/connector.ts';
import { createRaiseConnector } from '../../src/core/connectors/raise/connector.ts';
import { parsePage } from '../../src/core/connectors/stored-answers.ts';
import type { Cursor } from '../../src/core/connectors/connector.ts';
import { json } from '../http/local-server.ts';
import type { Asked, Collected, ListBehaviour, ListServer } from './list-server.ts';
import { collect, numbers, scrambled, startListServer } from './list-server.ts';

function readGifts(
  server: ListServer,
  take: number,
  from: Cursor | null = null,
): Promise<Collected> {
  const { http } = server;
  return collect((onAnomaly) =>
    http.product === 'crm'
      ? createCrmConnector(http).readStream('crm.gifts', { take, from, onAnomaly })
      : createRaiseConnector(http).readStream('raise.gifts', { take, from, onAnomaly }),
  );
}

function sortedIds(collected: Collected): number[] {
  return collected.ids.map(Number).toSorted((a, b) => a - b);
}

const refuseQuery: ListBehaviour['before'] = (asked, response) => {
  if (!asked.path.endsWith('/query')) return false;
  json(response, { type: 'about:blank', title: 'Not Found', status: 404 }, 404);
  return true;
};
const refuseKeyset: ListBehaviour['before'] = (asked, response) => {
  if (asked.afterId === null) return false;
  json(response, { message: 'The request is invalid.' }, 400);
  return true;
};
const metadataForm: ListBehaviour['before'] = (asked, response) => {
  if (!asked.path.endsWith('/query')) return false;
  json(response, {
    items: [{ id: 1, isAnonymous: false, metadata: ['1', '$10.00'], projects: [] }],
    total: 25,
  });
  return true;
};

interface Case {
  readonly name: string;
  readonly behaviour: Partial<ListBehaviour>;
  readonly anomalies: readonly string[];
  /** Calls for 25 gifts in pages of 10; the floor is 3. */
  readonly calls: number;
}

const CASES: readonly Case[] = [
  { name: 'an honest server', behaviour: {}, anomalies: [], calls: 4 },
  { name: 'a silent cap', behaviour: { cap: 7 }, anomalies: [], calls: 5 },
  { name: 'a cap of one row', behaviour: { cap: 1 }, anomalies: [], calls: 26 },
  { name: 'a total that is too high', behaviour: { total: (n) => n + 3 }, anomalies: [], calls: 5 },
  {
    name: 'a total that is too low',
    behaviour: { total: (n) => Math.max(0, n - 3) },
    anomalies: [],
    calls: 4,
  },
  { name: 'no total', behaviour: { total: () => null }, anomalies: [], calls: 4 },
  { name: 'a total that is a text', behaviour: { total: () => 'many' }, anomalies: [], calls: 4 },
  { name: 'the total of a page', behaviour: { total: (_, rows) => rows }, anomalies: [], calls: 4 },
  {
    name: 'order ignored',
    behaviour: { ids: scrambled(25), isSorted: false },
    anomalies: ['sort_not_honoured'],
    calls: 4,
  },
  {
    name: 'order ignored and a cap',
    behaviour: { ids: scrambled(25), isSorted: false, cap: 4 },
    anomalies: ['sort_not_honoured'],
    calls: 9,
  },
  {
    name: 'newest first, one row a page',
    behaviour: { ids: numbers(25).reverse(), isSorted: false, cap: 1 },
    anomalies: ['sort_not_honoured'],
    calls: 54,
  },
  {
    name: 'condition ignored',
    behaviour: { ignoresKeyset: true },
    anomalies: ['filter_ignored'],
    calls: 6,
  },
  {
    name: 'condition and order ignored',
    behaviour: { ids: scrambled(25), isSorted: false, ignoresKeyset: true },
    anomalies: ['sort_not_honoured'],
    calls: 4,
  },
  {
    name: 'condition refused',
    behaviour: { before: refuseKeyset },
    anomalies: ['filter_ignored'],
    calls: 5,
  },
  { name: 'Raise', behaviour: { product: 'raise' }, anomalies: [], calls: 4 },
  {
    name: 'Raise without queries',
    behaviour: { product: 'raise', before: refuseQuery },
    anomalies: [],
    calls: 5,
  },
  {
    name: 'Raise answering in columns',
    behaviour: { product: 'raise', before: metadataForm },
    anomalies: [],
    calls: 5,
  },
  {
    name: 'Raise without queries, order ignored, capped',
    behaviour: {
      product: 'raise',
      before: refuseQuery,
      ids: scrambled(25),
      isSorted: false,
      cap: 6,
    },
    anomalies: [],
    calls: 7,
  },
];

describe('every row, whatever the server does', () => {
  test.each(CASES)('$name', async ({ behaviour, anomalies, calls }) => {
    await using server = await startListServer({ ids: numbers(25), ...behaviour });
    const all = await readGifts(server, 10);
    expect(sortedIds(all)).toEqual(numbers(25));
    expect(all.anomalies).toEqual(anomalies);
    expect(all.pages.at(-1)?.isEnd).toBe(true);
    expect(all.pages.filter((page) => page.isEnd)).toHaveLength(1);
    expect(server.asked.length).toBe(calls);
  });

  test.each(CASES)(
    '$name: goes on from every cursor, and stored texts give the same rows',
    async ({ behaviour }) => {
      await using server = await startListServer({ ids: numbers(25), ...behaviour });
      const all = await readGifts(server, 10);
      for (const [at, page] of all.pages.entries()) {
        expect(parsePage(page.stream, Buffer.from(page.body).toString())).toEqual(page.rows);
        const before = all.pages
          .slice(0, at + 1)
          .flatMap((read) => read.rows.slice(read.overlap).map((row) => row.record.id));
        const stored = JSON.parse(JSON.stringify(page.next)) as Cursor;
        const rest = await readGifts(server, 10, stored);
        expect(
          [...new Set([...before, ...rest.ids])].map(Number).toSorted((a, b) => a - b),
        ).toEqual(numbers(25));
      }
    },
  );

  test('an empty list takes one call', async () => {
    await using server = await startListServer({ ids: [] });
    const all = await readGifts(server, 10);
    expect([all.ids, all.pages.length, server.asked.length]).toEqual([[], 1, 1]);
  });

  test('one page too many is never asked for: 1000 rows a page by default', async () => {
    await using server = await startListServer({ ids: numbers(2500) });
    const all = await collect(() => createCrmConnector(server.http).readStream('crm.gifts'));
    expect(all.ids).toHaveLength(2500);
    expect(server.asked.map(({ afterId, skip, take }) => [afterId, skip, take])).toEqual([
      [null, 0, 1000],
      [1000, 0, 1000],
      [2000, 0, 1000],
      [2500, 0, 1000],
    ]);
  });
});

describe('records on which the server fails', () => {
  const POISON: readonly {
    name: string;
    poison: number[];
    behaviour?: Partial<ListBehaviour>;
    knowsId: boolean;
  }[] = [
    { name: 'one in the middle', poison: [13], knowsId: true },
    { name: 'the first', poison: [1], knowsId: true },
    { name: 'the last', poison: [25], knowsId: true },
    { name: 'two neighbours', poison: [13, 14], knowsId: true },
    {
      name: 'one whose id is not told either',
      poison: [13],
      behaviour: { isPoisonDeep: true },
      knowsId: false,
    },
    {
      name: 'the first, id not told',
      poison: [1],
      behaviour: { isPoisonDeep: true },
      knowsId: false,
    },
    {
      name: 'the last, id not told',
      poison: [25],
      behaviour: { isPoisonDeep: true },
      knowsId: false,
    },
    {
      name: 'order ignored',
      poison: [13],
      behaviour: { ids: scrambled(25), isSorted: false },
      knowsId: true,
    },
    {
      name: 'order ignored, id not told',
      poison: [13],
      behaviour: { ids: scrambled(25), isSorted: false, isPoisonDeep: true },
      knowsId: false,
    },
  ];

  test.each(POISON)('$name: reported and passed', async ({ poison, behaviour, knowsId }) => {
    await using server = await startListServer({
      ids: numbers(25),
      ...behaviour,
      poison: new Set(poison),
    });
    const all = await readGifts(server, 10);
    const unreadable = all.rows.filter((row) => row.kind === 'unreadable');
    // Small pages may rise by chance: then the read starts again by offset, and rows come again, passed ones too.
    const read = [
      ...new Set(
        all.rows.filter((row) => row.kind === 'record').map((row) => Number(row.record.id)),
      ),
    ];
    expect(read.toSorted((a, b) => a - b)).toEqual(
      numbers(25).filter((id) => !poison.includes(id)),
    );
    const ids = unreadable.map((row) => row.record.id);
    const expected = knowsId ? poison.map(String) : poison.map(() => null);
    expect(behaviour?.isSorted === false ? [...new Set(ids)] : ids).toEqual(expected);
    expect(new Set(unreadable.map((row) => row.record.why))).toEqual(
      new Set(['the server fails on this record']),
    );
    expect(all.anomalies.includes('rows_skipped_unreadable')).toBe(!knowsId);
    for (const page of all.pages)
      expect(parsePage(page.stream, Buffer.from(page.body).toString())).toEqual(page.rows);
  });

  test('a page is tried three times in each size, halves, and is large again afterwards', async () => {
    await using server = await startListServer({ ids: numbers(4000), poison: new Set([1500]) });
    const all = await readGifts(server, 1000);
    expect(all.rows).toHaveLength(4000);
    const takes = server.asked.map((asked) => asked.take);
    expect(takes.slice(0, 7)).toEqual([1000, 1000, 1000, 1000, 500, 500, 500]);
    expect(takes.at(-1)).toBe(1000);
    expect(takes.length).toBeLessThan(45);
  });

  test('large pages fail: smaller ones are read and tried larger again', async () => {
    const before: ListBehaviour['before'] = (asked, response) => {
      if (asked.take <= 250) return false;
      json(response, { message: 'Timeout' }, 503);
      return true;
    };
    await using server = await startListServer({ ids: numbers(1500), before });
    const all = await readGifts(server, 1000);
    expect(sortedIds(all)).toEqual(numbers(1500));
    expect(all.anomalies).toEqual([]);
  });

  test('a silent cap below the size asked for is not halved step by step', async () => {
    const before: ListBehaviour['before'] = (asked, response) => {
      if (asked.nth === 1 || asked.take < 100) return false;
      json(response, { message: 'Timeout' }, 500);
      return true;
    };
    await using server = await startListServer({ ids: numbers(300), cap: 100, before });
    await readGifts(server, 1000);
    expect(server.asked.slice(0, 5).map((asked) => asked.take)).toEqual([
      1000, 1000, 1000, 1000, 50,
    ]);
  });

  test('a server that fails on everything ends the read instead of passing every record', async () => {
    await using server = await startListServer({
      ids: numbers(1000),
      before: (_, response) => (json(response, {}, 500), true),
    });
    await expect(readGifts(server, 1000)).rejects.toMatchObject({ kind: 'server_error' });
    expect(server.asked.length).toBeLessThan(70);
  });

  test.each([
    [401, 'sign_in_refused'],
    [403, 'not_permitted'],
    [404, 'not_found'],
  ] as const)('%i is thrown, not halved', async (status, kind) => {
    await using server = await startListServer({
      ids: numbers(10),
      before: (_, response) => (json(response, {}, status), true),
    });
    await expect(readGifts(server, 10)).rejects.toMatchObject({ kind });
    expect(server.asked.length).toBe(1);
  });
});

describe('lists that change or misbehave while they are read', () => {
  test('rows inserted at the end of a keyset read are read', async () => {
    const behaviour: ListBehaviour = {
      ids: numbers(20),
      before: (asked) => (asked.nth === 2 && behaviour.ids.push(21, 22), false),
    };
    await using server = await startListServer(behaviour);
    const all = await readGifts(server, 10);
    expect(sortedIds(all)).toEqual(numbers(22));
  });

  test('rows deleted before the cursor of a keyset read shift nothing', async () => {
    const behaviour: ListBehaviour = {
      ids: numbers(30),
      before: (asked) => (asked.nth === 2 && behaviour.ids.splice(0, 5), false),
    };
    await using server = await startListServer(behaviour);
    const all = await readGifts(server, 10);
    expect(sortedIds(all)).toEqual(numbers(30));
    expect(all.anomalies).toEqual([]);
  });

  test.each([
    ['one deleted', (ids: number[]) => ids.splice(3, 1)],
    ['several deleted', (ids: number[]) => ids.splice(0, 6)],
    ['the last one read deleted', (ids: number[]) => ids.splice(9, 1)],
    ['more than a page deleted', (ids: number[]) => ids.splice(0, 10)],
    ['one inserted', (ids: number[]) => ids.unshift(100)],
    ['several inserted', (ids: number[]) => ids.unshift(100, 101, 102)],
  ])('pages by offset, %s: noticed, and none of the others is missed', async (_, change) => {
    const ids = scrambled(40);
    const behaviour: ListBehaviour = {
      ids: [...ids],
      isSorted: false,
      before: (asked) => (asked.nth === 2 && change(behaviour.ids), false),
    };
    await using server = await startListServer(behaviour);
    const all = await readGifts(server, 10);
    expect(all.anomalies).toContain('page_shifted');
    expect(ids.filter((id) => !all.ids.includes(String(id)))).toEqual([]);
  });

  test('a page that comes twice is asked for again', async () => {
    const stale: ListBehaviour['before'] = (asked, response) => {
      if (asked.nth !== 3) return false;
      json(response, {
        list: numbers(10).map((n) => ({
          id: n + 10,
          amount: 1,
          currencyCode: 'USD',
          giftDate: '2026-01-01',
        })),
        total: 30,
      });
      return true;
    };
    await using server = await startListServer({ ids: numbers(40), before: stale });
    const all = await readGifts(server, 10);
    expect(all.ids.map(Number)).toEqual(numbers(40));
    expect(all.anomalies).toEqual(['page_repeated']);
  });

  test('a page that shrinks is noticed', async () => {
    const shrink: ListBehaviour['before'] = (asked, response) => {
      if (asked.nth !== 2) return false;
      json(response, {
        list: [{ id: 12, amount: 1, currencyCode: 'USD', giftDate: '2026-01-01' }],
        total: 30,
      });
      return true;
    };
    await using server = await startListServer({ ids: numbers(40), before: shrink });
    const all = await readGifts(server, 10);
    expect(all.anomalies).toContain('page_shrank');
    expect([...new Set(all.ids)].map(Number).toSorted((a, b) => a - b)).toEqual(numbers(40));
  });

  test.each([
    ['the same page for ever', { ids: scrambled(40), isSorted: false }],
    ['the same rows without ids for ever', { ids: numbers(10), row: () => ({ id: 'x' }) }],
  ])('%s ends as an incomplete listing', async (_, behaviour) => {
    const ids = [...behaviour.ids];
    await using server = await startListServer({
      ...behaviour,
      before: (asked, response) => {
        const row: (id: number) => unknown =
          'row' in behaviour
            ? behaviour.row
            : (id) => ({ id, amount: 1, currencyCode: 'USD', giftDate: '2026-01-01' });
        json(response, { list: ids.slice(0, asked.take).map(row), total: 40 });
        return true;
      },
    });
    await expect(readGifts(server, 10)).rejects.toMatchObject({ kind: 'incomplete_listing' });
    expect(server.asked.length).toBeLessThan(60);
  });

  test('an answer without a list is a failure, not an empty list', async () => {
    await using server = await startListServer({
      ids: [],
      before: (_, response) => (json(response, { rows: [] }), true),
    });
    await expect(readGifts(server, 4)).rejects.toMatchObject({ kind: 'bad_answer' });
  });

  test('cancelled between two pages', async () => {
    await using server = await startListServer({ ids: numbers(30) });
    const stop = new AbortController();
    const read = createCrmConnector(server.http).readStream('crm.gifts', {
      take: 10,
      signal: stop.signal,
    });
    await read.next();
    stop.abort();
    await expect(read.next()).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

describe('filters and counts', () => {
  const filter = { field: 'date', fromDay: 20_000, toDay: 20_010 } as const;

  test('a filter goes beside the id, a day wider on both sides', async () => {
    await using server = await startListServer({ ids: numbers(15) });
    await collect(() =>
      createCrmConnector(server.http).readStream('crm.gifts', { take: 10, filter }),
    );
    expect(server.asked[0]?.path).toBe('/api/Gift/QueryOptions');
    expect(server.asked[2]?.conditions).toEqual([
      { parameter: 'Gift Date', operator: 'OnOrAfter', value: '2024-10-03' },
      { parameter: 'Gift Date', operator: 'OnOrBefore', value: '2024-10-15' },
      { parameter: 'Gift Id', operator: 'GreaterThan', value: '10' },
    ]);
  });

  test('a parameter that CRM+ does not list is not sent', async () => {
    await using server = await startListServer({ ids: numbers(5) });
    const crm = createCrmConnector(server.http);
    await collect(() => crm.readStream('crm.gifts', { filter: { ...filter, field: 'modified' } }));
    await collect(() => crm.readStream('crm.gifts', { filter: { ...filter, field: 'modified' } }));
    expect(
      server.asked.flatMap((asked) => asked.conditions.map(({ parameter }) => parameter)),
    ).not.toContain('Last Modified Date');
    expect(server.asked.filter((asked) => asked.path.endsWith('QueryOptions'))).toHaveLength(1);
    expect(await crm.countStream('crm.gifts', { ...filter, field: 'modified' })).toBeNull();
  });

  test('a filter that Raise refuses is dropped', async () => {
    const before = (asked: Asked, response: Parameters<typeof json>[0]): boolean => {
      if (!asked.conditions.some(({ parameter }) => parameter === 'Date')) return false;
      json(response, { title: 'Bad Request', status: 400 }, 400);
      return true;
    };
    await using server = await startListServer({ product: 'raise', ids: numbers(15), before });
    const raise = createRaiseConnector(server.http);
    const all = await collect((onAnomaly) =>
      raise.readStream('raise.gifts', { take: 10, filter, onAnomaly }),
    );
    expect(sortedIds(all)).toEqual(numbers(15));
    expect(all.anomalies).toEqual(['filter_ignored']);
    expect(all.cursors[0]).toMatchObject({ mode: 'keyset', via: 'query_unfiltered' });
    expect([
      await raise.countStream('raise.gifts'),
      await raise.countStream('raise.gifts', filter),
    ]).toEqual([15, null]);
  });
});
