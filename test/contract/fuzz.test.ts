import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { expect, onTestFinished, test } from 'vitest';
import { makeDataFolder } from '../engine/temp-data.ts';
import { startEngine, type Client } from '../engine/transports.ts';
import { fuzzInputs } from './fuzz.ts';

// At length: test/long/fuzz.test.ts.
test('whatever comes as an input is refused or taken as it was sent', async () => {
  expect(await fuzzInputs(40)).toBeGreaterThan(40);
});

test('no message reaches a prototype, however its parts are addressed', async () => {
  const folder = makeDataFolder();
  const engine = await startEngine(folder.path);
  onTestFinished(() => engine.close().then(() => folder.remove()));
  const hostile = new MessageChannel();
  engine.serve(hostile.port1);
  const bodies = ['__proto__', 'constructor', 'prototype', 'toString', 'isPolluted'].flatMap(
    (name) => {
      const own = JSON.parse(
        `{"${name}":{"isPolluted":"2026-01-01","prototype":{"isPolluted":null}},"a":{}}`,
      ) as unknown;
      // Types of the transport's own values: dates, undefined, sets, maps and what there may be more of.
      return [0, 1, 2, 3, 4, 5, 6, 7, 8, 99].flatMap((type) =>
        [
          [name],
          [name, 'isPolluted'],
          ['a', name, 'isPolluted'],
          [name, 'prototype', 'isPolluted'],
          ['a', '__proto__', name],
        ].map((place) => ({ json: own, meta: [[type, ...place]] })),
      );
    },
  );
  const answers: string[] = [];
  hostile.port2.on('message', (message) => answers.push(String(message)));
  for (const [index, body] of bodies.entries())
    for (const path of [
      '/app/changePreferences',
      '/workspaces/get',
      '/__proto__/toString',
      '/constructor',
    ])
      hostile.port2.postMessage(
        JSON.stringify({ i: `${path}${index}`, p: { u: path, m: 'POST', h: {}, b: body } }),
      );

  // Another page's questions are answered after all of them.
  const { port1, port2 } = new MessageChannel();
  engine.serve(port1);
  const client: Client = createORPCClient(new RPCLink({ port: port2 }));
  await expect.poll(() => answers.length).toBe(bodies.length * 4);
  expect((await client.app.info()).version).toBe('test');
  // Refused; or the members that no command knows were left out.
  const unchanged = '{"theme":"system","lastWorkspace":null,"name":null}';
  const others = answers.filter((answer) => !/"s":4\d\d/.test(answer));
  expect(others.length).toBeLessThan(answers.length / 4);
  expect(others.filter((answer) => !answer.includes(unchanged))).toEqual([]);
  const plain = {} as Record<string, unknown>;
  expect([
    plain['isPolluted'],
    [].constructor.prototype === Array.prototype,
    Object.keys(Object.prototype),
  ]).toEqual([undefined, true, []]);
  port2.close();
  hostile.port2.close();
});
