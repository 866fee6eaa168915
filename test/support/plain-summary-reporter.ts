import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends the test run with one plain line, `N passed, N failed, N skipped`, that needs no terminal to be read.
 * A file that could not be loaded, or an error outside any test, counts as one failure, and a run in which no
 * test ran fails: both would otherwise look like a pass to whoever reads only that line.
 */
export default class PlainSummaryReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const testModule of testModules) {
      const failedBefore = counts.failed;
      for (const test of testModule.children.allTests()) {
        const { state } = test.result();
        counts[state === 'pending' ? 'skipped' : state] += 1;
      }
      if (!testModule.ok() && counts.failed === failedBefore) counts.failed += 1;
    }
    if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
    process.stdout.write(
      `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
    );
  }
}
