import type { Decided } from '../../../../contract/triage.ts';
import type { Engine } from '../../../engine/client.ts';
import { goBack } from '../../../shell/triage/go-back.ts';
import { tellStep } from '../../../shell/triage/step-notice.tsx';
import { triageWords } from '../../../words/triage.ts';

/** Says what was decided about how many of the findings that were meant, with the way back. */
export function tellDecided(
  engine: Engine,
  workspace: string,
  asked: number,
  { changed, head }: Decided,
): void {
  const step = changed === 0 ? null : head.undo;
  tellStep(
    triageWords.decided(changed, asked, step?.words ?? ''),
    step && {
      label: triageWords.undo,
      run: () => void goBack(engine, workspace, 'undo', step.seq),
    },
  );
}
