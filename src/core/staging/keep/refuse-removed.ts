import { existsSync } from 'node:fs';
import { Failure } from '../../model/failure.ts';
import type { Db } from '../database.ts';
import type { Workspace } from '../workspaces.ts';

/** A list of findings of which a part is gone would look like a whole one. @throws Failure usage */
export function refuseThinned(db: Db, runId: string): void {
  const utc: unknown = db.prepare('SELECT thinned_utc FROM run WHERE id = ?').pluck().get([runId]);
  if (typeof utc === 'string')
    throw new Failure(
      'usage',
      `The findings of run ${runId} were thinned out on ${utc.slice(0, 10)}, as the workspace’s setting “keep” says: its result, tie-out and figures are kept, its findings can’t be listed any more. Choose a newer run.`,
    );
}

/** What can't be done without what a run read. @throws Failure usage */
export function refuseWithoutPages(at: Workspace, runId: string): void {
  if (existsSync(at.capturePath(runId))) return;
  throw new Failure(
    'usage',
    `What run ${runId} read is not kept any more, so it can’t be judged again: audit again.`,
  );
}

/** Whose account rests on runs before it could not be told again. @throws Failure usage */
export function refuseBeforeThinned(db: Db, runId: string): void {
  const later: unknown = db
    .prepare<unknown[]>(
      'SELECT id FROM run WHERE thinned_utc IS NOT NULL AND seq > (SELECT seq FROM run WHERE id = ?) LIMIT 1',
    )
    .pluck()
    .get([runId]);
  if (typeof later === 'string')
    throw new Failure(
      'usage',
      `Run ${runId} is older than runs whose findings were thinned out, as the workspace’s setting “keep” says: it can’t be gone on with or judged again. Audit again.`,
    );
}
