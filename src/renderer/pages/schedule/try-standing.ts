import type { BackstopDays } from '../../../contract/operations.ts';
import type { BackstopOutcome } from '../../../core/model/schedule.ts';
import { scheduleWords } from '../../words/schedule.ts';
import type { Tone } from '../audit/mark.tsx';

const words = scheduleWords.tries;

export interface TryStanding {
  readonly tone: Tone;
  readonly words: string;
  /** Whether its audit has a result to be shown. */
  readonly isFinished: boolean;
}

/** How a try ended, or that it goes on. */
export function standingOf({
  outcome,
  isGoing,
}: Pick<BackstopDays, 'outcome' | 'isGoing'>): TryStanding {
  if (outcome === null)
    return isGoing
      ? { tone: 'wait', words: words.going, isFinished: false }
      : { tone: 'warn', words: words.stopped, isFinished: false };
  return {
    tone: TONES[outcome],
    words: words.outcomes[outcome],
    isFinished: outcome !== 'failed',
  };
}

const TONES: Readonly<Record<BackstopOutcome, Tone>> = {
  verified: 'good',
  not_verified: 'warn',
  incomplete: 'warn',
  failed: 'bad',
};
