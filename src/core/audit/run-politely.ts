import { setImmediate } from 'node:timers/promises';
import { Failure } from '../model/failure.ts';
import type { Steps } from '../model/steps.ts';

/** So long the work may keep everybody else on this thread waiting. */
const AT_A_TIME_MS = 25;

/** Does the steps one after the other and lets others have their turn in between. @throws Failure cancelled */
export async function runPolitely<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  let sinceMs = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - sinceMs < AT_A_TIME_MS) continue;
    await setImmediate();
    if (signal?.aborted) {
      // Ends the statements that a step has open.
      steps.return(undefined as T);
      throw new Failure('cancelled', 'The work was cancelled.');
    }
    sinceMs = performance.now();
  }
}
