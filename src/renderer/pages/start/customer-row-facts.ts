import type { RunStatus } from '../../../contract/runs.ts';
import type { Schedule } from '../../../core/model/schedule.ts';
import type { CustomerStanding, WorkspaceSummary } from '../../../contract/workspaces.ts';
import type { WorkspaceOverview } from '../../../core/model/overview.ts';
import { statusOf, type StatusKind, type WorkspaceStatus } from '../../shell/workspace-status.ts';
import { shellWords } from '../../words/shell.ts';
import { startWords } from '../../words/start.ts';

/** A line of the overview of all customers. */
export interface CustomerRow {
  readonly workspace: WorkspaceSummary;
  readonly status: WorkspaceStatus;
  /** What else is to be known of it, a sentence each. */
  readonly notes: readonly string[];
  /** Whether somebody has to look at it, and before whom: 0 is first. */
  readonly needsAttention: boolean;
  readonly rank: number;
  /** Null while it is added up, and where it can't be read: `isAsked` tells them apart. */
  readonly overview: WorkspaceOverview | null;
  readonly isAsked: boolean;
  readonly schedule: Schedule['kind'];
  readonly nextUtc: string | null;
  readonly isDue: boolean;
}

/** Joins what the list knows at once, what is added up of each customer, and the audits of this session. */
export function customerRows(
  workspaces: readonly WorkspaceSummary[],
  standings: readonly CustomerStanding[] | undefined,
  live: ReadonlyMap<string, RunStatus>,
): CustomerRow[] {
  const byName = new Map((standings ?? []).map((standing) => [standing.workspace, standing]));
  return workspaces.map((workspace) =>
    customerRow(workspace, byName.get(workspace.name), live.get(workspace.name)),
  );
}

function customerRow(
  workspace: WorkspaceSummary,
  standing: CustomerStanding | undefined,
  live: RunStatus | undefined,
): CustomerRow {
  const overview = standing?.overview ?? null;
  const status = standingStatus(workspace, standing, live);
  const notes = notesOf(workspace, standing);
  const isHindered =
    overview?.failedTry != null ||
    (standing?.areTokensLocked === true && standing.schedule !== 'off');
  const rank = Math.min(RANKS[status.kind], isHindered ? HINDERED : Infinity);
  return {
    workspace,
    status,
    notes,
    rank,
    needsAttention: rank <= LAST_TO_LOOK_AT,
    overview,
    isAsked: standing === undefined && workspace.trouble === undefined,
    schedule: standing?.schedule ?? 'off',
    nextUtc: standing?.nextUtc ?? null,
    isDue: standing?.isDue ?? false,
  };
}

/** What all runs left open counts, not what the newest one saw of it. */
function standingStatus(
  workspace: WorkspaceSummary,
  standing: CustomerStanding | undefined,
  live: RunStatus | undefined,
): WorkspaceStatus {
  const trouble = standing?.trouble ?? null;
  const status = statusOf(trouble === null ? workspace : { ...workspace, trouble }, live);
  const overview = standing?.overview ?? null;
  if (overview === null || (status.kind !== 'clean' && status.kind !== 'to_act')) return status;
  const words = shellWords.status;
  return overview.toActOn === 0
    ? { kind: 'clean', words: words.clean }
    : { kind: 'to_act', words: words.toAct(overview.toActOn) };
}

function notesOf(workspace: WorkspaceSummary, standing: CustomerStanding | undefined): string[] {
  const { trouble, busy, overview, areTokensLocked } = standing ?? {};
  const isAuditShown = busy?.isAudit === true && workspace.lastRun?.state === 'running';
  return [
    trouble ?? workspace.trouble ?? null,
    busy == null || isAuditShown ? null : startWords.busy(busy.program, busy.isAudit),
    overview?.failedTry == null ? null : startWords.failedTry(overview.failedTry.sentence),
    areTokensLocked === true ? startWords.locked : null,
  ].filter((note) => note !== null);
}

/** Who needs somebody comes first; what goes on by itself after that. */
const RANKS: Readonly<Record<StatusKind, number>> = {
  unreadable: 0,
  needs_sign_in: 1,
  offline: 2,
  not_verified: 2,
  interrupted: 3,
  to_act: 4,
  paused: 5,
  waiting: 5,
  running: 5,
  elsewhere: 5,
  never: 6,
  clean: 7,
};
const HINDERED = 2;
const LAST_TO_LOOK_AT = 4;
