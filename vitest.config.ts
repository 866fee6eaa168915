import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.ts';

// TIEOUT_LONG=1 (npm run test:long) is for worlds at full size: minutes, and gigabytes of disk.
const isLong = process.env['TIEOUT_LONG'] === '1';

export default defineConfig({
  test: {
    include: [isLong ? 'test/long/**/*.test.ts' : 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/fixtures/**', ...(isLong ? [] : ['test/long/**'])],
    // Processes, not threads: a fault in a native module must not take the other tests along.
    pool: 'forks',
    // One more than the cores that it is measured on: many tests wait for a server or a browser.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: isLong ? 30 * 60_000 : 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/plain-summary-reporter.ts'],
    coverage: { provider: 'v8', include: ['src/**'], exclude: ['src/renderer/**'] },
  },
});
