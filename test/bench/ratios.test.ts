import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ratioOf, slower, type Ratios } from '../../bench/ratios/measure.ts';
import { openPairs, type OpenPairs } from '../../bench/ratios/pairs.ts';

const COMMITTED = join(import.meta.dirname, '../../bench/ratios.json');
const committed = JSON.parse(readFileSync(COMMITTED, 'utf8')) as Ratios;

let opened: OpenPairs;
beforeAll(async () => {
  opened = await openPairs();
});
afterAll(() => opened.close());

// Each stands to a yardstick measured beside it, never to the clock: a slow or busy machine slows both.
it('does nothing twice as slowly as when the figures of bench/ratios.json were committed', async () => {
  const measured: Record<string, number> = {};
  for (const [name, pair] of Object.entries(opened.pairs)) measured[name] = await ratioOf(pair);
  expect(slower(committed, measured), JSON.stringify(measured)).toEqual([]);
});

describe('the comparison', () => {
  it('tells work that is done three times where it was done once', async () => {
    const pair = opened.pairs['capture'];
    if (pair === undefined) throw new Error('Capturing is not guarded.');
    const thrice = { ...pair, ours: () => [1, 2, 3].map(() => pair.ours()) };
    const was = { capture: await ratioOf(pair) };
    expect(slower(was, { capture: await ratioOf(thrice) })).toHaveLength(1);
    expect(slower(was, was)).toEqual([]);
  });

  it('lets pass what became quicker, and nothing that is guarded on one side only', () => {
    expect(slower({ capture: 3, match: 2 }, { capture: 1, match: 4 })).toEqual([]);
    expect(slower({ capture: 3 }, { match: 2 })).toHaveLength(2);
  });
});
