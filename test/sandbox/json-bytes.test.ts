import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PageRows } from '../../src/sandbox/query/page-rows.ts';
import { jsonBytes } from '../../src/sandbox/servers/json-bytes.ts';

describe('the bytes of an answer', () => {
  it('are those of its JSON, whatever it holds', () => {
    const body = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant(undefined))),
      fc.record({ list: fc.array(fc.option(fc.jsonValue(), { nil: undefined })), total: fc.nat() }),
    );
    fc.assert(
      fc.property(body, (value) => {
        expect(textOf(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('are the same of rows that are made one by one, and of more than is lent at first', () => {
    const rows = Array.from({ length: 2500 }, (_, id) => ({ id, name: `é€${'x'.repeat(id)}` }));
    const made = new PageRows(rows.length, (place) => ({ id: place, name: rows[place]?.name }));
    expect(textOf({ items: made, total: 7 })).toBe(JSON.stringify({ items: rows, total: 7 }));
    expect(textOf({ list: made.map(({ id }) => ({ id })), total: 7 })).toBe(
      JSON.stringify({ list: rows.map(({ id }) => ({ id })), total: 7 }),
    );
    expect(textOf({ list: new PageRows(0, () => ({})) })).toBe('{"list":[]}');
  });
});

/** Given back at once: what is lent next lies in the same memory. */
function textOf(body: unknown): string {
  const { bytes, free } = jsonBytes(body);
  const text = bytes.toString();
  free();
  return text;
}
