import type { RunReport } from '../../../contract/runs.ts';
import { countChanges } from '../../../core/model/lineage.ts';
import { auditResultWords as words } from '../../words/audit-result.ts';

/** What became of the findings to act on since the run before, and of those that were looked at again. */
export function changeSentences({
  changes,
  recheck,
}: Pick<RunReport, 'changes' | 'recheck'>): string[] {
  return [
    ...(recheck === null ? [] : [words.recheckOutcome(recheck)]),
    ...(changes === null || changes.since === null
      ? []
      : [words.sinceRun(changes.since.asOfUtc, countChanges(changes))]),
  ];
}
