import { applyKeep } from '../../src/core/staging/keep/apply-keep.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';

// node keep-child.ts FOLDER WORKSPACE RULES NOW STEP: takes away what the rules say and is killed after so many steps; at "write",
// in the middle of what is written about a run.
const [dataFolder = '', workspace = '', rules = '', nowMs = '', step = ''] = process.argv.slice(2);
const at = openWorkspace(dataFolder, workspace);
const die = (): number => {
  process.kill(process.pid, 'SIGKILL');
  // Nothing more happens, however long the signal takes.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return 0;
};
if (step === 'write') {
  at.db.function('die', die);
  at.db.exec(
    'CREATE TEMP TRIGGER killed AFTER UPDATE OF thinned_utc ON main.run BEGIN SELECT die(); END',
  );
}
let done = 0;
const steps = applyKeep(at, JSON.parse(rules) as Parameters<typeof applyKeep>[1], Number(nowMs));
while (steps.next().done !== true) {
  done += 1;
  if (String(done) === step) die();
}
console.log(`done ${done}`);
