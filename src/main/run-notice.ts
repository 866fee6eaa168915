import type { RunStatus } from '../contract/runs.ts';
import type { PaceState } from '../core/model/pace-state.ts';
import { paceSentence } from '../core/model/pace-words.ts';
import type { Product } from '../core/model/record-type.ts';
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
  if (status.state === 'needs_sign_in') return { title, body: refusalOf(status) };
  if (status.state === 'failed') {
    const sentence = status.failure?.sentence ?? 'Open Tieout to see why.';
    return { title, body: `The audit stopped. ${sentence}` };
  }
  const wait = longWait(status, nowMs);
  if (wait === null || longWait(former, nowMs) !== null) return null;
  const { product, state } = wait;
  return state.kind === 'waiting_for_quota'
    ? {
        title,
        body: `The audit waits for its hourly quota and goes on at ${clockTime(state.untilMs)}.`,
      }
    : { title, body: paceSentence(product, state, clockTime) };
}

/** "10:42" in the way of this machine. */
export function clockTime(atMs: number): string {
  return new Date(atMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

interface LongWait {
  readonly product: Product;
  readonly state: Extract<PaceState, { kind: 'waiting_for_quota' | 'waiting_for_server' }>;
}

/** The longest wait that was asked for, if it is a long one. */
export function longWait({ products }: RunStatus, nowMs: number): LongWait | null {
  const waits = (['raise', 'crm'] as const).flatMap((product): LongWait[] => {
    const { state } = products[product];
    const isWait = state.kind === 'waiting_for_quota' || state.kind === 'waiting_for_server';
    return isWait && state.untilMs - nowMs >= LONG_WAIT_MS ? [{ product, state }] : [];
  });
  return waits.toSorted((one, other) => other.state.untilMs - one.state.untilMs)[0] ?? null;
}

function refusalOf({ products, failure }: RunStatus): string {
  const refused = (['raise', 'crm'] as const).filter(
    (product) => products[product].state.kind === 'needs_sign_in',
  );
  const sentences = refused.map((product) =>
    paceSentence(product, products[product].state, clockTime),
  );
  return sentences.length > 0
    ? sentences.join(' ')
    : (failure?.sentence ?? 'A token was refused: sign in again. What was read is kept.');
}
