import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { removeOldBodies } from '../../src/core/monitor/remove-old-bodies.ts';
import { countDeliveries } from '../../src/core/staging/live/delivery-counts.ts';
import { keptBodies } from '../../src/core/staging/live/old-bodies.ts';
import { checkLive } from '../../src/core/staging/verify/check-live.ts';
import { crmGiftBody, raiseGiftBody } from './bodies.ts';
import { delivery, LiveFolder } from './live-folder.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 100 * DAY_MS;
const CANARY = 'canary-donor-7731';

test('bodies older than the setting are gone from the disk; rows, counts and repeats stay', async () => {
  using folder = new LiveFolder();
  const old = raiseGiftBody({ id: 1 }, { donorName: CANARY, note: 'x'.repeat(20_000) });
  folder.take([
    delivery('raise', old, NOW_MS - 31 * DAY_MS),
    delivery('raise', old, NOW_MS - 30.5 * DAY_MS),
    delivery('crm', `{"models":[{"x":"${CANARY}"}]}`, NOW_MS - 40 * DAY_MS),
    delivery('crm', crmGiftBody({ id: 501, raiseId: 1 }), NOW_MS - 29 * DAY_MS),
  ]);
  const rows = folder.rows();
  const counts = countDeliveries(folder.store.db);
  expect(counts).toMatchObject([
    { product: 'raise', deliveries: 2, repeated: 1 },
    { product: 'crm', deliveries: 2, unverified: 2, lastMs: NOW_MS - 29 * DAY_MS },
  ]);
  expect(holding(folder.folder, CANARY)).not.toEqual([]);
  expect(await removeOldBodies(folder.store, 30, NOW_MS)).toBe(2);
  expect(keptBodies(folder.store.db)).toEqual({ count: 1, oldestMs: NOW_MS - 29 * DAY_MS });
  expect(holding(folder.folder, CANARY)).toEqual([]);
  expect(folder.rows()).toEqual(rows);
  expect(countDeliveries(folder.store.db)).toEqual(counts);
  expect(await removeOldBodies(folder.store, 30, NOW_MS)).toBe(0);

  // The same body comes once more: it is a repeat, read as one, and its body goes again.
  folder.store.deliveries.add([delivery('raise', old, NOW_MS)]);
  expect(await removeOldBodies(folder.store, 30, NOW_MS)).toBe(0);
  folder.take([]);
  expect(folder.rows().map(({ raiseId, events }) => [raiseId, events])).toEqual([['1', 4]]);
  expect(countDeliveries(folder.store.db)).toMatchObject([{ deliveries: 3, repeated: 2 }, {}]);
  expect(await removeOldBodies(folder.store, 30, NOW_MS)).toBe(1);
  expect(holding(folder.folder, CANARY)).toEqual([]);
});

test('what nobody has looked into yet stays, however old', async () => {
  using folder = new LiveFolder();
  folder.store.deliveries.add([delivery('raise', raiseGiftBody({ id: 1 }), 0)]);
  expect(await removeOldBodies(folder.store, 1, NOW_MS)).toBe(0);
  folder.take([]);
  expect(folder.rows()).toHaveLength(1);
  expect(await removeOldBodies(folder.store, 1, NOW_MS)).toBe(1);
});

test('killed in the middle it has removed some and lost nothing, and the next time removes the rest', async () => {
  using folder = new LiveFolder();
  const bodies = Array.from({ length: 4000 }, (_, at) =>
    delivery('raise', raiseGiftBody({ id: at + 1 }, { note: 'y'.repeat(3000) }), at),
  );
  folder.take(bodies);
  const rows = folder.rows();
  const counts = countDeliveries(folder.store.db);
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'remove-child.ts'), folder.folder, String(NOW_MS)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = once(child, 'exit');
  while (keptBodies(folder.store.db).count === bodies.length) await sleep(1);
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
  folder.reopen();
  const left = keptBodies(folder.store.db).count;
  expect(left).toBeLessThan(4000);
  expect(left).toBeGreaterThan(0);
  expect(damagesOf(folder)).toEqual([]);
  expect(folder.rows()).toEqual(rows);
  expect(await removeOldBodies(folder.store, 1, NOW_MS)).toBe(left);
  expect(folder.rows()).toEqual(rows);
  expect(countDeliveries(folder.store.db)).toEqual(counts);
  expect(damagesOf(folder)).toEqual([]);
}, 60_000);

function holding(folder: string, text: string): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
}

function damagesOf({ store }: LiveFolder): string[] {
  const found: string[] = [];
  for (const _ of checkLive(store.db, (_severity, sentence) => found.push(sentence)));
  return found;
}
