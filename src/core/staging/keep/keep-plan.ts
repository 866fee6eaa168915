import { statSync } from 'node:fs';
import type { KeepPlan, KeepRules } from '../../model/keep.ts';
import { atOneMoment, type Db } from '../database.ts';
import { openItems } from '../open-items.ts';
import { FILE_PARTS } from '../database-files.ts';
import type { Workspace } from '../workspaces.ts';
import { seenAgain } from './seen-again.ts';

const DAY_MS = 86_400_000;

export interface FinishedRun {
  readonly runId: string;
  readonly seq: number;
  readonly finishedUtc: string;
  readonly thinnedUtc: string | null;
}

/**
 * What the rules take away now. Never of the newest run, of one that isn't finished, or of one that holds the evidence of a finding that
 * is open and that nobody accepted.
 */
export function keepPlan(at: Workspace, rules: KeepRules, nowMs: number): KeepPlan {
  return atOneMoment(at.db, () => {
    const [, ...older] = finishedRuns(at.db);
    const open = openByRun(at.db);
    const beforeUtc =
      rules.pagesDays === null ? null : new Date(nowMs - rules.pagesDays * DAY_MS).toISOString();
    const forPages = older.flatMap((run) => {
      const bytes = pagesOf(at, run.runId);
      return beforeUtc !== null && run.finishedUtc < beforeUtc && bytes > 0
        ? [{ ...run, bytes }]
        : [];
    });
    const forThinning =
      rules.wholeRuns === null
        ? []
        : older
            .slice(Math.max(0, rules.wholeRuns - 1))
            .filter(({ thinnedUtc }) => thinnedUtc === null);
    const isFree = ({ runId }: FinishedRun): boolean => !open.has(runId);
    const held = new Set([...forPages, ...forThinning].filter((run) => !isFree(run)));
    return {
      pages: forPages.filter(isFree).map(asItem),
      findings: forThinning.filter(isFree).map((run) => ({
        ...asItem({ ...run, bytes: 0 }),
        ...seenAgain(at.db, run),
      })),
      held: [...new Set([...held].map(({ runId }) => runId))].map((runId) => ({
        runId,
        open: open.get(runId) ?? 0,
      })),
    };
  });
}

/** The newest first. */
export function finishedRuns(db: Db): FinishedRun[] {
  return db
    .prepare(
      `SELECT id AS runId, seq, finished_utc AS finishedUtc, thinned_utc AS thinnedUtc FROM run
      WHERE state = 'finished' ORDER BY seq DESC`,
    )
    .all() as FinishedRun[];
}

/** How many findings that nobody has answered a run was the last to see. */
function openByRun(db: Db): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { runId, isAccepted } of openItems(db))
    if (!isAccepted) counts.set(runId, (counts.get(runId) ?? 0) + 1);
  return counts;
}

/** The size of what a run read; 0 if it is gone. */
function pagesOf(at: Workspace, runId: string): number {
  return FILE_PARTS.reduce(
    (sum, part) =>
      sum + (statSync(at.capturePath(runId) + part, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function asItem({ runId, finishedUtc, bytes }: FinishedRun & { readonly bytes: number }) {
  return { runId, finishedUtc, bytes };
}
