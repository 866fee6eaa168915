import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Received } from './raw-client.ts';
import { receive } from './raw-client.ts';

const NOW_MS = 1_800_000_000_000;
const NOW_S = NOW_MS / 1000;
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ nowUtc: '2026-11-20T12:00:00Z', donors: 20, gifts: 40 });
  sandbox.setClock(() => NOW_MS);
});
beforeEach(() => sandbox.setFaults(''));
afterAll(() => sandbox.close());

const askGift = (product: 'raise' | 'crm'): Promise<Received> =>
  receive(sandbox, { product, path: product === 'crm' ? '/api/Permission' : '/api/Gift/list' });
const quotaOf = ({ headers }: Received): unknown[] =>
  ['limit', 'remaining', 'reset'].map((name) => headers[`x-ratelimit-${name}`]);

describe('refusals', () => {
  it.each([401, 403, 404, 407, 408, 429, 500, 502, 503, 504])(
    '%i is answered in each product’s own words, and logged',
    async (status) => {
      for (const product of ['crm', 'raise'] as const) {
        sandbox.setFaults(`${product}:*:${status}`);
        sandbox.clearLog();
        const [struck, next] = [await askGift(product), await askGift(product)];
        expect([struck.status, struck.end, next.status]).toEqual([status, 'whole', 200]);
        expect(sandbox.requests().map((request) => request.status)).toEqual([status, 200]);
        const text = struck.bytes.toString();
        if (status === 502 || status === 504) expect(text).toContain(`<title>${status}`);
        else if (product === 'raise') expect(JSON.parse(text)).toMatchObject({ status });
        else if (status === 404) expect(text).toBe('');
        else expect(JSON.parse(text)).toEqual(expect.any(Object));
        expect(struck.headers['proxy-authenticate']).toBe(
          status === 407 ? 'Basic realm="proxy"' : undefined,
        );
      }
    },
  );

  it.each([
    ['', '1'],
    ['(120)', '120'],
    ['(0)', '0'],
    ['(10800)', '10800'],
    ['(date:90)', new Date(NOW_MS + 90_000).toUTCString()],
    ['(date:-90)', new Date(NOW_MS - 90_000).toUTCString()],
    ['(garbage)', 'soon; maybe 12 or so'],
    ['(none)', undefined],
    ['(bare)', undefined],
  ])('429%s and 503%s ask to wait as they are told', async (parameter, retryAfter) => {
    for (const kind of ['429', '503']) {
      sandbox.setFaults(`crm:*:${kind}${parameter}`);
      const struck = await askGift('crm');
      expect([struck.status, struck.headers['retry-after']]).toEqual([Number(kind), retryAfter]);
      expect(quotaOf(struck)[0]).toBe(parameter === '(bare)' ? undefined : '5000');
    }
  });

  it('poison strikes the answers that hold the record, in every form or in the full one only', async () => {
    const id = await firstGiftId();
    const page = async (path: string, skip: number): Promise<number> => {
      const asked = { method: 'POST', path: `${path}?skip=${skip}&take=2`, body: {} } as const;
      return (await receive(sandbox, asked)).status;
    };
    const one = async (): Promise<number> =>
      (await receive(sandbox, { path: `/api/Gift/${id}` })).status;
    const [full, short] = ['/api/Gift/Query/FullGift', '/api/Gift/Query'];
    sandbox.setFaults(`crm:gift:poison(${id})x*`);
    expect([await page(full, 0), await page(full, 1), await page(short, 0), await one()]).toEqual([
      500, 200, 500, 500,
    ]);
    sandbox.setFaults(`crm:gift:poison(${id}:full)x*`);
    expect([await page(full, 0), await page(full, 1), await page(short, 0), await one()]).toEqual([
      500, 200, 200, 500,
    ]);
  });
});

describe('quota headers', () => {
  it.each(['crm', 'raise'] as const)(
    'of %s tell that nothing remains, on an honest 200',
    async (product) => {
      sandbox.setFaults(`${product}:*:remaining0(30),${product}:*:remaining0@2`);
      const answers = [await askGift(product), await askGift(product), await askGift(product)];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(answers.slice(0, 2).map(quotaOf)).toEqual([
        ['5000', '0', String(NOW_S + 30)],
        ['5000', '0', String(NOW_S + 60)],
      ]);
      expect(answers[0]?.bytes).toEqual(answers[2]?.bytes);
    },
  );

  it.each([
    ['limit', ['10', '4000', String(NOW_S + 3600)]],
    ['double', ['5000, 50', '4999, 49', String(NOW_S + 3600)]],
    ['past', ['5000', '4000', String(NOW_S - 3600)]],
    ['past0', ['5000', '0', String(NOW_S - 3600)]],
    ['millis', ['5000', '4000', String(NOW_MS + 3_600_000)]],
    ['millis0', ['5000', '0', String(NOW_MS + 3_600_000)]],
  ])('lie as they are told: %s', async (lie, told) => {
    sandbox.setFaults(`crm:*:quotalies(${lie})`);
    const struck = await askGift('crm');
    expect([struck.status, quotaOf(struck)]).toEqual([200, told]);
    const sent = struck.rawHeaders.filter((name) => /remaining/i.test(name)).length;
    expect(sent).toBe(lie === 'double' ? 2 : 1);
  });

  it('lie in several ways if they are not told which', async () => {
    sandbox.setFaults('crm:*:quotaliesx*');
    const seen = new Set<string>();
    for (let n = 0; n < 24; n += 1) seen.add(JSON.stringify(quotaOf(await askGift('crm'))));
    expect(seen.size).toBe(4);
  });
});

async function firstGiftId(): Promise<number> {
  const { bytes } = await receive(sandbox, {
    method: 'POST',
    path: '/api/Gift/Query?take=1',
    body: { sortBy: 'Id' },
  });
  return (JSON.parse(bytes.toString()) as { list: { id: number }[] }).list[0]?.id ?? 0;
}
