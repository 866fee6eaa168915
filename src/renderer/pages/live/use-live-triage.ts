import { useCallback, useMemo, useState } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import type { TriagePatch } from '../../../core/model/triage-step.ts';
import type { TriageStatus } from '../../../core/model/triage.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { newestTelling } from '../../shell/telling-runs.ts';
import { tellStepFailure } from '../../shell/triage/step-notice.tsx';
import { useRuns } from '../audit/use-runs.ts';
import { statusPatch, type FormKind } from '../findings/triage/patches.ts';
import { countOf, type TargetRow, type TriageTarget } from '../findings/triage/targets.ts';
import { tellDecided } from '../findings/triage/tell-decided.ts';
import type { TriageActions, TriageForm } from '../findings/triage/use-triage.tsx';

/** Decisions about one finding of live confirmation, by the forms of the findings page; they hold for every audit that has it. */
export function useLiveTriage(workspace: string, row: TargetRow): TriageActions {
  const engine = useEngine();
  const runId = newestTelling(useRuns(workspace).data ?? [])?.runId ?? null;
  const [form, setForm] = useState<TriageForm | null>(null);
  const [pending, setPending] = useState<number | null>(null);
  const decide = useCallback(
    async (target: TriageTarget, patch: TriagePatch): Promise<FailureFacts | null> => {
      setPending(countOf(target));
      try {
        const decided = await engine.live.decide({ workspace, ids: [row.id], patch });
        tellDecided(engine, workspace, 1, decided);
        return null;
      } catch (error) {
        return failureOf(error);
      } finally {
        setPending(null);
      }
    },
    [engine, workspace, row.id],
  );
  return useMemo(() => {
    const itself: TriageTarget = { kind: 'rows', rows: [row] };
    const mark = async (status: TriageStatus, target: TriageTarget): Promise<void> => {
      const failure = await decide(target, statusPatch(status, target));
      if (failure !== null) tellStepFailure(failure.sentence);
    };
    return {
      workspace,
      runId,
      isReady: true,
      isAll: false,
      chooseAll: () => undefined,
      pending,
      form,
      closeForm: () => setForm(null),
      selection: () => itself,
      mark: (status, target) => void mark(status, target ?? itself),
      openForm: (kind: FormKind, target) => setForm({ kind, target: target ?? itself }),
      decide,
    };
  }, [decide, form, pending, row, runId, workspace]);
}
