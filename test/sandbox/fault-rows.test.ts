import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningSandbox, WireRecord } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ask } from './sandbox-client.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    nowUtc: '2026-11-20T12:00:00Z',
    donors: 60,
    gifts: 300,
    plant: 'none',
  });
});
beforeEach(() => sandbox.setFaults(''));
afterAll(() => sandbox.close());

interface Page {
  rows: WireRecord[];
  total: unknown;
  text: string;
}

type Listing = readonly ['raise' | 'crm', string, string];
const PAGES = {
  'crm gifts': ['crm', 'gift', '/api/Gift/Query/FullGift'],
  'crm contacts': ['crm', 'contact', '/api/Contact/Query/FullContact'],
  'raise gifts': ['raise', 'gift', '/api/Gift/query'],
  'raise donors': ['raise', 'donor', '/api/Donor/query'],
} as const satisfies { [name: string]: Listing };
const EACH: readonly Listing[] = Object.values(PAGES);

async function page([product, , path]: Listing, skip = 0, take = 20): Promise<Page> {
  const asked = product === 'crm' ? `${path}?skip=${skip}&take=${take}` : path;
  const { text, json } = await ask(sandbox, product, 'POST', asked, { sortBy: 'Id', skip, take });
  return { rows: (json['list'] ?? json['items']) as WireRecord[], total: json['total'], text };
}

const idsOf = ({ rows }: Page): unknown[] => rows.map((row) => row['id']);

/** The one row that is not as it was, as text. */
async function spoiledRow(what: Listing, fault: string): Promise<string> {
  const honest = await page(what);
  sandbox.setFaults(`${what[0]}:${what[1]}/list:${fault}`);
  const bad = await page(what);
  expect([bad.rows.length, bad.total]).toEqual([honest.rows.length, honest.total]);
  const texts = honest.rows.map((row) => JSON.stringify(row));
  const changed = bad.rows.map((row) => JSON.stringify(row)).filter((row, at) => row !== texts[at]);
  expect(changed.length).toBe(1);
  expect(await page(what)).toEqual(honest);
  return changed[0] ?? '';
}

describe('a spoiled row', () => {
  it.for(EACH)('of %s %ss has members that would set a prototype', async (what) => {
    const row = await spoiledRow(what, 'proto');
    expect(row).toContain('"__proto__":{"isPolluted":true},"constructor":{"prototype":');
    expect('isPolluted' in {}).toBe(false);
  });

  it.for(EACH)('of %s %ss has half a character in a name', async (what) => {
    expect(await spoiledRow(what, 'surrogate')).toMatch(/"\w*(?:[nN]ame|project)":"[^"]*\\ud800"/);
  });

  it.for(EACH)('of %s %ss has a megabyte in a name', async (what) => {
    const row = await spoiledRow(what, 'longtext');
    expect(row).toMatch(/"\w*(?:[nN]ame|project)":"[^"]*x{1000}/);
    expect(row.length).toBeGreaterThan(1_048_576);
  });

  it.for(EACH)('of %s %ss has no id, or one that is text', async (what) => {
    expect(JSON.parse(await spoiledRow(what, 'noid'))).not.toHaveProperty('id');
    expect(JSON.parse(await spoiledRow(what, 'stringid'))).toHaveProperty(
      'id',
      expect.stringMatching(/^\d+$/),
    );
  });

  it.for<Listing>([PAGES['crm gifts'], PAGES['raise gifts']])(
    'of %s %ss has an amount that is none',
    async (what) => {
      expect(JSON.parse(await spoiledRow(what, 'nullamount'))).toHaveProperty('amount', null);
      expect(JSON.parse(await spoiledRow(what, 'textamount'))).toHaveProperty('amount', 'ten');
    },
  );

  it('stands somewhere else each time, and nowhere if no row can be spoiled', async () => {
    const what = PAGES['crm gifts'];
    sandbox.setFaults('crm:gift/list:noidx*');
    const places = new Set<number>();
    for (let n = 0; n < 12; n += 1) places.add(idsOf(await page(what)).indexOf(undefined));
    expect(places.size).toBeGreaterThan(4);
    const honest = await page(PAGES['crm contacts']);
    sandbox.setFaults('crm:contact/list:nullamount');
    expect(await page(PAGES['crm contacts'])).toEqual(honest);
  });

  it('can be the only record of an answer', async () => {
    const id = Number(idsOf(await page(PAGES['raise gifts']))[0]);
    const path = `/api/Gift/${id}`;
    sandbox.setFaults('raise:gift/one:stringid, raise:gift/one:textamount@2');
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await ask(sandbox, 'raise', 'GET', path));
    expect(answers[0]?.json['id']).toBe(String(id));
    expect(answers[1]?.json['amount']).toBe('ten');
    expect(answers[2]?.json).toMatchObject({ id });
  });
});

describe('a bent list', () => {
  it.for(EACH)('of %s %ss repeats the page before it', async (what) => {
    sandbox.setFaults(`${what[0]}:${what[1]}/list:repeat@2`);
    const pages = [await page(what, 0, 5), await page(what, 5, 5), await page(what, 5, 5)];
    expect(pages[1]?.rows).toEqual(pages[0]?.rows);
    expect(idsOf(pages[2] as Page)).not.toEqual(idsOf(pages[0] as Page));
  });

  it('repeats for ever, but not what was served before the fault was set', async () => {
    const what = PAGES['crm gifts'];
    await page(what, 100, 5);
    sandbox.setFaults('crm:gift/list:repeatx*');
    const pages = [await page(what, 0, 5), await page(what, 5, 5), await page(what, 10, 5)];
    expect(pages.map(idsOf)).toEqual(Array(3).fill(idsOf(pages[0] as Page)));
    sandbox.setFaults('');
    expect(await page(what, 0, 5)).toEqual(pages[0]);
  });

  it.for(EACH)('of %s %ss shrinks to half its rows', async (what) => {
    const honest = await page(what);
    sandbox.setFaults(`${what[0]}:${what[1]}/list:shrink`);
    const shrunk = await page(what);
    expect([shrunk.rows, shrunk.total]).toEqual([honest.rows.slice(0, 10), honest.total]);
  });

  it.for(EACH)('of %s %ss shifts by a row, once', async (what) => {
    const [honest, next] = [await page(what), await page(what, 20)];
    sandbox.setFaults(`${what[0]}:${what[1]}/list:shift`);
    const shifted = await page(what);
    expect(shifted.rows).toEqual([...honest.rows.slice(1), next.rows[0]]);
    expect([shifted.total, await page(what)]).toEqual([honest.total, honest]);
  });

  it('shifts a list of GET, and one that was asked for without a place', async () => {
    const ids = async (path: string): Promise<number[]> =>
      ((await ask(sandbox, 'raise', 'GET', path)).json['items'] as { id: number }[]).map(
        ({ id }) => id,
      );
    const honest = await ids('/api/Gift/list?Skip=0&Take=6');
    sandbox.setFaults('raise:gift/list:shiftx2');
    expect(await ids('/api/Gift/list?Skip=0&Take=5')).toEqual(honest.slice(1));
    expect(await ids('/api/Gift/list?Take=5')).toEqual(honest.slice(1));
    const what = PAGES['crm gifts'];
    const gifts = idsOf(await page(what, 0, 11));
    sandbox.setFaults('crm:gift/list:shift');
    const { json } = await ask(sandbox, 'crm', 'POST', what[2], { sortBy: 'Id' });
    expect((json['list'] as WireRecord[]).map((row) => row['id'])).toEqual(gifts.slice(1));
  });

  it.for(EACH)('of %s %ss has a total that lies, or none', async (what) => {
    const honest = await page(what);
    const told = async (fault: string): Promise<unknown> => {
      sandbox.setFaults(`${what[0]}:${what[1]}:${fault}`);
      const lying = await page(what);
      expect(lying.rows).toEqual(honest.rows);
      return lying.total;
    };
    expect(await told('totallow')).toBeLessThan(Number(honest.total));
    expect(await told('totalhigh')).toBeGreaterThan(Number(honest.total));
    expect([await told('totalnull'), await told('totaltext')]).toEqual([null, 'many']);
  });

  it('leaves answers that are no lists as they are', async () => {
    for (const fault of ['repeat', 'shrink', 'shift', 'totalnull', 'noid']) {
      sandbox.setFaults(`crm:*:${fault}`);
      const { status, json } = await ask(sandbox, 'crm', 'GET', '/api/Organization/Current');
      expect([status, json['organizationUserId']]).toEqual([200, 67890]);
    }
  });
});
