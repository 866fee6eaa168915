import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { packBody, packText, unpackText } from '../../src/core/staging/page-body.ts';

/** As the client decodes what comes (core/http/exchange.ts). */
const decoded = (body: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);

// Rules are run again on stored answers: they must read the very text that was read when it came.
it('gives back the text that was read, also of damaged bytes and byte order marks', async () => {
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text)),
    fc.constantFrom(Buffer.from('\ufeff'), Buffer.from([0xc3]), Buffer.from([0xed, 0xa0, 0x80])),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), async (parts) => {
      const body = Buffer.concat(parts);
      expect(unpackText(await packBody(body))).toBe(decoded(body));
    }),
  );
});

it('stores a text and its bytes alike, however long', async () => {
  const text = 'é — 日本 \u0000'.repeat(200_000);
  expect(unpackText(packText(text))).toBe(text);
  expect(await packBody(Buffer.from(text))).toEqual(packText(text));
});
