import { carryForwardRequest, learnedConventions } from '../audit/carry-forward.ts';
import { Failure, isFailure, sentenceOf } from '../model/failure.ts';
import { formatInstant, type InstantMs } from '../model/instants.ts';
import type { AuditRequest } from '../model/request.ts';
import {
  LEAST_HOURLY_LAG_HOURS,
  type Backstop,
  type BackstopRules,
  type DueBackstop,
} from '../model/schedule.ts';
import { dueByHand, dueRuns, nextHourMs, nextSlotMs } from '../operations/schedule/due-runs.ts';
import {
  backstopsOf,
  beginBackstop,
  forgetBackstop,
  noteBackstopFailed,
  noteBackstopRun,
  settleBackstops,
} from '../staging/backstops.ts';
import { listRuns } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';
import { inUse, lockHolder } from '../staging/writer-lock.ts';

/** How a host runs one audit of the backstop to its end: planned, shown and paced as its other audits. */
export type RunAudit = (asked: {
  readonly request: AuditRequest;
  /** Go on with the newest interrupted run, which is this one. */
  readonly resume: boolean;
  readonly onStart: (runId: string) => void;
}) => Promise<void>;

export interface BackstopOrder {
  readonly workspace: string;
  /** What is due, in its order. */
  readonly due: readonly DueBackstop[];
  /** By which rules; its records and days are the backstop's. */
  readonly request: AuditRequest;
  readonly now: () => InstantMs;
  readonly run: RunAudit;
  /** Whether what was stopped was stopped by a person: it is not gone on with by itself, but tried again later. */
  readonly isStoppedByPerson?: () => boolean;
}

/** What became of the days that were due, and of what earlier runs left open. */
export interface BackstopResult {
  readonly backstops: readonly Backstop[];
  /** The re-check's run; null if nothing was open, or nothing could be read. */
  readonly recheckRunId: string | null;
  /** What ended it before its end; null if nothing did. */
  readonly error: unknown;
}

/** The daily backstop of a workspace: what is due, run once and never twice. */
export interface BackstopDesk {
  /** All tries, oldest first. */
  list(workspace: string): Backstop[];
  due(workspace: string, rules: BackstopRules, nowMs: InstantMs): DueBackstop[];
  /** Yesterday, and what earlier runs left to be made up for. */
  dueByHand(
    workspace: string,
    rules: Pick<BackstopRules, 'timeZone' | 'lagHours'>,
    nowMs: InstantMs,
  ): DueBackstop[];
  /** When the next day's time comes, or an hour since the last run is over; null if there is no schedule, or an hourly one may run now. */
  nextUtc(workspace: string, rules: BackstopRules, nowMs: InstantMs): string | null;
  /**
   * Runs what is due, day after day, then looks again at what earlier runs left open. A try that was killed is gone on with.
   * @throws Failure in_use if another program is at the workspace
   */
  run(order: BackstopOrder): Promise<BackstopResult>;
}

/** Backstops of all workspaces that `open` opens. */
export function createBackstopDesk(open: (workspace: string) => Workspace): BackstopDesk {
  const list = (workspace: string): Backstop[] => backstopsOf(open(workspace).db);
  return {
    list,
    due: (workspace, rules, nowMs) => dueRuns(rules, list(workspace), nowMs),
    dueByHand: (workspace, rules, nowMs) => dueByHand(rules, list(workspace), nowMs),
    nextUtc: (workspace, rules, nowMs) => {
      const next =
        rules.schedule.kind === 'hourly'
          ? nextHourMs(list(workspace), nowMs)
          : nextSlotMs(rules, nowMs);
      return next === null ? null : formatInstant(next);
    },
    run: (order) => runDue(open(order.workspace), order),
  };
}

async function runDue(at: Workspace, order: BackstopOrder): Promise<BackstopResult> {
  const { due, now, request, run } = order;
  const holder = lockHolder(at.folder);
  if (holder !== null) throw inUse(at.name, holder);
  settleBackstops(at.db);
  const startedMs = now();
  const ids: number[] = [];
  let [error, recheckRunId]: [unknown, string | null] = [null, null];
  try {
    for (const days of due) ids.push(await runDays(at, days, order));
    const again = carryForwardRequest(at, request, startedMs);
    if (again !== null && !isUnread(at, ids)) {
      const onStart = (runId: string): void => void (recheckRunId = runId);
      await run({ request: again, resume: false, onStart });
    }
  } catch (thrown) {
    error = thrown;
    if (isFailure(thrown, 'in_use') && ids.length === 0) throw thrown;
  }
  settleBackstops(at.db);
  const backstops = backstopsOf(at.db).filter(
    ({ id, startedUtc }) => ids.includes(id) || startedUtc >= formatInstant(startedMs),
  );
  return { backstops, recheckRunId, error };
}

async function runDays(
  at: Workspace,
  due: DueBackstop,
  { request, now, run, isStoppedByPerson = () => false }: BackstopOrder,
): Promise<number> {
  const killed = killedTry(at, due);
  const id = killed?.id ?? beginBackstop(at.db, due, formatInstant(now()));
  try {
    await run({
      request: {
        ...request,
        fromDay: due.fromDay,
        toDay: due.toDay,
        knownConventions: learnedConventions(listRuns(at.db).filter(({ facts }) => facts !== null)),
        lagHours:
          due.kind === 'hourly'
            ? Math.max(request.lagHours, LEAST_HOURLY_LAG_HOURS)
            : request.lagHours,
      },
      resume: killed !== null,
      onStart: (runId) => noteBackstopRun(at.db, id, runId),
    });
    settleBackstops(at.db);
    return id;
  } catch (error) {
    const isStopped = isFailure(error, 'cancelled') && !isStoppedByPerson();
    // Stopped because the program ends, it is gone on with; a run that another program was faster with is that one's.
    if (isStopped || isFailure(error, 'in_use')) forgetBackstop(at.db, id);
    else
      noteBackstopFailed(at.db, id, error instanceof Failure ? error.message : sentenceOf(error));
    throw error;
  }
}

/** The newest try for the same day whose run was begun and never ended, if going on would go on with it. */
function killedTry(at: Workspace, { toDay, kind }: DueBackstop): Backstop | null {
  const left = backstopsOf(at.db).findLast(
    (backstop) => backstop.toDay === toDay && backstop.kind === kind && backstop.outcome === null,
  );
  if (left === undefined) return null;
  const unfinished = listRuns(at.db).find(({ state }) => state !== 'finished');
  if (left.runId !== null && unfinished?.id === left.runId) return left;
  if (left.runId === null) forgetBackstop(at.db, left.id);
  else
    noteBackstopFailed(
      at.db,
      left.id,
      'It was stopped, and another run was begun before it could go on.',
    );
  return null;
}

/** Whether one of the tries could not read everything: then what is open can't be read either. */
function isUnread(at: Workspace, ids: readonly number[]): boolean {
  return backstopsOf(at.db).some(
    ({ id, outcome }) => ids.includes(id) && (outcome === 'incomplete' || outcome === 'failed'),
  );
}
