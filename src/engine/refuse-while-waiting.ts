import type { Link } from '../core/auditor.ts';
import { Failure } from '../core/model/failure.ts';
import { paceSentence, standingOf } from '../core/model/pace-words.ts';

/** What a person looks at may stand still for so long without a word. */
const LONGEST_WAIT_MS = 60_000;

/**
 * An audit waits for hours; a question that somebody looks at does not.
 * @throws Failure quota, which says until when, while a product makes everybody wait for more than a minute
 */
export function refuseWhileWaiting(link: Link): void {
  const { product, state } = standingOf(link.paceStates());
  if (state.kind !== 'waiting_for_server' && state.kind !== 'waiting_for_quota') return;
  if (state.untilMs - Date.now() <= LONGEST_WAIT_MS) return;
  const why = paceSentence(product, state, whenOf);
  throw new Failure('quota', `${why} Ask again after that.`, { product });
}

function whenOf(atMs: number): string {
  const [at, today] = [new Date(atMs), new Date()];
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return at.toDateString() === today.toDateString() ? time : `${at.toLocaleDateString()} ${time}`;
}
