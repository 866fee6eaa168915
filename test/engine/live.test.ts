import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { LiveImportEvent, LiveView } from '../../src/contract/live.ts';
import { raiseGiftBody } from '../monitor/bodies.ts';
import { auditToEnd } from './customer.ts';
import { openCustomer } from './open-engine.ts';

test('a page has webhooks taken, subscribed to and shown, and never sees a secret', async (context) => {
  const world = { donors: 30, gifts: 60, seed: 9 };
  const { client, workspace, sandbox } = await openCustomer(context.onTestFinished, world, 500);
  await auditToEnd(client, workspace);
  await client.keys.choose({ backend: 'memory' });
  // Nothing could be proved yet.
  await expect(client.live.start({ workspace, port: null })).rejects.toMatchObject({
    data: { kind: 'usage' },
  });
  for (const product of ['raise', 'crm'] as const)
    await client.live.keepSecret({ workspace, product, secret: `canary-hook-${product}-9917` });
  const started = await client.live.start({ workspace, port: null });
  expect(started).toMatchObject({
    isListeningHere: true,
    secrets: { raise: { state: 'kept', text: '••••9917' } },
  });
  expect(JSON.stringify(started)).not.toContain('canary-hook');
  const told: LiveView[] = [];
  const stream = await client.live.watch({ workspace });
  await stream.next();
  const { paths } = started.status.settings;
  for (const product of ['raise', 'crm'] as const) {
    const change = {
      kind: 'create' as const,
      product,
      url: `http://127.0.0.1:${started.port}${paths[product]}`,
      name: 'Tieout',
      raiseEvents: [10, 11, 12],
    };
    const shown = await client.live.prepareSubscription({ workspace, change });
    expect(JSON.stringify(shown)).not.toContain('canary-hook');
    await expect(
      client.live.sendSubscription({ workspace, change, digest: 'another' }),
    ).rejects.toMatchObject({ data: { kind: 'refused_by_allow_list' } });
    expect(
      await client.live.sendSubscription({ workspace, change, digest: shown.digest }),
    ).toMatchObject({ id: expect.any(String) as string });
  }
  expect(await sandbox.play()).toMatchObject({ failed: 0 });
  for await (const view of stream) {
    told.push(view);
    if (view.status.waitingToApply === 0 && view.status.rows.all > 50) break;
  }
  expect(told.at(-1)?.status.rows.one_sided).toBe(0);
  const { rows } = await client.live.rows({ workspace, filter: 'agreed', after: null });
  expect(rows.length).toBeGreaterThan(30);
  expect(rows[0]).toMatchObject({ arrival: 'both', recordType: 'gift', verdict: null });
  expect(await client.live.findings({ workspace })).toEqual([]);
  expect(await client.live.confirm({ workspace })).toMatchObject({ checked: 0, failure: null });
  expect(await client.live.learnEvents({ workspace })).toMatchObject([
    { number: 10, label: 'Gift Created' },
  ]);
  expect(await client.live.subscriptions({ workspace })).toHaveLength(2);
  await expect(
    client.live.changeSettings({ workspace, patch: { limitMinutes: -1 } }),
  ).rejects.toMatchObject({ data: { kind: 'usage' } });
  await expect(client.workspaces.remove({ workspace, confirm: workspace })).rejects.toMatchObject({
    data: { kind: 'usage' },
  });
  const captured = [raiseGiftBody({ id: 990_001 }), '{', raiseGiftBody({ id: 990_001 })].join('\n');
  const file = new File([captured], 'captured.ndjson');
  const bringIn = async () => {
    const told: LiveImportEvent[] = [];
    for await (const event of await client.live.import({ workspace, file, product: null }))
      told.push(event);
    return told.at(-1);
  };
  await expect(bringIn()).rejects.toMatchObject({ data: { kind: 'in_use' } });
  expect(await client.live.stop({ workspace })).toMatchObject({
    isListeningHere: false,
    port: null,
  });
  expect(await bringIn()).toMatchObject({
    isDone: true,
    imported: 2,
    repeated: 1,
    bad: [{ line: 2, why: 'it is no JSON' }],
  });
  expect(await client.live.summary({ workspace })).toMatchObject({
    findings: 0,
    days: [{ confirmed: 0, isOver: false }],
  });
  // Captured longer ago than bodies are kept: it makes its row, and its body goes.
  const view = await client.live.view({ workspace });
  const old = JSON.stringify({
    product: 'raise',
    body: raiseGiftBody({ id: 990_002 }),
    receivedUtc: new Date(Date.now() - 2 * 86_400_000).toISOString(),
  });
  const older = new File([old], 'old.ndjson');
  for await (const _ of await client.live.import({ workspace, file: older, product: null }));
  const kept = (await client.live.view({ workspace })).status;
  expect(kept.bodies.kept).toBe(view.status.bodies.kept + 1);
  await client.live.changeSettings({ workspace, patch: { keepBodyDays: 1 } });
  await expect
    .poll(async () => (await client.live.view({ workspace })).status.bodies)
    .toMatchObject({ kept: view.status.bodies.kept });
  expect((await client.live.view({ workspace })).status.rows).toEqual(kept.rows);
  // What was forgotten is no proof any more; the other product's secret stays.
  expect(await client.live.forgetSecret({ workspace, product: 'crm' })).toMatchObject({
    secrets: { raise: { state: 'kept' }, crm: { state: 'absent', text: null } },
  });
  await client.live.forgetSecret({ workspace, product: 'raise' });
  await expect(client.live.start({ workspace, port: null })).rejects.toMatchObject({
    data: { kind: 'usage' },
  });
  // Bodies hold donors' data: they go with the customer.
  const { folder } = await client.workspaces.get({ workspace });
  expect(readdirSync(folder)).toContain('live.sqlite');
  await client.workspaces.remove({ workspace, confirm: workspace });
  expect(existsSync(folder)).toBe(false);
}, 90_000);
