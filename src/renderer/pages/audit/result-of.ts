import type { RunReport } from '../../../contract/runs.ts';
import { isActionable } from '../../../core/model/states.ts';
import { auditResultWords } from '../../words/audit-result.ts';

export interface Result {
  readonly sentence: string;
  readonly kind: 'clean' | 'to_act' | 'not_verified';
  readonly toAct: number;
}

/** A run's result in one sentence. A run that is not verified is never called clean. */
export function resultOf({ run, summary }: RunReport): Result {
  const toAct = summary
    .filter((row) => isActionable(row.state, row.cause))
    .reduce((sum, row) => sum + row.count, 0);
  if (run.status === 'not_verified')
    return { sentence: auditResultWords.notVerified(toAct), kind: 'not_verified', toAct };
  return toAct === 0
    ? { sentence: auditResultWords.clean, kind: 'clean', toAct }
    : { sentence: auditResultWords.verified(toAct), kind: 'to_act', toAct };
}
