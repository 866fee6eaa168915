import type { RunStatus } from '../../contract/runs.ts';
import type { LastRun, WorkspaceSummary } from '../../contract/workspaces.ts';
import { isWorthSaying, standingOf } from '../../core/model/pace-words.ts';
import { shellWords } from '../words/shell.ts';

/** How an audit goes on. Who yields to others runs, only slower. */
export type GoingKind = 'running' | 'paused' | 'waiting' | 'offline';
export type StatusKind =
  | GoingKind
  | 'elsewhere'
  | 'unreadable'
  | 'needs_sign_in'
  | 'never'
  | 'interrupted'
  | 'clean'
  | 'to_act'
  | 'not_verified';

export interface WorkspaceStatus {
  readonly kind: StatusKind;
  readonly words: string;
}

/** Where a customer stands: what goes on now wins over how the last audit ended. */
export function statusOf(
  { lastRun, trouble }: Pick<WorkspaceSummary, 'lastRun' | 'trouble'>,
  live: RunStatus | undefined,
): WorkspaceStatus {
  const words = shellWords.status;
  const going = live === undefined ? null : goingKind(live);
  if (going !== null) return { kind: going, words: words[going] };
  if (trouble !== undefined) return { kind: 'unreadable', words: words.unreadable };
  if (lastRun === null) return { kind: 'never', words: words.never };
  if (lastRun.state === 'running') {
    // Of one that has just ended here the list is old; any other one is another program's.
    const kind = live?.runId === lastRun.runId ? 'running' : 'elsewhere';
    return { kind, words: words[kind] };
  }
  if (needsSignIn(lastRun, live)) return { kind: 'needs_sign_in', words: words.needsSignIn };
  if (lastRun.state === 'interrupted') return { kind: 'interrupted', words: words.interrupted };
  if (lastRun.status !== 'verified') return { kind: 'not_verified', words: words.notVerified };
  const actionable = lastRun.actionable ?? 0;
  return actionable === 0
    ? { kind: 'clean', words: words.clean }
    : { kind: 'to_act', words: words.toAct(actionable) };
}

/** How a run goes on; null if it doesn't. */
export function goingKind(run: RunStatus, nowMs = Date.now()): GoingKind | null {
  if (run.state === 'paused') return 'paused';
  if (run.state !== 'running' && run.state !== 'cancelling') return null;
  const { raise, crm } = run.products;
  const { state } = standingOf({ raise: raise.state, crm: crm.state });
  if (!isWorthSaying(state, nowMs) || state.kind === 'yielding') return 'running';
  return state.kind === 'offline' ? 'offline' : 'waiting';
}

/** As this session saw it, or as an earlier one has left it. Another program may have gone on with the run since. */
function needsSignIn({ runId, state, stop }: LastRun, live: RunStatus | undefined): boolean {
  if (state !== 'interrupted') return false;
  if (live?.runId === runId) return live.state === 'needs_sign_in';
  return stop?.kind === 'sign_in_refused';
}
