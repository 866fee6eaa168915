import type { RunReport } from '../../../contract/runs.ts';
import { countAccepted, countToActOn } from '../../../core/model/to-act-on.ts';
import { auditResultWords } from '../../words/audit-result.ts';

export interface Result {
  readonly sentence: string;
  readonly kind: 'clean' | 'to_act' | 'not_verified';
  readonly toAct: number;
}

/** A run's result in one sentence. A run that is not verified is never called clean. */
export function resultOf(report: RunReport): Result {
  const { run } = report;
  const toAct = countToActOn(report);
  const accepted = countAccepted(report);
  const withAccepted = (sentence: string): string =>
    accepted === 0 ? sentence : `${sentence} ${auditResultWords.accepted(accepted)}`;
  if (run.status === 'not_verified') {
    const sentence = withAccepted(auditResultWords.notVerified(toAct));
    return { sentence, kind: 'not_verified', toAct };
  }
  return toAct === 0
    ? { sentence: withAccepted(auditResultWords.clean), kind: 'clean', toAct }
    : { sentence: withAccepted(auditResultWords.verified(toAct)), kind: 'to_act', toAct };
}
