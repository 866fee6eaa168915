import { useRunStatuses } from '../../shell/running-audits.tsx';
import { auditRunWords } from '../../words/audit-run.ts';
import { isGoing } from './is-going.ts';
import { elsewhereIn, useRuns } from './use-runs.ts';

const words = auditRunWords.elsewhere;

/** Why nothing of a customer can be changed now, in a sentence; null if it can. */
export function useBusy(workspace: string): string | null {
  const live = useRunStatuses().get(workspace);
  const going = elsewhereIn(useRuns(workspace).data);
  if (going !== null) return words.busy(going.elsewhere.program, going.elsewhere.pid);
  return live !== undefined && isGoing(live) ? words.busyHere : null;
}
