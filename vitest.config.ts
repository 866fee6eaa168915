import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.ts';

// TIEOUT_LONG=1 (npm run test:long) is for worlds at full size: minutes, and gigabytes of disk.
const isLong = process.env['TIEOUT_LONG'] === '1';

// TIEOUT_COVERAGE=1 (npm run coverage) counts the lines of the core. Left out is what needs a browser, and what starts the program as a
// process of its own: lines that run there are not counted, so that it would only take time.
const isCoverage = process.env['TIEOUT_COVERAGE'] === '1';
const UNCOUNTED = ['bench', 'cli', 'e2e', 'faults', 'kills', 'main', 'packaging', 'scripts'];

export default defineConfig({
  test: {
    include: [isLong ? 'test/long/**/*.test.ts' : 'test/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      'test/fixtures/**',
      ...(isLong ? [] : ['test/long/**']),
      // Speed isn't measured while lines are counted.
      ...(isCoverage
        ? [...UNCOUNTED.map((folder) => `test/${folder}/**`), '**/*-speed.test.ts']
        : []),
    ],
    // Processes, not threads: a fault in a native module must not take the other tests along.
    pool: 'forks',
    // One more than the cores that it is measured on: many tests wait for a server or a browser.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: isLong ? 30 * 60_000 : isCoverage ? 180_000 : 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/plain-summary-reporter.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/core/**'],
      reportOnFailure: true,
      reporter: ['text-summary', 'json-summary', 'json', 'html'],
      thresholds: { lines: 95 },
    },
  },
});
