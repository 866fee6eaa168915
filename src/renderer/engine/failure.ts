import { isDefinedError } from '@orpc/client';
import type { FailureFacts } from '../../contract/failure.ts';
import { engineWords } from '../words/engine.ts';

/** Any thrown value as what can be shown. */
export function failureOf(error: unknown): FailureFacts {
  if (isDefinedError(error)) return (error as unknown as { data: FailureFacts }).data;
  return {
    kind: 'defect',
    failureClass: 'defect',
    sentence: engineWords.unexpected,
    details: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  };
}
