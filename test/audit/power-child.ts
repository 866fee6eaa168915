import { createAuditor } from '../../src/core/auditor.ts';

// Puts the newest run of workspace "test" in the folder argv[2] to a power test and tells each part of the work; for being killed.
const auditor = createAuditor({ dataFolder: process.argv[2] ?? '', version: 'test' });
await auditor.powerTest('test', {
  seed: 1,
  onProgress: ({ done, total }) => process.stdout.write(`${done} of ${total}\n`),
});
auditor.close();
