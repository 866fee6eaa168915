import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_EVERY_MS = 1000;
/** So much more than after the last collection is left lying. */
const MOST_GARBAGE = 32 * 1_048_576;

/**
 * Makes a world in a process that does nothing but play the sandbox, so that the process stays small: rows die as soon as they are
 * sent, but V8 would hold 130 MB ready for objects that live a little longer, and collect old ones only every 200 MB.
 */
export async function inSmallProcess<T>(make: () => Promise<T>): Promise<T> {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const made = await make();
  let least = 0;
  setInterval(() => {
    const { heapUsed } = process.memoryUsage();
    if (heapUsed < least + MOST_GARBAGE) return;
    collect();
    least = process.memoryUsage().heapUsed;
  }, LOOK_EVERY_MS).unref();
  return made;
}
