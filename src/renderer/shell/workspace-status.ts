import type { RunStatus } from '../../contract/runs.ts';
import type { WorkspaceSummary } from '../../contract/workspaces.ts';
import { shellWords } from '../words/shell.ts';

export type StatusKind =
  'running' | 'paused' | 'waiting' | 'never' | 'interrupted' | 'clean' | 'to_act' | 'not_verified';

export interface WorkspaceStatus {
  readonly kind: StatusKind;
  readonly words: string;
}

/** Where a customer stands: what goes on now wins over how the last audit ended. */
export function statusOf(
  { lastRun }: Pick<WorkspaceSummary, 'lastRun'>,
  live: RunStatus | undefined,
): WorkspaceStatus {
  const words = shellWords.status;
  const going = live === undefined ? null : goingKind(live);
  if (going !== null) return { kind: going, words: words[going] };
  if (lastRun === null) return { kind: 'never', words: words.never };
  if (lastRun.state === 'running') return { kind: 'running', words: words.running };
  if (lastRun.state === 'interrupted') return { kind: 'interrupted', words: words.interrupted };
  if (lastRun.status !== 'verified') return { kind: 'not_verified', words: words.notVerified };
  const actionable = lastRun.actionable ?? 0;
  return actionable === 0
    ? { kind: 'clean', words: words.clean }
    : { kind: 'to_act', words: words.toAct(actionable) };
}

/** How a run goes on; null if it doesn't. */
export function goingKind(run: RunStatus): 'running' | 'paused' | 'waiting' | null {
  if (run.state === 'paused') return 'paused';
  if (run.state !== 'running' && run.state !== 'cancelling') return null;
  const isWaiting = Object.values(run.products).some(
    ({ state }) => state.kind === 'waiting_for_quota' || state.kind === 'waiting_for_server',
  );
  return isWaiting ? 'waiting' : 'running';
}
