import { rmSync } from 'node:fs';
import type { KeepPlan, KeepRules } from '../../model/keep.ts';
import type { Steps } from '../../model/steps.ts';
import { inTransaction } from '../database.ts';
import type { Workspace } from '../workspaces.ts';
import { FILE_PARTS } from '../database-files.ts';
import { finishedRuns, keepPlan } from './keep-plan.ts';
import { removeSeenAgain } from './seen-again.ts';

/**
 * Takes away what the rules say, run by run. It may be killed anywhere: of a run either all of its part is done or nothing, and a file
 * goes only after it is written down that it does. The workspace's lock must be held. @returns what went
 */
export function* applyKeep(at: Workspace, rules: KeepRules, nowMs: number): Steps<KeepPlan> {
  const plan = keepPlan(at, rules, nowMs);
  const nowUtc = new Date(nowMs).toISOString();
  const seqs = new Map(finishedRuns(at.db).map(({ runId, seq }) => [runId, seq]));
  for (const { runId } of plan.findings) {
    inTransaction(at.db, () => {
      removeSeenAgain(at.db, { runId, seq: seqs.get(runId) ?? 0 });
      at.db.prepare('UPDATE run SET thinned_utc = ? WHERE id = ?').run([nowUtc, runId]);
    });
    yield;
  }
  for (const { runId } of plan.pages) {
    inTransaction(at.db, () =>
      at.db
        .prepare('UPDATE run SET pages_removed_utc = coalesce(pages_removed_utc, ?) WHERE id = ?')
        .run([nowUtc, runId]),
    );
    yield;
    removePages(at, runId);
    yield;
  }
  return plan;
}

/** A file that somebody has open can't go on Windows: it goes the next time. */
function removePages(at: Workspace, runId: string): void {
  for (const part of FILE_PARTS) {
    try {
      rmSync(at.capturePath(runId) + part, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && IN_USE.has(String(error.code))))
        throw error;
    }
  }
}

const IN_USE = new Set(['EBUSY', 'EPERM', 'EACCES']);
