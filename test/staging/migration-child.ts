import { openDatabase, type Migration } from '../../src/core/staging/database.ts';
import { sentenceOf } from '../../src/core/model/failure.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';

// Opens a file with the migrations it is given, in a process of its own that can be killed: argv[2] is the path, argv[3] the
// migrations as JSON; without any, the path is a data folder and a workspace is made in it. Waits for a word first, so that
// many can begin at once.
const [, , path = '', migrations = '[]'] = process.argv;
const steps = JSON.parse(migrations) as Migration[];
process.stdout.write('ready\n');
process.stdin.once('data', () => {
  try {
    if (steps.length > 0) openDatabase(path, { what: 'capture', migrations: steps }).close();
    else openWorkspace(path, 'Hope', { create: true }).db.close();
    process.stdout.write('opened\n');
  } catch (error) {
    process.stdout.write(`${sentenceOf(error)}\n`);
  }
  process.exit(0);
});
