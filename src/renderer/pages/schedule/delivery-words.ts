import type { AlertDelivery } from '../../../core/model/alert.ts';
import { alertWords } from '../../words/alerts.ts';
import type { Tone } from '../audit/mark.tsx';

const words = alertWords.told.delivery;

export interface DeliveryStanding {
  readonly tone: Tone;
  readonly words: string;
  /** Why the last try failed; null if none did. */
  readonly why: string | null;
}

interface At {
  readonly nowMs: number;
  /** Whether there still is such a destination. */
  readonly isKnown: boolean;
}

/** How an alert stands with one destination. */
export function deliveryStanding(
  delivery: AlertDelivery,
  { nowMs, isKnown }: At,
): DeliveryStanding {
  const { sink, state, tries, nextUtc, deliveredUtc, sentence: why } = delivery;
  if (state === 'delivered')
    return { tone: 'good', words: words.delivered(sink, deliveredUtc ?? nextUtc), why: null };
  if (state === 'given_up') return { tone: 'bad', words: words.givenUp(sink, tries), why };
  if (!isKnown) return { tone: 'quiet', words: words.removed(sink), why };
  const isPast = Date.parse(nextUtc) <= nowMs;
  if (tries === 0)
    return { tone: 'wait', words: isPast ? words.soon(sink) : words.waits(sink, nextUtc), why };
  if (why === null && !isPast) return { tone: 'wait', words: words.sending(sink), why };
  return { tone: 'warn', words: words.failed(sink, tries, nextUtc), why };
}
