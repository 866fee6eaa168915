import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CELL_LIMIT,
  safeCsvText,
  safeLink,
  safeNumber,
  safeText,
  safeXlsxText,
} from '../../src/core/exports/cell-safety.ts';
import { INJECTIONS, looksLikeFormula } from './injections.ts';

describe('safeText', () => {
  test.each(INJECTIONS)('%j starts no formula', (text) => {
    for (const safe of [safeText(text), safeXlsxText(text), safeCsvText(text)]) {
      expect(looksLikeFormula(safe)).toBe(false);
      expect(safe.isWellFormed()).toBe(true);
    }
  });

  test('any text is safe, once is enough, and it fits a cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const safe = safeText(text);
        expect(looksLikeFormula(safe)).toBe(false);
        // oxlint-disable-next-line no-control-regex
        expect(safe).not.toMatch(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/);
        expect(safeText(safe)).toBe(safe);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    'Ada Lovelace',
    '12 USD',
    'O’Brien-Smith',
    'a=b',
    '日本語',
    'Zoë 😀',
    '',
    '(5)',
    'a_x_b',
  ])('%j stays as it is', (text) => expect(safeXlsxText(text)).toBe(text));

  test('what is longer than a cell is cut, between characters, and marked', () => {
    expect(safeText('x'.repeat(CELL_LIMIT))).toHaveLength(CELL_LIMIT);
    for (const long of [
      'x'.repeat(CELL_LIMIT + 1),
      '😀'.repeat(CELL_LIMIT),
      `a${'😀'.repeat(CELL_LIMIT)}`,
      '='.repeat(50_000),
    ]) {
      const safe = safeText(long);
      expect(safe.length).toBeLessThanOrEqual(CELL_LIMIT);
      expect(safe.isWellFormed()).toBe(true);
      expect(safe).toMatch(/ … \[cut\]$/);
    }
  });

  test('Excel’s own escapes are kept literal in xlsx', () => {
    expect(safeXlsxText('_x003D_1')).toBe('_x005F_x003D_1');
    expect(safeXlsxText('a_x000d_x000A_')).toBe('a_x005F_x000d_x005F_x000A_');
  });

  test('in CSV no formula hides behind a semicolon', () => {
    expect(safeCsvText('a;=1+1')).toBe("a;'=1+1");
    expect(safeCsvText('a; b; c')).toBe('a; b; c');
  });
});

test('safeNumber lets only finite numbers through', () => {
  expect([1.5, -3, 0].map(safeNumber)).toEqual([1.5, -3, 0]);
  expect([Number.NaN, Infinity, -Infinity, null].map(safeNumber)).toEqual([null, null, null, null]);
});

describe('safeLink', () => {
  test('a plain https address', () => {
    expect(safeLink('https://app.virtuoussoftware.com/Generosity/1?a=b"c')).toBe(
      'https://app.virtuoussoftware.com/Generosity/1?a=b%22c',
    );
  });

  test.each([
    null,
    '',
    'http://a.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://user:pass@a.example/',
    'https://',
    'app.example/1',
  ])('%s is none', (address) => expect(safeLink(address)).toBeNull());

  test('one that Excel could not hold is none', () => {
    expect(safeLink(`https://a.example/${'x'.repeat(2_100)}`)).toBeNull();
  });
});
