import { describe, expect, test } from 'vitest';
import { contentType, findPageFile } from '../../src/page/page-files.ts';

describe('both hosts serve files of the built page only', () => {
  test('a file of the page', () => {
    const file = findPageFile('/app/renderer', '/assets/index.js');
    expect(file).toBe('/app/renderer/assets/index.js');
    expect(contentType(file ?? '')).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    ['a way up', '/../../etc/index.html'],
    ['an escaped way up', '/%2e%2e%2f%2e%2e%2fetc/index.html'],
    ['a way up, Windows', '/..%5c..%5cindex.html'],
    ['a neighbour of the same beginning', '/%2e%2e%2frenderer-old/index.html'],
    ['the folder itself', '/'],
    ['a NUL byte', '/index.html%00.js'],
    ['a malformed escape', '/%E0%A4%A.js'],
    ['a kind that the page never loads', '/findings.sqlite'],
    ['a kind that every object has', '/x.constructor'],
  ])('not %s', (_what, path) => expect(findPageFile('/app/renderer', path)).toBeNull());
});
