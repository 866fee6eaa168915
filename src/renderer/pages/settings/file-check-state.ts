import type { FailureFacts } from '../../../contract/failure.ts';
import type {
  VerifiedWorkspace,
  VerifyProblem,
  VerifyStep,
} from '../../../core/model/verification.ts';

/** A check of a workspace's files. */
export type FileCheckState =
  | { readonly kind: 'idle' | 'cancelled' }
  /** What is looked at now, and the share that is done, 0 to 1; nulls before the first file. */
  | { readonly kind: 'running'; readonly file: string | null; readonly share: number | null }
  | { readonly kind: 'failed'; readonly failure: FailureFacts }
  | { readonly kind: 'done'; readonly result: VerifiedWorkspace; readonly atMs: number };

export const STARTED: FileCheckState = { kind: 'running', file: null, share: null };

/** What a step of the check makes of it. What lies beside the workspaces is told after the result, and belongs to it. */
export function afterStep(
  former: FileCheckState,
  step: VerifyStep,
  nowMs: number,
  besideName: (file: string) => string,
): FileCheckState {
  switch (step.kind) {
    case 'progress': {
      const { file, doneBytes, totalBytes } = step;
      return { kind: 'running', file, share: totalBytes === 0 ? null : doneBytes / totalBytes };
    }
    case 'workspace':
      return { kind: 'done', result: step.result, atMs: nowMs };
    case 'data_folder': {
      if (former.kind !== 'done') return former;
      const beside = step.problems.map((each) => ({ ...each, file: besideName(each.file) }));
      const problems = [...former.result.problems, ...beside];
      const sound = damagesIn(problems).length === 0;
      return { ...former, result: { ...former.result, problems, sound } };
    }
  }
}

/** The damages first. */
export function inOrder(problems: readonly VerifyProblem[]): VerifyProblem[] {
  return [...damagesIn(problems), ...problems.filter(({ severity }) => severity !== 'damage')];
}

export function damagesIn(problems: readonly VerifyProblem[]): VerifyProblem[] {
  return problems.filter(({ severity }) => severity === 'damage');
}
