import type { Verdict } from '../../src/core/checks/case.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import { AS_OF } from './cases.ts';

export const HOUR = 3_600_000;
/** Inside the lag window of the rules. */
export const YOUNG = { createdAt: AS_OF - HOUR, modifiedAt: AS_OF - HOUR };
export const FOREIGN = { kind: 'foreign', key: '003Ab00000CdEfG' } as const;

/** A verdict as the tables state it: state, cause, CRM+ id. */
export function said(verdict: Verdict | null): string {
  if (verdict === null) return 'nothing';
  const { state, cause, crmId } = verdict;
  return state === 'consistent' ? state : `${state} ${cause} ${crmId ?? '-'}`;
}

/** What a direct read can answer. */
export const absent = (): Outcome<never> => ({ kind: 'absent' });
export const unknown = (): Outcome<never> => ({ kind: 'unknown', failure: 'quota' });
export const unreadable = (): Outcome<never> => ({ kind: 'unreadable', why: 'name: not a text' });
export const found =
  <T>(record: T) =>
  (): Outcome<T> => ({ kind: 'found', record });
