import { LONGEST_REASON, type TriagePatch } from '../../../../core/model/triage-step.ts';
import { triageWords } from '../../../words/triage.ts';
import { addDays } from '../../audit/period-days.ts';
import { wrongText } from './typed-text.ts';

const words = triageWords.acceptForm;

/** An acceptance as it is being typed. */
export interface AcceptanceDraft {
  readonly isForGood: boolean;
  /** YYYY-MM-DD; empty while it is no whole day. */
  readonly untilDay: string;
  readonly reason: string;
}

export interface AcceptanceErrors {
  readonly untilDay: string | null;
  readonly reason: string | null;
}

/** What is wrong with a draft. `today` is the day at the customer's; null while it isn't known. */
export function acceptanceErrors(draft: AcceptanceDraft, today: string | null): AcceptanceErrors {
  return {
    untilDay: draft.isForGood ? null : wrongDay(draft.untilDay, today),
    reason: wrongText(draft.reason, LONGEST_REASON, words.reasonEmpty),
  };
}

/** Null while something is wrong. */
export function acceptancePatch(draft: AcceptanceDraft, today: string | null): TriagePatch | null {
  const { untilDay, reason } = acceptanceErrors(draft, today);
  if (untilDay !== null || reason !== null) return null;
  return {
    accept: { untilDay: draft.isForGood ? null : draft.untilDay, reason: draft.reason.trim() },
  };
}

/** Days that are often meant, the nearest first. */
export function usualDays(today: string): readonly { readonly label: string; day: string }[] {
  return [
    { label: words.days(30), day: addDays(today, 30) },
    { label: words.days(90), day: addDays(today, 90) },
    { label: words.yearEnd, day: `${today.slice(0, 4)}-12-31` },
  ].toSorted((a, b) => a.day.localeCompare(b.day));
}

function wrongDay(day: string, today: string | null): string | null {
  if (day === '') return words.dayEmpty;
  return today !== null && day < today ? words.dayPast(today) : null;
}
