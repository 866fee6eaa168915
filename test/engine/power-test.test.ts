import { expect, test } from 'vitest';
import type { PowerTestEvent } from '../../src/contract/runs.ts';
import { auditToEnd } from './customer.ts';
import { openCustomer } from './open-engine.ts';

test('a page makes a power test, sees how far it is, stops it, and finds what came of it in the report', async (context) => {
  const world = { donors: 150, gifts: 900, seed: 9, plant: 'none' as const };
  const { client, workspace } = await openCustomer(context.onTestFinished, world, 500);
  const runId = (await auditToEnd(client, workspace)).at(-1)?.runId ?? '';
  const told: PowerTestEvent[] = [];
  for await (const event of await client.runs.powerTest({ workspace, runId, seed: 3 }))
    told.push(event);
  const done = told.at(-1);
  if (done?.kind !== 'done') throw new Error('it did not end');
  expect(told.slice(0, -1).every(({ kind }) => kind === 'progress')).toBe(true);
  expect(done.power).toMatchObject({ seed: 3, extra: 0 });
  expect(done.power.rows.length).toBeGreaterThan(10);
  expect(done.power.rows.filter(({ planted, found }) => planted !== found)).toEqual([]);
  expect((await client.runs.report({ workspace, runId })).power).toEqual(done.power);

  const stop = new AbortController();
  const stopped = await client.runs.powerTest({ workspace, runId }, { signal: stop.signal });
  await expect(
    (async () => {
      for await (const event of stopped) if (event.kind === 'progress') stop.abort();
    })(),
  ).rejects.toThrow();
  // It lets go of the workspace soon after.
  await expect
    .poll(
      () =>
        client.runs.rerun({ workspace, runId }).then(
          () => 'done',
          () => 'held',
        ),
      { timeout: 10_000 },
    )
    .toBe('done');
  expect((await client.runs.report({ workspace, runId })).power).toEqual(done.power);
});
