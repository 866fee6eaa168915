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
        expect(jsonBytes(value).toString()).toBe(JSON.stringify(value));
      }),
    );
  });

  it('are the same of rows that are made one by one, also where a piece ends between them', () => {
    const rows = Array.from({ length: 900 }, (_, id) => ({ id, name: `é€${'x'.repeat(id)}` }));
    const made = new PageRows(rows.length, (place) => ({ id: place, name: rows[place]?.name }));
    expect(jsonBytes({ items: made, total: 7 }).toString()).toBe(
      JSON.stringify({ items: rows, total: 7 }),
    );
    expect(jsonBytes({ list: made.map(({ id }) => ({ id })), total: 7 }).toString()).toBe(
      JSON.stringify({ list: rows.map(({ id }) => ({ id })), total: 7 }),
    );
    expect(jsonBytes({ list: new PageRows(0, () => ({})) }).toString()).toBe('{"list":[]}');
  });
});
