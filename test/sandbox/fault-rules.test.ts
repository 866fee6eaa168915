import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import { BadFaultSpec, startSandbox } from '../../src/sandbox/index.ts';
import { ask } from './sandbox-client.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ nowUtc: '2026-11-20T12:00:00Z', donors: 20, gifts: 40 });
});
beforeEach(() => sandbox.setFaults(''));
afterAll(() => sandbox.close());

const page = (take: number): Promise<number> =>
  ask(sandbox, 'crm', 'POST', `/api/Gift/Query/FullGift?take=${take}`, {}).then(
    ({ status }) => status,
  );

async function statuses(calls: number, call: () => Promise<number>): Promise<number[]> {
  const seen: number[] = [];
  for (let n = 0; n < calls; n += 1) seen.push(await call());
  return seen;
}

describe('rules of faults', () => {
  it('strike from the nth call on, so many times or for ever', async () => {
    sandbox.setFaults('crm:gift:500@3x2');
    expect(await statuses(5, () => page(10))).toEqual([200, 200, 500, 500, 200]);
    sandbox.setFaults('crm:gift:404@2x*');
    expect(await statuses(4, () => page(10))).toEqual([200, 404, 404, 404]);
  });

  it('count all calls that they apply to, and the first that is due counts', async () => {
    sandbox.setFaults('crm:gift:500@1x2, crm:gift:404@2x2, *:*:403@4');
    expect(await statuses(5, () => page(10))).toEqual([500, 500, 404, 403, 200]);
  });

  it('strike one kind of call only', async () => {
    const one = async (): Promise<number> =>
      (await ask(sandbox, 'crm', 'GET', '/api/Gift/0')).status;
    sandbox.setFaults('crm:gift/list:500x*');
    expect([await page(10), await page(1), await one()]).toEqual([500, 200, 404]);
    sandbox.setFaults('*:*/count:503x*');
    expect([await page(10), await page(1), await one()]).toEqual([200, 503, 404]);
    sandbox.setFaults('crm:gift/one:403x*');
    expect([await page(10), await page(1), await one()]).toEqual([200, 200, 403]);
    sandbox.setFaults('crm:organization/identity:401');
    const identity = await ask(sandbox, 'crm', 'GET', '/api/Organization/Current');
    expect([await page(10), identity.status]).toEqual([200, 401]);
    sandbox.setFaults('crm:gift/find:502x*');
    const found = await ask(sandbox, 'crm', 'GET', '/api/Gift/ByContact/5');
    expect([await page(10), found.status]).toEqual([200, 502]);
  });

  it('begin anew when they are replaced, and an empty text ends them', async () => {
    sandbox.setFaults('crm:gift:500@2');
    expect(await statuses(3, () => page(10))).toEqual([200, 500, 200]);
    sandbox.setFaults('crm:gift:500@2');
    expect(await statuses(3, () => page(10))).toEqual([200, 500, 200]);
    sandbox.setFaults('crm:gift:500x*');
    sandbox.setFaults('');
    expect(await page(10)).toBe(200);
  });

  it('stay as they were when the new ones cannot be read', async () => {
    sandbox.setFaults('crm:gift:500x*');
    expect(() => sandbox.setFaults('crm:gift:500x*, crm:gift:teapot')).toThrow(BadFaultSpec);
    expect(await page(10)).toBe(500);
  });

  it.each([
    ['crm:gift:teapot', 'no fault is called "teapot"; there are 401, 403'],
    ['crm:gift/lists:500', 'a call is one of list, count, find, one, identity'],
    ['crm:gift/other:500', 'a call is one of'],
    ['virtuous:gift:500', 'its product raise, crm or *'],
    ['crm:gift', 'a rule is product:resource[/call]:fault'],
    ['crm:gift:500@0', 'counted from 1'],
    ['crm:gift:500x0', 'at least once'],
    ['crm:gift:500(5)', '"500" does not take "(5)"'],
    ['crm:gift:429(soon)', '"429" does not take "(soon)"'],
    ['crm:gift:429()', 'a rule is'],
    ['crm:gift:poison', '"poison" does not take "()"'],
    ['crm:gift:nolist(5)', '"nolist" does not take'],
    ['rate:1.5', 'from 0 to 1'],
    ['rate:often', 'from 0 to 1'],
  ])('%s is refused: %s', (spec, why) => {
    expect(() => sandbox.setFaults(spec)).toThrow(BadFaultSpec);
    expect(() => sandbox.setFaults(spec)).toThrow(why);
  });
});

describe('seeded faults', () => {
  /** What came of the same calls: kinds that draw what they do, and a rate, on both products at once. */
  async function outcomes(seed: number): Promise<string[]> {
    const own = await startSandbox({ nowUtc: '2026-11-20T12:00:00Z', donors: 30, gifts: 60, seed });
    own.setFaults('crm:gift/list:nolistx4, crm:contact:noidx*, raise:gift:surrogatex3, rate:0.2');
    const run = async (product: 'raise' | 'crm', path: string): Promise<string[]> => {
      const texts: string[] = [];
      for (let n = 0; n < 20; n += 1)
        texts.push(
          await ask(own, product, 'POST', path, { take: 40 }).then(
            ({ status, text }) => `${status} ${text}`,
            () => 'broken',
          ),
        );
      return texts;
    };
    const both = await Promise.all([
      run('raise', '/api/Gift/query'),
      run('crm', '/api/Gift/Query?take=40').then(async (texts) => [
        ...texts,
        ...(await run('crm', '/api/Contact/Query/FullContact?take=40')),
      ]),
    ]);
    await own.close();
    return both.flat();
  }

  it('are the same for the same seed, whatever the other product does meanwhile, and others for another', async () => {
    const [first, second, other] = [await outcomes(7), await outcomes(7), await outcomes(8)];
    expect(second).toEqual(first);
    const firstWord = (text: string): string => text.slice(0, 6);
    expect(other.map(firstWord)).not.toEqual(first.map(firstWord));
    expect(first.filter((text) => !text.startsWith('200')).length).toBeGreaterThan(3);
  });
});
