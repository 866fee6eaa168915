import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { startListener, type ListenerOptions } from '../../src/core/monitor/listener.ts';
import { countWaiting } from '../../src/core/staging/live/deliveries.ts';
import { countDeliveries } from '../../src/core/staging/live/delivery-counts.ts';
import { refusalCounts } from '../../src/core/staging/live/refusals.ts';
import { crmGiftBody, raiseGiftBody } from './bodies.ts';
import {
  CRM_SCHEME,
  headersFor,
  PATHS,
  planLoad,
  post,
  RAISE_SCHEME,
  SECRET,
  sendAll,
  startChild,
} from './hook-load.ts';
import { LiveFolder, readEvents } from './live-folder.ts';

const optionsFor = (folder: LiveFolder): ListenerOptions => ({
  store: folder.store,
  readEvents: () => readEvents,
  paths: PATHS,
  schemes: { raise: RAISE_SCHEME, crm: CRM_SCHEME },
  secrets: { raise: SECRET, crm: SECRET },
});

async function applied(folder: LiveFolder): Promise<void> {
  while (countWaiting(folder.store.db) > 0) await sleep(10);
}

describe('the listener', () => {
  test('killed in the middle: everything it answered is stored, and one row a gift comes of it', async () => {
    using folder = new LiveFolder();
    const load = planLoad(600, 5);
    const first = await startChild(folder.folder);
    const before = await sendAll(first.port, load, 12, (count) => {
      if (count === 500) first.child.kill('SIGKILL');
    });
    expect(before.accepted.length).toBeGreaterThan(300);
    expect(before.unanswered.length).toBeGreaterThan(100);
    folder.reopen();
    const digests = new Set(
      folder.store.db.prepare<unknown[]>('SELECT digest FROM delivery').pluck().all(),
    );
    for (const { body } of before.accepted)
      expect(digests.has(createHash('sha256').update(body).digest('hex'))).toBe(true);
    // What was not answered is sent again, as senders do.
    const second = await startChild(folder.folder);
    const after = await sendAll(second.port, before.unanswered, 12);
    expect(after.unanswered).toEqual([]);
    second.child.kill('SIGTERM');
    await once(second.child, 'exit');
    folder.take([]);
    const rows = folder.rows();
    expect(rows).toHaveLength(600);
    expect(rows.every(({ arrival, crmIds }) => arrival === 'both' && crmIds.length === 1)).toBe(
      true,
    );
    const isForged = ({ isForged }: { isForged: boolean }): boolean => isForged;
    expect([...before.accepted, ...after.accepted].filter(isForged)).toEqual([]);
    expect([...before.refused, ...after.refused].every(isForged)).toBe(true);
  }, 60_000);

  test('says nothing to who does not know a path, and takes nothing without proof', async () => {
    using folder = new LiveFolder();
    const listener = await startListener(optionsFor(folder));
    const agent = new Agent({ keepAlive: true });
    const body = raiseGiftBody({ id: 4 });
    const good = headersFor({ product: 'raise', body, isForged: false });
    const at = (path: string, headers = good): Promise<number> =>
      post(agent, listener.port, path, headers, body);
    for (const path of [
      '/',
      '/hook',
      '/hook/raise-1/',
      '/hook/raise-1?x=1',
      '/hook/RAISE-1',
      '/HOOK/raise-1',
    ])
      expect(await at(path), path).toBe(404);
    expect(await at(PATHS.raise, headersFor({ product: 'raise', body, isForged: true }))).toBe(401);
    expect(await at(PATHS.crm)).toBe(401);
    expect(await at(PATHS.raise)).toBe(204);
    const got = await fetch(`http://127.0.0.1:${listener.port}${PATHS.raise}`);
    expect([got.status, await got.text()]).toEqual([404, '']);
    await applied(folder);
    await listener.close();
    expect(folder.rows().map(({ raiseId }) => raiseId)).toEqual(['4']);
    expect(
      refusalCounts(folder.store.db).map(({ product, why, count }) => [product, why, count]),
    ).toEqual([
      ['crm', 'bad_signature', 1],
      ['raise', 'bad_signature', 1],
    ]);
    agent.destroy();
  });

  test('holds its limits: sizes, rates, silence', async () => {
    using folder = new LiveFolder();
    const listener = await startListener({
      ...optionsFor(folder),
      limits: { bodyBytes: 2000, perSecond: 1, burst: 4, requestMs: 300 },
    });
    const agent = new Agent({ keepAlive: true });
    const large = raiseGiftBody({ id: 4 }, { notes: 'x'.repeat(5000) });
    expect(
      await post(
        agent,
        listener.port,
        PATHS.raise,
        headersFor({ product: 'raise', body: large, isForged: false }),
        large,
      ),
    ).toBe(413);
    // Without a length, in pieces.
    const socket = connect(listener.port, '127.0.0.1');
    socket.write(`POST ${PATHS.raise} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
    for (let at = 0; at < 5; at += 1) socket.write(`400\r\n${'x'.repeat(1024)}\r\n`);
    const [told] = (await once(socket, 'data')) as [Buffer];
    expect(told.toString()).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
    const statuses: number[] = [];
    for (let at = 0; at < 5; at += 1) {
      const body = crmGiftBody({ id: at + 1, raiseId: at + 1 });
      statuses.push(
        await post(
          agent,
          listener.port,
          PATHS.crm,
          headersFor({ product: 'crm', body, isForged: false }),
          body,
        ),
      );
    }
    expect(statuses.slice(0, 4)).toEqual([204, 204, 204, 204]);
    expect(statuses[4]).toBe(429);
    const silent = connect(listener.port, '127.0.0.1');
    silent.write(`POST ${PATHS.raise} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab`);
    await once(silent, 'close');
    agent.destroy();
    await listener.close();
    expect(countDeliveries(folder.store.db)).toMatchObject([{ product: 'crm', deliveries: 4 }]);
  });

  test('a store that cannot be written is a 503, and nothing is said to be taken', async () => {
    using folder = new LiveFolder();
    const errors: unknown[] = [];
    const listener = await startListener({
      ...optionsFor(folder),
      onError: (error) => errors.push(error),
    });
    folder.store.db.exec(
      `CREATE TRIGGER full BEFORE INSERT ON delivery BEGIN SELECT RAISE(ABORT, 'no room'); END`,
    );
    const agent = new Agent();
    const body = raiseGiftBody({ id: 4 });
    expect(
      await post(
        agent,
        listener.port,
        PATHS.raise,
        headersFor({ product: 'raise', body, isForged: false }),
        body,
      ),
    ).toBe(503);
    await listener.close();
    expect(errors).toHaveLength(1);
  });

  test('its secret is in no file, and its file is nobody else’s', async () => {
    using folder = new LiveFolder();
    const listener = await startListener(optionsFor(folder));
    const agent = new Agent();
    const body = raiseGiftBody({ id: 4 });
    await post(
      agent,
      listener.port,
      PATHS.raise,
      { ...headersFor({ product: 'raise', body, isForged: false }), 'x-token': SECRET },
      body,
    );
    await applied(folder);
    await listener.close();
    for (const name of readdirSync(folder.folder)) {
      const path = join(folder.folder, name);
      expect(readFileSync(path).includes(SECRET), name).toBe(false);
      expect(statSync(path).mode & 0o777, name).toBe(0o600);
    }
  });
});
