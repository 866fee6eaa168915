import { liveStore } from '../../src/core/monitor/live-store.ts';
import { removeOldBodies } from '../../src/core/monitor/remove-old-bodies.ts';
import { openLiveFile } from '../../src/core/staging/live/live-file.ts';

// Removes old bodies in a process of its own, to be killed: the folder and the time are the arguments.
const [folder = '', nowMs = '0'] = process.argv.slice(2);
const store = liveStore(openLiveFile(folder));
await removeOldBodies(store, 1, Number(nowMs));
// What is slower than the kill would prove nothing.
await new Promise((resolve) => setTimeout(resolve, 60_000));
