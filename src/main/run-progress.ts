import type { RunStatus } from '../contract/runs.ts';
import { goingOf, type RunStatuses } from './run-watch.ts';

/** How far the audits are, as a task bar can show it. */
export type Bar =
  | { readonly kind: 'none' }
  /** Something goes on and nobody can honestly say how far it is. */
  | { readonly kind: 'unknown'; readonly isPaused: boolean }
  | { readonly kind: 'part'; readonly part: number; readonly isPaused: boolean };

/** One bar for all audits: the mean of what is known. */
export function barOf(statuses: RunStatuses): Bar {
  const going = goingOf(statuses);
  if (going.length === 0) return { kind: 'none' };
  const isPaused = going.every(({ state }) => state === 'paused');
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

function stageOf({ state, phase, products }: RunStatus): string {
  if (state === 'paused') return 'paused';
  if (state === 'cancelling') return 'stopping';
  const isWaiting = [products.raise, products.crm].some(
    ({ state: pace }) => pace.kind === 'waiting_for_quota',
  );
  if (isWaiting) return 'waiting for quota';
  if (phase === 'capture') return 'reading';
  return phase === 'confirm' ? 'confirming' : 'working';
}
