import { triageWords } from '../../../words/triage.ts';

/** What is wrong with a text that must be there; null if nothing is. */
export function wrongText(typed: string, longest: number, empty: string): string | null {
  const { length } = typed.trim();
  if (length === 0) return empty;
  return length > longest ? triageWords.tooLong(longest, length) : null;
}
