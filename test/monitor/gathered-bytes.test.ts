import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { GatheredBytes } from '../../src/core/monitor/gathered-bytes.ts';
import { readBody } from '../../src/core/monitor/hook-request.ts';

const MIB = 1024 * 1024;

test('pieces of any size come out as they came in, more than once', () => {
  const size = fc.oneof(fc.nat(20), fc.constantFrom(4095, 4096, 4097, 16_384, 16_385, 40_000));
  const gathered = new GatheredBytes();
  fc.assert(
    fc.property(fc.array(size, { maxLength: 40 }), (sizes) => {
      let next = 0;
      const pieces = sizes.map((bytes) => Buffer.alloc(bytes).map(() => next++ % 251));
      for (const piece of pieces) gathered.add(Buffer.from(piece));
      const whole = Buffer.concat(pieces);
      expect(gathered.length).toBe(whole.length);
      expect(gathered.take().equals(whole)).toBe(true);
      expect([gathered.length, gathered.take().length]).toEqual([0, 0]);
    }),
    { numRuns: 50 },
  );
});

// Chunked encoding lets a sender cut a body as it likes, and nothing is verified before the whole is there.
test('a body in pieces of one byte costs no more than a few times its bytes', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const request = new IncomingMessage(new Socket());
  request.headers = {};
  const underWay = { bytes: 0 };
  const body = readBody(request, { bodyBytes: 2 * MIB, bytesUnderWay: 64 * MIB }, underWay);
  collect();
  const before = memory();
  const slab = Buffer.alloc(65_536, 7);
  for (let sent = 0; sent < MIB; sent += 1) {
    const at = sent % slab.length;
    request.emit('data', slab.subarray(at, at + 1));
  }
  collect();
  expect(memory() - before).toBeLessThan(8 * MIB);
  expect(underWay.bytes).toBe(MIB);
  request.complete = true;
  request.emit('end');
  const whole = await body;
  expect(
    typeof whole !== 'string' && whole.length === MIB && whole.every((byte) => byte === 7),
  ).toBe(true);
});

const memory = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
