import { asStorageFailure } from '../staging/database.ts';
import type { Workspace } from '../staging/workspaces.ts';
import type { Activity, WriterLock } from '../staging/writer-lock.ts';

/** Takes a workspace for one writer. @throws Failure in_use if somebody else has it */
export type Hold = (at: Workspace, activity: Activity) => WriterLock;

/** Does `work` while nobody else changes the workspace. @throws Failure in_use; storage, where a file could not be read or written */
export async function whileHolding<T>(
  hold: Hold,
  at: Workspace,
  activity: Activity,
  work: () => T | Promise<T>,
): Promise<T> {
  const lock = hold(at, activity);
  try {
    return await work();
  } catch (error) {
    throw asStorageFailure(error, at.folder);
  } finally {
    lock.release();
  }
}
