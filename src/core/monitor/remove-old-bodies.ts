import { setImmediate } from 'node:timers/promises';
import { emptyLog, removeBodies } from '../staging/live/old-bodies.ts';
import type { LiveStore } from './live-store.ts';

/** So few at once that no answer waits long for them. */
const AT_ONCE = 100;
const DAY_MS = 86_400_000;

/**
 * Removes the bodies of deliveries that were received more than some days ago and were looked into, in small steps, each of which is
 * whole or was not done. @returns how many @throws Failure storage
 */
export async function removeOldBodies(
  { db }: LiveStore,
  keepDays: number,
  nowMs: number,
): Promise<number> {
  let removed = 0;
  // It may be closed between two steps.
  for (let last = AT_ONCE; last === AT_ONCE && db.open; await setImmediate()) {
    last = removeBodies(db, nowMs - keepDays * DAY_MS, AT_ONCE);
    removed += last;
  }
  if (removed > 0 && db.open) emptyLog(db);
  return removed;
}
