import { describe, expect, test } from 'vitest';
import { contentType, findPageFile } from '../../src/main/page-files.ts';

describe('the window serves files of the built page only', () => {
  test('a file of the page', () => {
    const file = findPageFile('/app/renderer', 'tieout://page/assets/index.js?x#y');
    expect(file).toBe('/app/renderer/assets/index.js');
    expect(contentType(file ?? '')).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    ['another host', 'tieout://other/index.html'],
    ['a way up', 'tieout://page/%2e%2e%2f%2e%2e%2fetc/index.html'],
    ['a way up, Windows', 'tieout://page/..%5c..%5cindex.html'],
    ['a neighbour of the same beginning', 'tieout://page/%2e%2e%2frenderer-old/index.html'],
    ['the folder itself', 'tieout://page/'],
    ['a NUL byte', 'tieout://page/index.html%00.js'],
    ['a malformed escape', 'tieout://page/%E0%A4%A.js'],
    ['a kind that the page never loads', 'tieout://page/findings.sqlite'],
  ])('not %s', (_what, url) => expect(findPageFile('/app/renderer', url)).toBeNull());
});
