import type { RunStatus } from '../contract/runs.ts';
import { paceSentence, standingOf } from '../core/model/pace-words.ts';
import { clockTime, longWait, noticeOf, type Notice } from './run-notice.ts';
import { isGoing, type RunChange } from './run-watch.ts';

/** A product that is away for a moment comes back before anybody has read of it. */
const LONG_OFFLINE_MS = 5 * 60_000;

/** Tells each thing once: a long outage, a long wait, and that an audit goes on after it. */
export class RunNotices {
  /** Workspaces whose audit was said to stand still, and why. */
  readonly #still = new Map<string, 'offline' | 'waiting'>();

  take(change: Pick<RunChange, 'former' | 'status'>, nowMs: number): Notice | null {
    const { status } = change;
    const { workspace: title } = status;
    if (!isGoing(status)) {
      this.#still.delete(title);
      return noticeOf(change, nowMs);
    }
    const told = this.#still.get(title);
    const { product, state } = standing(status);
    if (state.kind === 'offline') {
      if (told === 'offline' || nowMs - state.sinceMs < LONG_OFFLINE_MS) return null;
      this.#still.set(title, 'offline');
      return { title, body: paceSentence(product, state, clockTime) };
    }
    if (longWait(status, nowMs) !== null) {
      this.#still.set(title, 'waiting');
      return noticeOf(change, nowMs);
    }
    // The rest of a long wait is a wait still.
    if (told === undefined || 'untilMs' in state) return null;
    this.#still.delete(title);
    return status.state === 'running' ? { title, body: 'The audit goes on again.' } : null;
  }
}

function standing({ products: { raise, crm } }: RunStatus): ReturnType<typeof standingOf> {
  return standingOf({ raise: raise.state, crm: crm.state });
}
