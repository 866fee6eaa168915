import type { TriagePatch } from '../../../../core/model/triage-step.ts';
import { TRIAGE_STATUSES, type TriageStatus } from '../../../../core/model/triage.ts';
import { canTakeAway, commonAcceptance, type TriageTarget } from './targets.ts';

/** Single keys on the findings page, beside those of the details (J, K). */
export const STATUS_KEYS: Readonly<Record<TriageStatus, string>> = {
  open: 'o',
  expected: 'e',
  reported: 'r',
  resolved: 'd',
};
export const FORM_KEYS = { accept: 'a', note: 'n', owner: 'w' } as const;
export type FormKind = keyof typeof FORM_KEYS;

/** What a key asks for; null if it is none of these. */
export function askedBy(
  key: string,
): { readonly status: TriageStatus } | { readonly form: FormKind } | null {
  const letter = key.toLowerCase();
  const status = TRIAGE_STATUSES.find((each) => STATUS_KEYS[each] === letter);
  if (status !== undefined) return { status };
  for (const form of ['accept', 'note', 'owner'] as const)
    if (FORM_KEYS[form] === letter) return { form };
  return null;
}

/** Open is open: an acceptance would still keep it from those to act on. */
export function statusPatch(status: TriageStatus, target: TriageTarget): TriagePatch {
  if (status !== 'open' || !canTakeAway(commonAcceptance(target))) return { status };
  return { status, accept: null };
}
