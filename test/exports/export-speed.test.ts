import { expect, test } from 'vitest';
import { measureWriter } from '../../bench/export/writers.ts';

// product.md §4: 100,000 findings to xlsx in 20 s and under 350 MB, on 2 cores.
test('100,000 findings stay within the bars of time and memory', () => {
  const { seconds, peakMb } = measureWriter('workbook', 100_000);
  expect(seconds).toBeLessThan(20);
  expect(peakMb).toBeLessThan(350);
});
