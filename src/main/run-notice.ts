import type { RunStatus } from '../contract/runs.ts';
import { isGoing, type RunChange } from './run-watch.ts';

/** What a person who looks elsewhere should hear: a workspace's name and a sentence, nothing of a donor. */
export interface Notice {
  readonly title: string;
  readonly body: string;
}

/** A shorter wait is part of reading politely. */
const LONG_WAIT_MS = 5 * 60_000;

/** The notice of a change, or null if it is none worth one. */
export function noticeOf(
  { former, status }: Pick<RunChange, 'former' | 'status'>,
  nowMs: number,
): Notice | null {
  const title = status.workspace;
  if (former === undefined || !isGoing(former)) return null;
  if (status.state === 'finished') return { title, body: 'The audit has finished.' };
  if (status.state === 'failed') {
    const sentence = status.failure?.sentence ?? 'Open Tieout to see why.';
    return { title, body: `The audit stopped. ${sentence}` };
  }
  const untilMs = longWait(status, nowMs);
  if (untilMs === null || longWait(former, nowMs) !== null) return null;
  const clock = new Date(untilMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return { title, body: `The audit waits for its hourly quota and goes on at ${clock}.` };
}

function longWait({ products }: RunStatus, nowMs: number): number | null {
  const untils = [products.raise.state, products.crm.state].flatMap((pace) =>
    pace.kind === 'waiting_for_quota' ? [pace.untilMs] : [],
  );
  const untilMs = Math.max(...untils, 0);
  return untilMs - nowMs >= LONG_WAIT_MS ? untilMs : null;
}
