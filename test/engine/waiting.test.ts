import { expect, onTestFinished, test } from 'vitest';
import { EVERYTHING, isEnd, watchUntil } from './customer.ts';
import { openCustomer } from './open-engine.ts';

test('who asks something while a product wants to be left alone is told until when', async () => {
  const world = { donors: 40, gifts: 120, seed: 9 };
  const { client, workspace, sandbox } = await openCustomer(onTestFinished, world, 100);
  sandbox.setFaults('raise:gift/list:429(10800)x1');
  const isWaiting = (kind: string): boolean => kind === 'waiting_for_server';
  await watchUntil(
    client,
    workspace,
    ({ products }) => isWaiting(products.raise.state.kind),
    () => client.runs.start({ workspace, scope: EVERYTHING }),
  );
  const calls = sandbox.calls();
  const until = /^Waiting until .*\d.*, as Raise asked\. Ask again after that\.$/;
  const refusal = { data: { kind: 'quota', sentence: expect.stringMatching(until) } };
  await expect(client.runs.plan({ workspace, scope: EVERYTHING })).rejects.toMatchObject(refusal);
  await expect(client.connection.test({ workspace })).rejects.toMatchObject(refusal);
  const check = { workspace, recordType: 'gift', id: '1', side: 'raise' } as const;
  await expect(client.runs.check(check)).rejects.toMatchObject(refusal);
  await watchUntil(client, workspace, isEnd, () => client.runs.cancel({ workspace }));
  // A changed pace makes a new connection, which knows what the former one was told.
  await client.workspaces.changeSettings({ workspace, patch: { raiseRps: 50 } });
  await expect(client.runs.plan({ workspace, scope: EVERYTHING })).rejects.toMatchObject(refusal);
  expect(sandbox.calls().raise).toBe(calls.raise);
});
