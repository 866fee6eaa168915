import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExportFigures } from '../../bench/export.ts';

// product.md §4: 100,000 findings to xlsx in 20 s and under 350 MB, on 2 cores.
test('100,000 findings stay within the bars of time and memory', () => {
  const bench = join(import.meta.dirname, '../../bench/export.ts');
  const output = execFileSync(process.execPath, [bench, '100000'], {
    encoding: 'utf8',
    timeout: 55_000,
  });
  const { seconds, peakMb } = JSON.parse(output) as ExportFigures;
  expect(seconds).toBeLessThan(20);
  expect(peakMb).toBeLessThan(350);
});
