import { describe, expect, test } from 'vitest';
import {
  createConfirmedWriter,
  writeDigest,
  type PreparedWrite,
} from '../../src/core/http/confirmed-write.ts';
import { systemClock } from '../../src/core/http/clock.ts';
import { createGovernor } from '../../src/core/http/governor.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { CRM_WRITES } from './crm-writes.ts';
import { json, startServer, type LocalServer } from './local-server.ts';

const SECRET = 'canary-secret-4471';

function writerOf(server: LocalServer, product: 'raise' | 'crm') {
  const governor = createGovernor({
    pace: paceFor({ product, requestsPerSecond: 1000 }),
    clock: systemClock,
  });
  return createConfirmedWriter({
    product,
    origin: server.origin,
    token: 'tok-123456',
    governor,
    clock: systemClock,
  });
}

const creation = (server: LocalServer, product: 'raise' | 'crm' = 'crm'): PreparedWrite => ({
  product,
  method: 'POST',
  url: `${server.origin}/api/Webhook`,
  body: { payloadUrl: 'https://example.org/hook', secret: '••••' },
  secretMember: 'secret',
});

describe('the two writes that a person may confirm', () => {
  test('leave as shown, with the secret in its place, once', async () => {
    await using server = await startServer((response) => json(response, { id: 7 }));
    const write = creation(server);
    const answer = await writerOf(server, 'crm').send(write, writeDigest(write), SECRET);
    expect(answer).toEqual({ status: 200, text: '{"id":7}' });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/api/Webhook' });
    const deletion: PreparedWrite = {
      product: 'crm',
      method: 'DELETE',
      url: `${server.origin}/api/Webhook/7`,
      body: null,
      secretMember: null,
    };
    await writerOf(server, 'crm').send(deletion, writeDigest(deletion), null);
    expect(server.seen.at(-1)).toMatchObject({ method: 'DELETE', url: '/api/Webhook/7' });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      payloadUrl: 'https://example.org/hook',
      secret: SECRET,
    });
    expect(JSON.stringify(write)).not.toContain(SECRET);
  });

  test('an error is never answered by sending again, nor a cut connection', async () => {
    let calls = 0;
    await using server = await startServer((response) => {
      calls += 1;
      if (calls === 1) json(response, {}, 503);
      else response.destroy();
    });
    const write = creation(server);
    const writer = writerOf(server, 'crm');
    await expect(writer.send(write, writeDigest(write), SECRET)).rejects.toThrow(
      /look at its webhooks/,
    );
    await expect(writer.send(write, writeDigest(write), SECRET)).rejects.toThrow(/is not known/);
    expect(calls).toBe(2);
  });

  test(
    'nothing else leaves, whatever is confirmed; and nothing that was confirmed as another request',
    { timeout: 30_000 },
    async () => {
      await using server = await startServer((response) => json(response, {}));
      const allowed = new Set(['POST /api/Webhook', 'DELETE /api/Webhook/5']);
      const base = creation(server);
      const others: PreparedWrite[] = CRM_WRITES.filter(
        ([method, path]) => !allowed.has(`${method} ${path}`),
      ).flatMap(([method, path]) =>
        (['raise', 'crm'] as const).map((product) => ({
          product,
          method: method as 'POST',
          url: server.origin + path,
          body: method === 'DELETE' ? null : {},
          secretMember: null,
        })),
      );
      others.push(
        { ...base, url: `${server.origin}/api/Webhook?x=1` },
        { ...base, url: `${server.origin}/api/Webhook/..` },
        { ...base, url: `${server.origin}/api/webhook` },
        { ...base, url: `${server.origin}/api/Webhook/5/Active` },
        { ...base, method: 'DELETE', url: `${server.origin}/api/Webhook` },
        { ...base, method: 'DELETE', url: `${server.origin}/api/Webhook/5` },
        { ...base, body: null },
        { ...base, url: 'http://127.0.0.1:9/api/Webhook' },
        { ...base, product: 'raise' },
      );
      const writer = writerOf(server, 'crm');
      for (const write of others)
        await expectRefused(
          writer.send(write, writeDigest(write), null),
          `${write.method} ${write.url}`,
        );
      // Shown one, sent another.
      const shown = writeDigest(base);
      for (const other of [
        { ...base, body: { ...base.body, payloadUrl: 'https://elsewhere.example.org/' } },
        { ...base, body: { ...base.body, giftDelete: true } },
        { ...base, secretMember: 'payloadUrl' },
      ])
        await expectRefused(writer.send(other, shown, SECRET), JSON.stringify(other));
      await expectRefused(writer.send(base, '', SECRET), 'no confirmation');
      expect(server.bytesReceived()).toBe(0);
    },
  );
});

async function expectRefused(sent: Promise<unknown>, what: string): Promise<void> {
  const error: unknown = await sent.catch((thrown: unknown) => thrown);
  expect(isFailure(error, 'refused_by_allow_list'), what).toBe(true);
}
