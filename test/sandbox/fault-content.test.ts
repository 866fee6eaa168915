import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { RawQuestion, Received } from './raw-client.ts';
import { canUnzip, receive } from './raw-client.ts';

let sandbox: RunningSandbox;
let honest: Received;
beforeAll(async () => {
  sandbox = await startSandbox({ nowUtc: '2026-11-20T12:00:00Z', donors: 20, gifts: 40 });
  honest = await page();
});
beforeEach(() => {
  sandbox.setFaults('');
  sandbox.clearLog();
});
afterAll(() => sandbox.close());

function page(more: Partial<RawQuestion> = {}): Promise<Received> {
  const path = '/api/Gift/Query/FullGift?take=30';
  return receive(sandbox, { method: 'POST', path, body: { sortBy: 'Id' }, ...more });
}

async function struck(fault: string, more: Partial<RawQuestion> = {}): Promise<Received> {
  sandbox.setFaults(`crm:gift/list:${fault}`);
  return page(more);
}

describe('other content', () => {
  it.each([
    ['html', 'text/html; charset=utf-8', '<!DOCTYPE html>'],
    ['text', 'text/plain; charset=utf-8', 'OK'],
  ])('%s comes as 200', async (fault, type, start) => {
    const { status, headers, bytes, end } = await struck(fault);
    expect([status, headers['content-type'], end]).toEqual([200, type, 'whole']);
    expect(bytes.toString().startsWith(start)).toBe(true);
  });

  it('empty is a 200 with nothing', async () => {
    const { status, headers, bytes, end } = await struck('empty');
    expect([status, headers['content-type'], bytes.length, end]).toEqual([
      200,
      undefined,
      0,
      'whole',
    ]);
  });

  it('nolist is JSON without a list, a drawn one or the one it is told', async () => {
    for (const text of ['{}', '[]', 'null', '"x"'])
      expect((await struck(`nolist(${text})`)).bytes.toString()).toBe(text);
    sandbox.setFaults('crm:gift/list:nolistx*');
    const seen = new Set<string>();
    for (let n = 0; n < 24; n += 1) seen.add((await page()).bytes.toString());
    expect([...seen].sort()).toEqual(['"x"', '[]', 'null', '{}']);
  });

  it('redirect sends elsewhere, with something in the address that no log may hold', async () => {
    const { status, headers, bytes } = await struck('redirect');
    expect([status, headers.location, bytes.length]).toEqual([
      302,
      'https://elsewhere.invalid/login?x=secret',
      0,
    ]);
  });
});

describe('other bytes', () => {
  it('bom is the honest answer behind a byte order mark', async () => {
    const { bytes, end } = await struck('bom');
    expect([bytes.subarray(0, 3), end]).toEqual([Buffer.from([0xef, 0xbb, 0xbf]), 'whole']);
    expect(bytes.subarray(3)).toEqual(honest.bytes);
  });

  it('badgzip says that it is zipped, and can’t be unzipped', async () => {
    const { status, headers, bytes, end } = await struck('badgzip');
    expect([status, headers['content-encoding'], end]).toEqual([200, 'gzip', 'whole']);
    expect([...bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    expect(canUnzip(bytes)).toBe(false);
    sandbox.setFaults('crm:gift/list:badgzip');
    const fetched = fetch(`${sandbox.crmUrl}/api/Gift/Query`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.crmToken}` },
      body: '{}',
    });
    await expect(fetched.then((response) => response.text())).rejects.toThrow();
  });

  it('truncated is the honest start, and then the connection ends', async () => {
    const { headers, bytes, end } = await struck('truncated');
    expect([headers['content-length'], end]).toEqual([String(honest.bytes.length), 'broken']);
    expect(bytes.length).toBeLessThan(honest.bytes.length);
    expect(honest.bytes.subarray(0, bytes.length)).toEqual(bytes);
  });

  it('reset ends the connection without an answer', async () => {
    const { status, end, errorCode } = await struck('reset');
    expect([status, end, errorCode]).toEqual([0, 'broken', 'ECONNRESET']);
  });

  it('stall never answers', async () => {
    const { status, end } = await struck('stall', { mostMs: 200 });
    expect([status, end]).toEqual([0, 'left']);
  });

  it('drip goes on with a space now and then', async () => {
    const { status, headers, bytes, end } = await struck('drip', { mostMs: 600 });
    expect([status, headers['content-length'], end]).toEqual([200, undefined, 'left']);
    const half = Math.floor(honest.bytes.length / 2);
    expect(bytes.subarray(0, half)).toEqual(honest.bytes.subarray(0, half));
    expect(bytes.subarray(half).toString()).toMatch(/^ {2,12}$/);
  });

  it('flood goes on as fast as it is read, until the client leaves', async () => {
    const startedMs = Date.now();
    const { bytes, end } = await struck('flood', { mostBytes: 20_000_000 });
    expect([end, bytes.length >= 20_000_000]).toEqual(['left', true]);
    expect(Date.now() - startedMs).toBeLessThan(5000);
    expect(bytes.subarray(-1000).toString().trim()).toBe('');
  });

  it('what is not answered whole is logged with status 0', async () => {
    // Long enough that each is struck by its own fault on a busy machine too.
    for (const fault of ['truncated', 'reset', 'stall', 'drip', 'flood'])
      await struck(fault, { mostMs: 1000, mostBytes: 100_000 });
    expect(sandbox.requests().map(({ status }) => status)).toEqual([0, 0, 0, 0, 0]);
  });
});
