import { Failure } from '../model/failure.ts';
import type { Db } from '../staging/database.ts';

/** A finished run in its workspace's file. */
export interface FindingsSource {
  readonly db: Db;
  readonly run: string;
}

/**
 * The number a run's narrow rows are kept under.
 * @throws Failure usage if there is no such run
 */
export function runSeqOf({ db, run }: FindingsSource): number {
  const seq = db.prepare<unknown[]>('SELECT seq FROM run WHERE id = ?').pluck().get([run]);
  if (typeof seq === 'number') return seq;
  throw new Failure('usage', `There is no run ${run} in this workspace: "tieout runs" lists them.`);
}
