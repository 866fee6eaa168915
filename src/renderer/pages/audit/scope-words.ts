import type { RunScope } from '../../../contract/runs.ts';
import { auditWords } from '../../words/audit.ts';

/** A scope as a person reads it: "Donors, gifts · Oct 1, 2026 to Oct 31, 2026". */
export function scopeWords(
  { records, from, to, modifiedFrom, ids }: RunScope,
  recheck: { readonly findings: number } | null = null,
): string {
  return auditWords.join([
    auditWords.records(records),
    recheck !== null
      ? auditWords.recheck(recheck.findings)
      : ids === null
        ? auditWords.period(from, to)
        : auditWords.ids(ids.length),
    ...(modifiedFrom === null ? [] : [auditWords.modifiedSince(modifiedFrom)]),
  ]);
}
