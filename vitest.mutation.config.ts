import { defineConfig } from 'vitest/config';

// For scripts/mutation.mjs, which runs it once for each changed line: only the tests that it names, one process, no reports.
export default defineConfig({
  test: {
    include: (process.env['TIEOUT_MUTATION_TESTS'] ?? '').split(' '),
    setupFiles: ['test/support/no-shrinking.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
