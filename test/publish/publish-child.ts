import { createAuditor, readStoreAddress } from '../../src/core/auditor.ts';
import { sentenceOf } from '../../src/core/model/failure.ts';

// Publishes workspaces in a process of its own that can be killed: argv[2] is the data folder, what follows are workspaces; without any,
// all of it. Says "ready", waits for a word so that several can begin at once, and then a line for each run.
const [, , dataFolder = '', ...named] = process.argv;
const auditor = createAuditor({ dataFolder, version: 'test' });
const address = readStoreAddress(process.env['TIEOUT_PUBLISH_URL'] ?? '');
process.stdout.write('ready\n');
process.stdin.once('data', () => {
  void publishAll()
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      process.stdout.write(`${sentenceOf(error)}\n`);
      process.exit(1);
    });
});

async function publishAll(): Promise<void> {
  for (const workspace of named.length > 0 ? named : auditor.workspaces())
    await auditor.publishing.publish(workspace, {
      address,
      onRun: (runId) => void process.stdout.write(`${runId}\n`),
    });
}
