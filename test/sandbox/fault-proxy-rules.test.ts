import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultProxy, RunningSandbox } from '../../src/sandbox/index.ts';
import { BadFaultSpec, startFaultProxy, startSandbox } from '../../src/sandbox/index.ts';
import { receiveFrom } from './raw-client.ts';
import type { SocketClient } from './socket-client.ts';
import { openSocket } from './socket-client.ts';

const PATH = '/api/Permission';
let sandbox: RunningSandbox;
let proxy: FaultProxy;
const sockets: SocketClient[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ nowUtc: '2026-11-20T12:00:00Z', donors: 20, gifts: 40 });
  proxy = await startFaultProxy({ target: sandbox.crmUrl, seed: 3 });
});
beforeEach(() => proxy.setFaults(''));
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

async function outcomes(calls: number): Promise<string[]> {
  const ends: string[] = [];
  for (let n = 0; n < calls; n += 1)
    ends.push((await receiveFrom(proxy.url, sandbox.crmToken, { path: PATH })).end);
  return ends;
}

describe('rules of the fault proxy', () => {
  it('count requests over all connections, and the first rule that is due counts', async () => {
    proxy.setFaults('reset@2x2, close@3x2');
    expect(await outcomes(5)).toEqual(['whole', 'broken', 'broken', 'broken', 'whole']);
    proxy.setFaults('reset@3');
    const client = open();
    client.send(PATH);
    await client.answer();
    client.send(PATH);
    await client.answer();
    client.send(PATH);
    expect(await client.until('ECONNRESET')).toBe(true);
  });

  it('count connections, strike at once and hold for all that they answer', async () => {
    proxy.setFaults('connection:reset@2, connection:stallmid(1000)@3');
    const [first, second, third] = [open(), open(), open()];
    expect(await second.until('ECONNRESET')).toBe(true);
    first.send(PATH);
    await first.answer();
    third.send(PATH);
    await third.until('close', 250);
    expect(third.received().length).toBeLessThanOrEqual(1000);
    third.send(PATH);
    expect(await third.until('close', 250)).toBe(false);
    expect(third.received().length).toBe(1000);
  });

  it('begin anew when they are replaced', async () => {
    proxy.setFaults('reset@2');
    expect(await outcomes(2)).toEqual(['whole', 'broken']);
    proxy.setFaults('reset@2');
    expect(await outcomes(3)).toEqual(['whole', 'broken', 'whole']);
  });

  it('draw the same for the same seed, and something else for another', async () => {
    const run = async (seed: number): Promise<unknown[]> => {
      const own = await startFaultProxy({
        target: sandbox.crmUrl,
        seed,
        faults: 'resetmidx4, rate:0.4',
      });
      const seen: unknown[] = [];
      for (let n = 0; n < 4; n += 1) {
        const client = openSocket(own.url, sandbox.crmToken);
        client.send(PATH);
        await client.until('close');
        seen.push(client.received().length);
      }
      for (let n = 0; n < 20; n += 1) {
        const { end, errorCode } = await receiveFrom(own.url, sandbox.crmToken, { path: PATH });
        seen.push(`${end} ${errorCode ?? ''}`);
      }
      await own.close();
      return seen;
    };
    const [one, same, other] = [await run(11), await run(11), await run(12)];
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    for (const bytes of one.slice(0, 4)) {
      expect(bytes).toBeGreaterThan(0);
      expect(bytes).toBeLessThanOrEqual(150);
    }
    expect(one.slice(4).filter((end) => end !== 'whole ').length).toBeGreaterThan(2);
  });

  it.each([
    ['explode', 'no verb is called "explode"; there are refuse, reset'],
    ['reset(5)', '"reset" takes no number'],
    ['resetmid(-5)', 'a rule is'],
    ['resetmid(many)', 'a rule is'],
    ['slow(0)', 'that is "stall"'],
    ['reset@0', 'counted from 1'],
    ['request:reset', 'a rule is [connection:]verb'],
    ['rate:2', 'from 0 to 1'],
  ])('%s is refused: %s', (spec, why) => {
    expect(() => proxy.setFaults(spec)).toThrow(BadFaultSpec);
    expect(() => proxy.setFaults(spec)).toThrow(why);
  });

  it('are for targets on this machine only', async () => {
    for (const target of ['https://127.0.0.1:9', 'http://example.org:80', 'http://127.0.0.1'])
      await expect(startFaultProxy({ target })).rejects.toThrow('127.0.0.1:port');
  });
});
