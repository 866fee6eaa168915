import type { TriageStep } from '../../../core/model/triage-step.ts';
import type { Engine } from '../../engine/client.ts';
import { failureOf } from '../../engine/failure.ts';
import { triageWords } from '../../words/triage.ts';
import { tellStep, tellStepFailure } from './step-notice.tsx';

export type WayBack = 'undo' | 'redo';

/**
 * Undoes the newest decision or does the last undone one again, and says which, with the way back.
 * @param meant the step that was told about; if another one came after it, nothing is done and that is said
 */
export async function goBack(
  engine: Engine,
  workspace: string,
  way: WayBack,
  meant?: number,
): Promise<void> {
  try {
    const { step } = await engine.triage[way]({ workspace, step: meant });
    if (step === null) return tellStep(triageWords.nothing[way]);
    tellReturned(engine, workspace, way, step);
  } catch (error) {
    tellStepFailure(failureOf(error).sentence);
  }
}

function tellReturned(engine: Engine, workspace: string, way: WayBack, step: TriageStep): void {
  const other = way === 'undo' ? 'redo' : 'undo';
  tellStep(triageWords.returned[way](step.findings, step.words), {
    label: triageWords[other],
    run: () => void goBack(engine, workspace, other, step.seq),
  });
}
