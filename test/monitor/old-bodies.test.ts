import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { removeOldBodies } from '../../src/core/monitor/remove-old-bodies.ts';
import { openDatabase } from '../../src/core/staging/database.ts';
import { countDeliveries, hasDeliveries } from '../../src/core/staging/live/delivery-counts.ts';
import { LIVE_FILE } from '../../src/core/staging/live/live-file.ts';
import { LIVE_MIGRATIONS } from '../../src/core/staging/live/live-schema.ts';
import { liveSettings } from '../../src/core/staging/live/live-settings.ts';
import { keptBodies } from '../../src/core/staging/live/old-bodies.ts';
import { countConfirmed } from '../../src/core/staging/live/verdicts.ts';
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

test('a file of an earlier Tieout is counted as it is, and its findings begin the trend', () => {
  using folder = new LiveFolder();
  folder.store.db.close();
  rmSync(join(folder.folder, LIVE_FILE));
  const [first] = LIVE_MIGRATIONS;
  if (first === undefined) throw new Error('There is no schema.');
  const old = openDatabase(join(folder.folder, LIVE_FILE), { what: 'live', migrations: [first] });
  old.exec(`INSERT INTO delivery (product, received_ms, verified, digest, body, same_as) VALUES
    ('raise', 899999, 'token', 'a', x'7b7d', NULL), ('raise', 900000, 'imported', 'a', NULL, 1),
    ('crm', 1900000, 'none', 'b', x'', NULL)`);
  old.exec(
    `INSERT INTO live_record VALUES (7, 'gift', '12', NULL, 'only_raise', 0, 0, 0, NULL, '{}', 'v')`,
  );
  old.exec(`INSERT INTO verdict VALUES (7, 'v', 'finding', '{"id":"f1"}', NULL, 5, 6, NULL)`);
  old.close();
  folder.reopen();
  const { db } = folder.store;
  expect(countDeliveries(db)).toEqual([
    {
      product: 'raise',
      deliveries: 2,
      repeated: 1,
      unverified: 1,
      firstMs: 899999,
      lastMs: 900000,
    },
    {
      product: 'crm',
      deliveries: 1,
      repeated: 0,
      unverified: 1,
      firstMs: 1900000,
      lastMs: 1900000,
    },
  ]);
  expect(keptBodies(db)).toEqual({ count: 1, oldestMs: 899999 });
  expect([hasDeliveries(db, 900000, 1800000), hasDeliveries(db, 2700000, 9e6)]).toEqual([
    true,
    false,
  ]);
  expect([countConfirmed(db, 0, 6), countConfirmed(db, 6, 9)]).toEqual([1, 0]);
  expect(liveSettings(db).keepBodyDays).toBe(30);
});

test('old bodies are found by their age, not by looking at every delivery', () => {
  using folder = new LiveFolder();
  const plan = (sql: string) =>
    (folder.store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(
      ({ detail }) => detail,
    );
  const kept = 'length(body) > 0';
  expect(plan(`SELECT seq FROM delivery WHERE ${kept} AND received_ms < 5`)).toEqual([
    expect.stringMatching(/USING (?:COVERING )?INDEX delivery_body_age/),
  ]);
  expect(plan(`SELECT count(*), min(received_ms) FROM delivery WHERE ${kept}`)).toEqual([
    expect.stringMatching(/USING COVERING INDEX delivery_body_age/),
  ]);
});

function holding(folder: string, text: string): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
}

function damagesOf({ store }: LiveFolder): string[] {
  const found: string[] = [];
  const note = (_severity: string, sentence: string) => found.push(sentence);
  for (const _ of checkLive(store.db, note, 20));
  return found;
}
