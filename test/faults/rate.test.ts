import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';

// product.md §4, bar: calls ≤ 1.15 × (L + C) + 20 with 5 % injected 429, 5xx and resets; and nothing else changes.
let sandbox: RunningSandbox;
let whole: string;
const request = { pageSize: 100 };

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 600, gifts: 6000, plant: 'none', seed: 3 });
  whole = (await auditOnce(sandbox, { request })).report.run.digest;
});
afterAll(() => sandbox.close());

it.each([1, 2, 3, 4, 5])(
  'five in a hundred calls failing (seed %i): verified, exact, and few calls more',
  async (seed) => {
    sandbox.setFaults('rate:0.05', seed);
    const { run } = (await auditOnce(sandbox, { request })).report;
    expect([run.status, run.gaps]).toEqual(['verified', []]);
    expect(run.digest).toBe(whole);
    const { calls, floor, spent } = run;
    expect(spent.products.raise.retried + spent.products.crm.retried).toBeGreaterThan(0);
    expect(calls.raise + calls.crm).toBeLessThanOrEqual(
      1.15 * (floor.listing + floor.confirming) + 20,
    );
  },
);
