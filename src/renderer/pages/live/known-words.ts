import type { ShownLiveRow, ShownVerdict } from '../../../core/model/live-status.ts';
import { causeEntry, stateEntry } from '../../../core/model/states.ts';
import { liveFindingWords } from '../../words/live-findings.ts';
import { liveWords } from '../../words/live.ts';
import type { Tone } from '../audit/mark.tsx';

const words = liveWords.known;

/** What is known of a row, in words with their tone. */
export interface Known {
  readonly tone: Tone;
  readonly words: string;
  /** The evidence of a finding, or why nothing could be decided. */
  readonly more: string | null;
}

export interface KnownAt {
  readonly nowMs: number;
  readonly limitMinutes: number;
}

/** Nothing is called a finding that was not read directly, and nothing absent of which one product is only silent. */
export function knownOf(row: ShownLiveRow, at: KnownAt): Known {
  const { verdict } = row;
  // What was found by reading is undone by reading alone: an event is a hint.
  if (verdict?.outcome === 'finding') return read(verdict);
  switch (row.arrival) {
    case 'both':
      return plain('good', verdict === null ? words.both : words.arrived);
    case 'crm_born':
      return plain('quiet', words.crmBorn);
    case 'unlinked':
      return plain('quiet', words.unlinked);
    case 'gone':
      return plain('quiet', words.gone);
    case 'only_raise':
    case 'only_crm':
      return verdict === null ? unread(row, at) : read(verdict);
  }
}

function read(verdict: ShownVerdict): Known {
  const { outcome, finding, sentence, isOutdated, audit, triage } = verdict;
  if (isOutdated) return plain('wait', words.again);
  if (outcome === 'agrees') return plain('good', words.inBoth);
  if (finding === null) return { tone: 'warn', words: words.undecided, more: sentence };
  if (audit?.isOpen === false) return plain('good', liveFindingWords.settled(audit.asOfUtc));
  const { state, cause, evidence, actionable } = finding;
  return {
    tone: actionable && triage?.accepted == null ? 'bad' : 'quiet',
    words: `${stateEntry(state).title}: ${causeEntry(state, cause).words}`,
    more: evidence,
  };
}

function unread(row: ShownLiveRow, { nowMs, limitMinutes }: KnownAt): Known {
  const { recordType, expected, isTestMode, sinceMs } = row;
  if (recordType !== 'gift') return plain('quiet', words.notWaitedFor);
  if (expected !== null)
    return plain('quiet', words.expected(causeEntry('excluded', expected).words));
  const isLate = sinceMs !== null && nowMs - sinceMs >= limitMinutes * 60_000;
  if (!isLate) return plain('wait', words.inTime(limitMinutes));
  return isTestMode ? plain('quiet', words.test) : plain('wait', words.toConfirm);
}

function plain(tone: Tone, text: string): Known {
  return { tone, words: text, more: null };
}
