import type { RunStatus } from '../contract/runs.ts';
import type { PaceState } from '../core/model/pace-state.ts';
import { isWorthSaying, standingOf } from '../core/model/pace-words.ts';
import { goingOf, type RunStatuses } from './run-watch.ts';

/** How far the audits are, as a task bar can show it. */
export type Bar =
  | { readonly kind: 'none' }
  /** Something goes on and nobody can honestly say how far it is. Paused looks who stands still, offline too. */
  | { readonly kind: 'unknown'; readonly isPaused: boolean }
  | { readonly kind: 'part'; readonly part: number; readonly isPaused: boolean };

/** One bar for all audits: the mean of what is known. */
export function barOf(statuses: RunStatuses): Bar {
  const going = goingOf(statuses);
  if (going.length === 0) return { kind: 'none' };
  const isPaused = going.every(
    (run) => run.state === 'paused' || standingIn(run).kind === 'offline',
  );
  const parts = going.map(partDone).filter((part) => part !== null);
  if (parts.length < going.length) return { kind: 'unknown', isPaused };
  return { kind: 'part', part: parts.reduce((a, b) => a + b, 0) / parts.length, isPaused };
}

/** How much of its present stage an audit has done, 0 to 1; null while the products don't say how much there is. */
export function partDone({ phase, streams, confirm, secondsLeft }: RunStatus): number | null {
  if (phase === 'confirm')
    return confirm === null || confirm.total === 0 ? null : confirm.done / confirm.total;
  // While no time can be told, lists that have not begun may be longer than all that were read.
  if (phase !== 'capture' || secondsLeft === null) return null;
  let [read, advertised] = [0, 0];
  for (const stream of streams) {
    const whole = stream.isEnd ? stream.read : stream.advertised;
    if (whole === null) return null;
    read += Math.min(stream.read, whole);
    advertised += whole;
  }
  return advertised === 0 ? null : read / advertised;
}

/** An audit in a few words, for the tray: no numbers of money, nobody's name but the workspace's. */
export function lineOf(status: RunStatus): string {
  const part = partDone(status);
  const percent = part === null ? '' : `, ${Math.floor(part * 100)} %`;
  return `${status.workspace}: ${stageOf(status)}${percent}`;
}

function stageOf(run: RunStatus): string {
  const { state, phase } = run;
  if (state === 'paused') return 'paused';
  if (state === 'cancelling') return 'stopping';
  if (state === 'needs_sign_in') return 'sign in again';
  const standing = standingIn(run);
  if (standing.kind === 'offline') return 'offline, tries again';
  // Who yields reads on, only slower.
  if (standing.kind !== 'yielding' && isWorthSaying(standing, Date.now()))
    return standing.kind === 'waiting_for_quota' ? 'waiting for quota' : 'waiting';
  if (phase === 'capture') return 'reading';
  return phase === 'confirm' ? 'confirming' : 'working';
}

function standingIn({ products: { raise, crm } }: RunStatus): PaceState {
  return standingOf({ raise: raise.state, crm: crm.state }).state;
}
