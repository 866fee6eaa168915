import { describe, expect, onTestFinished, test } from 'vitest';
import type { RunStatus } from '../../src/contract/runs.ts';
import { auditOnce } from '../support/audit-once.ts';
import { EVERYTHING, watchUntil } from './customer.ts';
import { callsOf, openCustomer, SMALL_PAGES } from './open-engine.ts';

const WORLD = { donors: 200, gifts: 1200, seed: 9, plant: 'none' as const, quirks: SMALL_PAGES };

function isOver({ state }: RunStatus): boolean {
  return state === 'finished' || state === 'needs_sign_in' || state === 'failed';
}

describe.each(['raise', 'crm'] as const)('a %s token that is refused on the way', (product) => {
  test('stops the audit with what was read, which goes on to the same digest', async () => {
    const customer = await openCustomer(onTestFinished, WORLD, 60);
    const { client, workspace, sandbox } = customer;
    const { digest } = (await auditOnce(sandbox)).report.run;
    const start = (): Promise<unknown> => client.runs.start({ workspace, scope: EVERYTHING });
    await watchUntil(client, workspace, (status) => callsOf(status) >= 12, start);
    const refused = await watchUntil(client, workspace, isOver, async () =>
      sandbox.setFaults(`${product}:*:401x*`),
    );
    const last = refused.at(-1);
    expect(last).toMatchObject({ state: 'needs_sign_in', failure: { kind: 'sign_in_refused' } });
    expect(last?.products[product].state).toEqual({ kind: 'needs_sign_in' });
    const [stopped] = await client.runs.list({ workspace });
    expect(stopped).toMatchObject({
      state: 'interrupted',
      stop: { kind: 'sign_in_refused', product },
      elsewhere: null,
    });

    // The same token again: asked anew, and refused anew.
    const resume = (): Promise<unknown> => client.runs.resume({ workspace });
    const again = await watchUntil(client, workspace, isOver, resume);
    expect(again.at(-1)).toMatchObject({ state: 'needs_sign_in', runId: last?.runId });

    sandbox.setFaults('');
    const end = (await watchUntil(client, workspace, isOver, resume)).at(-1);
    expect(end).toMatchObject({ state: 'finished', runId: last?.runId, failure: null });
    const { run } = await client.runs.report({ workspace, runId: last?.runId ?? '' });
    expect(run.digest).toBe(digest);
  });
});
