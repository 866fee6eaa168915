import type { TriagePatch } from './triage-step.ts';
import type { TriageStatus } from './triage.ts';

export const STATUS_WORDS: Readonly<Record<TriageStatus, string>> = {
  open: 'open',
  expected: 'expected',
  reported: 'reported',
  resolved: 'resolved',
};

/** What a patch does to findings: "marked as reported; given to Ana"; "" if it changes nothing. */
export function patchWords({ status, owner, note, accept }: TriagePatch): string {
  const parts: string[] = [];
  if (accept !== undefined)
    parts.push(
      accept === null
        ? 'acceptance taken back'
        : `accepted ${acceptedUntilWords(accept)}: ${cut(accept.reason)}`,
    );
  if (status !== undefined) parts.push(`marked as ${STATUS_WORDS[status]}`);
  if (owner !== undefined) parts.push(owner === null ? 'owner removed' : `given to ${cut(owner)}`);
  if (note !== undefined) parts.push(note === null ? 'note removed' : `note written: ${cut(note)}`);
  return parts.join('; ');
}

/** "until 2026-12-31", "for good". */
export function acceptedUntilWords({ untilDay }: { readonly untilDay: string | null }): string {
  return untilDay === null ? 'for good' : `until ${untilDay}`;
}

const LONGEST = 200;

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  return letters.length <= LONGEST ? line : `${letters.slice(0, LONGEST - 1).join('')}…`;
}
