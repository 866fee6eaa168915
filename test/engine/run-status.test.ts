import { EventPublisher } from '@orpc/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RunStatus } from '../../src/contract/runs.ts';
import { auditToEnd, EVERYTHING, isEnd, listOf, watchUntil } from './customer.ts';
import { callsOf, openCustomer, SMALL_PAGES } from './open-engine.ts';

const QUIET = { donors: 200, gifts: 1200, seed: 8, plant: 'none' as const, quirks: SMALL_PAGES };

afterEach(() => vi.restoreAllMocks());

describe.concurrent('what is told of a run', () => {
  test('comes at most four times a second, and its counters never fall', async (context) => {
    const { client, workspace } = await openCustomer(context.onTestFinished, QUIET, 15);
    await client.runs.plan({ workspace, scope: EVERYTHING });
    const times: number[] = [];
    const note = (status: RunStatus): boolean => {
      times.push(performance.now());
      return isEnd(status);
    };
    const told = await watchUntil(client, workspace, note, () =>
      client.runs.start({ workspace, scope: EVERYTHING }),
    );
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    expect(seconds).toBeGreaterThan(2);
    expect(told.length - 1).toBeLessThanOrEqual(seconds * 4 + 1);
    for (const [index, status] of told.entries()) {
      const before = told[index - 1];
      if (before === undefined) continue;
      expect(callsOf(status)).toBeGreaterThanOrEqual(callsOf(before));
      for (const { stream, read } of before.streams)
        expect(status.streams.find((each) => each.stream === stream)?.read).toBeGreaterThanOrEqual(
          read,
        );
    }
    const left = told.map(({ secondsLeft }) => secondsLeft).filter((each) => each !== null);
    // The plan counted everything, so the time left is known early; a minute's error would be no help.
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((each) => each <= 0 || each > 60)).toEqual([]);
    expect(told.at(-1)?.secondsLeft).toBe(null);
  });

  test('counts the calls of this run alone, whatever its connection was asked before', async (context) => {
    const { client, workspace } = await openCustomer(context.onTestFinished, QUIET, 1000);
    await client.runs.plan({ workspace, scope: EVERYTHING });
    const first = (await auditToEnd(client, workspace)).at(-1);
    const told = await auditToEnd(client, workspace);
    const second = told.at(-1);
    for (const last of [first, second]) {
      const { run } = await client.runs.report({ workspace, runId: last?.runId ?? '' });
      const { raise, crm } = last?.products ?? {};
      expect({ raise: raise?.calls, crm: crm?.calls }).toEqual(run.calls);
    }
    expect(second?.runId).not.toBe(first?.runId);
  });

  test('of a stopped one has no time left', async (context) => {
    // Slow enough that the run is never at its end before it is cancelled, however busy the machine.
    const { client, workspace } = await openCustomer(context.onTestFinished, QUIET, 5);
    await client.runs.plan({ workspace, scope: EVERYTHING });
    await watchUntil(
      client,
      workspace,
      ({ secondsLeft }) => secondsLeft !== null,
      () => client.runs.start({ workspace, scope: EVERYTHING }),
    );
    const told = await watchUntil(client, workspace, isEnd, () =>
      client.runs.cancel({ workspace }),
    );
    expect(told.at(-1)).toMatchObject({ state: 'interrupted', secondsLeft: null });
  });
});

test('nothing is told to whoever stopped listening, however they stopped', async (context) => {
  const subscribe = vi.spyOn(EventPublisher.prototype, 'subscribe');
  const { client, workspace } = await openCustomer(context.onTestFinished, QUIET, 1000);
  type Publisher = EventPublisher<Record<string, unknown>>;
  const listeners = (): number =>
    [...new Set(subscribe.mock.contexts as Publisher[])].reduce((sum, { size }) => sum + size, 0);
  const silent = await client.runs.watch({ workspace });
  await silent.next();
  expect(listeners()).toBe(1);
  await silent.return();
  expect(listeners()).toBe(0);
  for (const watch of [client.runs.watch, client.calls.watch, client.runs.watchAll]) {
    const stop = new AbortController();
    const stream = await watch({ workspace }, { signal: stop.signal });
    const heard = listOf<unknown>(stream);
    await expect.poll(listeners).toBe(1);
    stop.abort();
    await expect(heard).rejects.toMatchObject({ name: 'AbortError' });
    expect(listeners()).toBe(0);
  }
  expect(new Set(subscribe.mock.contexts).size).toBe(3);
});
