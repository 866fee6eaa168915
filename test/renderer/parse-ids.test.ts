import { describe, expect, test } from 'vitest';
import { parseIds } from '../../src/renderer/pages/audit/parse-ids.ts';

describe('pasted ids', () => {
  test('stand in lines, or with commas, semicolons or blanks between', () => {
    expect(parseIds('1\n2,3;4 5\r\n6', 'pasted').ids).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test('are counted once, whatever zeros stand before them', () => {
    expect(parseIds('007, 7, 0, 000', 'pasted')).toEqual({
      ids: ['7', '0'],
      repeated: 2,
      badLines: 0,
      firstBad: null,
    });
  });

  test('of a sheet are the first column, its heading passed over', () => {
    const { ids, badLines } = parseIds('Id\tAmount\n10\t25.00\n11\t3', 'pasted');
    expect(ids).toEqual(['10', '11']);
    expect(badLines).toBe(0);
  });

  test('that are none are told with their line', () => {
    expect(parseIds('1\nabc\n2\n3x', 'pasted')).toMatchObject({
      ids: ['1', '2'],
      badLines: 2,
      firstBad: { line: 2, text: 'abc' },
    });
  });

  test('of a single line have no heading', () => {
    expect(parseIds('abc', 'pasted').firstBad).toEqual({ line: 1, text: 'abc' });
  });

  test('longer than any id are none', () => {
    const { badLines, firstBad } = parseIds(`1\n${'9'.repeat(50)}`, 'pasted');
    expect(badLines).toBe(1);
    expect(firstBad?.text).toHaveLength(40);
  });

  test('may be missing', () => {
    expect(parseIds(' \n\n', 'pasted')).toMatchObject({ ids: [], badLines: 0 });
  });
});

describe('ids of a file', () => {
  test('are the first column of each line, quoted or not, its heading passed over', () => {
    const text = '\uFEFFgift id,amount\r\n"10",25.00\r\n 11 ,3\r\n\r\n12\r\n';
    expect(parseIds(text, 'file')).toEqual({
      ids: ['10', '11', '12'],
      repeated: 0,
      badLines: 0,
      firstBad: null,
    });
  });

  test('stand in each line once: other columns are not ids', () => {
    expect(parseIds('1,2,3\n4,5,6', 'file').ids).toEqual(['1', '4']);
  });

  test('begin with the first line if it is no heading', () => {
    expect(parseIds('1\n2', 'file').ids).toEqual(['1', '2']);
  });
});
