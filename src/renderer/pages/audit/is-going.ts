import type { RunStatus } from '../../../contract/runs.ts';

/** Whether an audit goes on, paused or stopping included. */
export function isGoing({ state }: RunStatus): boolean {
  return state === 'running' || state === 'paused' || state === 'cancelling';
}
