import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../support/canonical-json.ts';
import type { Json } from '../support/canonical-json.ts';

describe('canonical JSON (RFC 8785)', () => {
  test('the numbers of the RFC', () => {
    const written = canonicalJson([
      Number('333333333.33333329'),
      1e30,
      4.5,
      2e-3,
      1e-27,
      -0,
      1e21,
      1e20,
      5e-324,
    ]);
    expect(written).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,100000000000000000000,5e-324]',
    );
  });

  test('the string of the RFC', () => {
    expect(canonicalJson('€$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  test('members sorted by UTF-16 code units, as in the RFC', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).toEqual(
      // A whole number as a name comes first in every JavaScript object: look at the text for it.
      ['1', '\r', '\u0080', 'ö', '€', '😀', '\ufb33'],
    );
    expect(canonicalJson(value).startsWith('{"\\r":2,"1":4,"\u0080":6')).toBe(true);
  });

  test('says the same as JSON, whatever the order of the members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value as Json))).toBe(text);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });

  test('has no white space outside strings', () => {
    expect(canonicalJson({ b: [1, { d: null, c: true }], a: ' ' })).toBe(
      '{"a":" ","b":[1,{"c":true,"d":null}]}',
    );
  });

  test('writes a lone surrogate as its escape', () => {
    expect(canonicalJson({ 'a\udc00': 'x\ud800' })).toBe('{"a\\udc00":"x\\ud800"}');
  });

  test.each([Number.NaN, Infinity, -Infinity, undefined, () => 1])('refuses %s', (value) => {
    expect(() => canonicalJson([value as Json])).toThrow(TypeError);
  });
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines members, so that one called __proto__ stays one.
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
