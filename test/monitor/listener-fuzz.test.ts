import { Agent } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { startListener } from '../../src/core/monitor/listener.ts';
import { countWaiting } from '../../src/core/staging/live/deliveries.ts';
import { torn } from '../connectors/hostile-json.ts';
import { crmGiftBody, raiseGiftBody } from './bodies.ts';
import { CRM_SCHEME, headersFor, PATHS, post, RAISE_SCHEME, SECRET } from './hook-load.ts';
import { LiveFolder, readEvents } from './live-folder.ts';

test('whatever comes in, signed or no HTTP at all, the listener goes on and applies what it took', async () => {
  using folder = new LiveFolder();
  const errors: unknown[] = [];
  const listener = await startListener({
    store: folder.store,
    readEvents: () => readEvents,
    paths: PATHS,
    schemes: { raise: RAISE_SCHEME, crm: CRM_SCHEME },
    secrets: { raise: SECRET, crm: SECRET },
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => listener.close());
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  onTestFinished(() => agent.destroy());
  const send = (product: 'raise' | 'crm', body: string): Promise<number> =>
    post(
      agent,
      listener.port,
      PATHS[product] ?? '',
      headersFor({ product, body, isForged: false }),
      body,
    );

  const bodies = fc.oneof(
    torn(raiseGiftBody({ id: 4 })).map((body) => ['raise', body] as const),
    torn(crmGiftBody({ id: 5, raiseId: 4 })).map((body) => ['crm', body] as const),
  );
  const sent = fc.sample(bodies, { numRuns: 200, seed: 12 });
  const statuses = await Promise.all(sent.map(([product, body]) => send(product, body)));
  expect(new Set(statuses)).toEqual(new Set([204]));

  const request = `POST ${PATHS.crm} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde`;
  for (const bytes of fc.sample(fc.oneof(torn(request), fc.string({ unit: 'binary' })), {
    numRuns: 60,
    seed: 13,
  }))
    await speak(listener.port, bytes);

  expect(await send('raise', raiseGiftBody({ id: 99 }))).toBe(204);
  while (countWaiting(folder.store.db) > 0) await sleep(10);
  expect(errors).toEqual([]);
  expect(folder.rows().some(({ raiseId }) => raiseId === '99')).toBe(true);
  expect(({} as Record<string, unknown>)['isPolluted']).toBeUndefined();
});

/** Says something on a connection of its own, and hangs up. */
function speak(port: number, bytes: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
  socket.on('error', () => resolve());
  socket.on('close', () => resolve());
  socket.resume();
  return promise;
}
