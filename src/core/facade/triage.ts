import { Failure } from '../model/failure.ts';
import type { FindingQuery } from '../model/finding-query.ts';
import type { FindingStep, TriageHead, TriagePatch, TriageStep } from '../model/triage-step.ts';
import { isBusy, withPatience, type Db } from '../staging/database.ts';
import { refuseThinned } from '../staging/keep/refuse-removed.ts';
import { headOf, logOf, stepsOfFinding } from '../staging/triage-log.ts';
import { decide, redo, undo } from '../staging/triage.ts';
import type { Workspace } from '../staging/workspaces.ts';
import { inUse, lockHolder } from '../staging/writer-lock.ts';
import { openFindingsView } from '../views/findings-view.ts';

/** Whose findings: named one by one, or all of a run that a filter lets through, which must still be as many as were shown. */
export type TriagedFindings =
  | { readonly ids: readonly string[] }
  | { readonly query: FindingQuery; readonly shown?: number | undefined };

/** What persons decide about findings. It is a workspace's own: a finding is known by its id, whichever run shows it. */
export interface TriageDesk {
  /**
   * One step over any number of findings of a finished run; those that are so already are left alone.
   * @returns how many it changed; 0 is no step
   * @throws Failure usage, storage; in_use if another program writes just then
   */
  decide(
    workspace: string,
    runId: string,
    findings: TriagedFindings,
    patch: TriagePatch,
    who: string,
  ): Promise<number>;
  /**
   * Takes the newest step back. `step` names the one that is meant: if another one is the newest by then, nothing is done.
   * @returns it; null if there is none @throws Failure as `decide`; usage if it is another step than the one that is meant
   */
  undo(workspace: string, who: string, step?: number): TriageStep | null;
  redo(workspace: string, who: string, step?: number): TriageStep | null;
  head(workspace: string): TriageHead;
  /** The log, newest first: `limit` entries from before `before` on, the newest if that is null. */
  log(workspace: string, before: number | null, limit: number): TriageStep[];
  /** What was done to one finding, newest first. */
  history(workspace: string, findingId: string): FindingStep[];
}

/** Decisions in all workspaces that `open` opens; they need no writer lock. */
export function createTriageDesk(open: (workspace: string) => Workspace): TriageDesk {
  return {
    decide: async (workspace, runId, findings, patch, who) => {
      const at = open(workspace);
      const { db } = at;
      refuseThinned(db, runId);
      const atUtc = (): string => new Date().toISOString();
      if ('ids' in findings)
        return writeDecision(at, () =>
          decide(db, { runId, findings: findings.ids, patch, who, atUtc: atUtc() }),
        );
      const view = await openFindingsView({ db, run: runId }, findings.query, []);
      try {
        refuseOther(view.total, findings.shown);
        return writeDecision(at, () =>
          decide(db, { runId, findings: view.ids(), patch, who, atUtc: atUtc() }),
        );
      } finally {
        view.close();
      }
    },
    undo: (workspace, who, step) => {
      const at = open(workspace);
      return writeDecision(at, () => undo(at.db, who, new Date().toISOString(), step));
    },
    redo: (workspace, who, step) => {
      const at = open(workspace);
      return writeDecision(at, () => redo(at.db, who, new Date().toISOString(), step));
    },
    head: (workspace) => headOf(open(workspace).db),
    log: (workspace, before, limit) => logOf(open(workspace).db, before, limit),
    history: (workspace, findingId) => stepsOfFinding(open(workspace).db, findingId),
  };
}

/** A person waits no longer than this for another program that writes; an audit writes its result in one go, which can take seconds. */
const PATIENCE_MS = 1000;

/**
 * A step of triage takes no writer lock, which an audit holds for hours: it is one short transaction of its own, and neither sees
 * half of the other.
 */
export function writeDecision<T>({ db, folder }: Workspace, work: () => T): T {
  const holder = lockHolder(folder);
  if (holder?.activity === 'deleting') throw inUse(folder.split(/[\\/]/).at(-1) ?? folder, holder);
  return impatiently(db, work);
}

function impatiently<T>(db: Db, work: () => T): T {
  try {
    return withPatience(db, PATIENCE_MS, work);
  } catch (error) {
    if (!(error instanceof Failure) || !isBusy(error.cause)) throw error;
    throw new Failure(
      'in_use',
      'Another program is writing to this workspace just now: nothing was changed. Try again in a moment.',
      {},
      error,
    );
  }
}

function refuseOther(total: number, shown: number | undefined): void {
  if (shown === undefined || shown === total) return;
  throw new Failure(
    'usage',
    `The list has changed meanwhile: ${total} findings match now, not ${shown}. Nothing was changed; look again.`,
  );
}
