import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultProxy, RunningSandbox } from '../../src/sandbox/index.ts';
import { startFaultProxy, startSandbox } from '../../src/sandbox/index.ts';
import type { Received } from './raw-client.ts';
import { receiveFrom } from './raw-client.ts';
import type { SocketClient } from './socket-client.ts';
import { openSocket } from './socket-client.ts';

const PATH = '/api/Permission';
let sandbox: RunningSandbox;
let proxy: FaultProxy;
const sockets: SocketClient[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ nowUtc: '2026-11-20T12:00:00Z', donors: 60, gifts: 300 });
  proxy = await startFaultProxy({ target: sandbox.crmUrl, seed: 3 });
});
beforeEach(() => {
  proxy.setFaults('');
  sandbox.clearLog();
});
afterEach(() => {
  for (const { socket } of sockets.splice(0)) socket.destroy();
});
afterAll(async () => {
  await proxy.close();
  await sandbox.close();
});

function open(): SocketClient {
  const client = openSocket(proxy.url, sandbox.crmToken);
  sockets.push(client);
  return client;
}

const ask = (path = PATH): Promise<Received> => receiveFrom(proxy.url, sandbox.crmToken, { path });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('without faults', () => {
  it('passes what was asked and answered, on connections that stay open', async () => {
    const counted = proxy.counts();
    const direct = await receiveFrom(sandbox.crmUrl, sandbox.crmToken, { path: PATH });
    expect((await ask()).bytes).toEqual(direct.bytes);
    const client = open();
    for (let n = 0; n < 3; n += 1) {
      client.send(PATH);
      expect(await client.answer()).toMatch(/^HTTP\/1\.1 200 OK/);
    }
    expect(proxy.counts()).toEqual({
      connections: counted.connections + 2,
      requests: counted.requests + 4,
    });
  });

  it('passes large answers and requests', async () => {
    const question = {
      method: 'POST',
      path: '/api/Gift/Query/FullGift?take=1000',
      body: { groups: [], padding: 'x'.repeat(2_000_000), sortBy: 'Id' },
    } as const;
    const direct = await receiveFrom(sandbox.crmUrl, sandbox.crmToken, question);
    const counted = proxy.counts();
    const passed = await receiveFrom(proxy.url, sandbox.crmToken, question);
    expect(passed.bytes.length).toBeGreaterThan(300_000);
    expect(passed.bytes).toEqual(direct.bytes);
    expect(proxy.counts().requests).toBe(counted.requests + 1);
  });

  it('passes the end of either side', async () => {
    const client = open();
    client.send(PATH);
    await client.answer();
    client.socket.end();
    expect(await client.until('close')).toBe(true);
    sandbox.setFaults('crm:permission:truncated');
    expect((await ask()).end).toBe('broken');
    sandbox.setFaults('');
  });

  it('resets when the target is not there', async () => {
    const orphan = await startFaultProxy({ target: 'http://127.0.0.1:1' });
    const { errorCode } = await receiveFrom(orphan.url, '', { path: PATH });
    expect(errorCode).toBe('ECONNRESET');
    await orphan.close();
  });
});

describe('verbs', () => {
  it('reset: RST instead of an answer, and the target hears nothing', async () => {
    proxy.setFaults('reset');
    const client = open();
    client.send(PATH);
    expect(await client.until('close')).toBe(true);
    expect(client.events).toEqual(['connect', 'ECONNRESET', 'close']);
    expect([client.received().length, sandbox.calls().crm]).toEqual([0, 0]);
  });

  it.each([0, 40, 3000])('resetmid: RST behind %i bytes of the answer', async (bytes) => {
    proxy.setFaults(`resetmid(${bytes})`);
    const client = open();
    client.send('/api/Gift/QueryOptions');
    expect(await client.until('close')).toBe(true);
    expect(client.events).toEqual(['connect', 'ECONNRESET', 'close']);
    expect([client.received().length, sandbox.calls().crm]).toEqual([bytes, 1]);
  });

  it('resetmid: an answer of fewer bytes passes whole', async () => {
    proxy.setFaults('resetmid(100000)');
    expect((await ask()).end).toBe('whole');
  });

  it('stall: no answer, and the connection stays open', async () => {
    proxy.setFaults('stall');
    const client = open();
    client.send(PATH);
    expect(await client.until('close', 250)).toBe(false);
    expect([client.events, client.received().length]).toEqual([['connect'], 0]);
    expect(sandbox.calls().crm).toBe(0);
    client.socket.end();
    expect(await client.until('close')).toBe(true);
  });

  it('stallmid: so many bytes, and then nothing', async () => {
    proxy.setFaults('stallmid(77)');
    const client = open();
    client.send(PATH);
    expect(await client.until('close', 250)).toBe(false);
    expect([client.events, client.received().length]).toEqual([['connect'], 77]);
  });

  it('slow: so many bytes a second, and all of them', async () => {
    proxy.setFaults('slow(2000)');
    const client = open();
    const startedMs = Date.now();
    client.send(PATH);
    await pause(200);
    expect(client.received().length).toBeGreaterThan(0);
    expect(client.received().length).toBeLessThan(1000);
    const text = await client.answer(10_000);
    const leastMs = (text.length / 2000) * 1000 * 0.8;
    expect(Date.now() - startedMs).toBeGreaterThan(leastMs);
    client.send(PATH);
    const againMs = Date.now();
    expect((await client.answer()).length).toBeGreaterThan(text.length * 0.9);
    expect(Date.now() - againMs).toBeLessThan(leastMs);
  });

  it('garbage: bytes that are no HTTP, then FIN', async () => {
    proxy.setFaults('garbagex2');
    const client = open();
    client.send(PATH);
    expect(await client.until('end')).toBe(true);
    expect(client.received().length).toBe(97);
    expect(client.received()[0]).toBe(0xff);
    const { status, end, errorCode } = await ask();
    expect([status, end, errorCode?.startsWith('HPE_')]).toEqual([0, 'broken', true]);
    expect(sandbox.calls().crm).toBe(0);
  });

  it('close: FIN instead of an answer, and later no connection at all', async () => {
    proxy.setFaults('close');
    const client = open();
    client.send(PATH);
    expect(await client.until('end')).toBe(true);
    expect([client.events, client.received().length]).toEqual([['connect', 'end'], 0]);
    await pause(1100);
    client.send(PATH);
    await pause(20);
    client.send(PATH);
    expect(await client.until('close')).toBe(true);
  });

  it.each([0, 60])(
    'halfclose: FIN behind %i bytes, and requests are read for ever',
    async (bytes) => {
      proxy.setFaults(`halfclose(${bytes})`);
      const client = open();
      client.send(PATH);
      expect(await client.until('end')).toBe(true);
      expect([client.events, client.received().length]).toEqual([['connect', 'end'], bytes]);
      await pause(1100);
      client.send(PATH);
      expect(await client.until('close', 100)).toBe(false);
      client.socket.end();
      expect(await client.until('close')).toBe(true);
      expect(client.events).toEqual(['connect', 'end', 'close']);
    },
  );

  it('latency: the request waits before it goes on', async () => {
    proxy.setFaults('latency(600)');
    const startedMs = Date.now();
    const waiting = ask();
    await pause(100);
    expect(sandbox.calls().crm).toBe(0);
    expect((await waiting).end).toBe('whole');
    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(595);
  });

  it('refuse: RST for all, the port closed for a while, and then the same port again', async () => {
    const idle = open();
    idle.send(PATH);
    await idle.answer();
    proxy.setFaults('refuse(800)');
    expect((await ask()).errorCode).toBe('ECONNRESET');
    expect(await idle.until('ECONNRESET')).toBe(true);
    expect((await ask()).errorCode).toBe('ECONNREFUSED');
    await pause(1000);
    expect((await ask()).end).toBe('whole');
  });
});

describe('going down', () => {
  it('resets and refuses until it comes up, at the same port', async () => {
    const { url } = proxy;
    const client = open();
    client.send(PATH);
    await client.answer();
    await proxy.goDown();
    expect(await client.until('ECONNRESET')).toBe(true);
    expect((await ask()).errorCode).toBe('ECONNREFUSED');
    await proxy.goDown();
    await proxy.comeUp();
    await proxy.comeUp();
    expect([proxy.url, (await ask()).end]).toEqual([url, 'whole']);
  });
});
