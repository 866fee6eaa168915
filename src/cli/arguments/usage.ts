import { Failure } from '../../core/model/failure.ts';

/** A mistake in how Tieout was called: one sentence that says what to do. */
export function usage(sentence: string): Failure {
  return new Failure('usage', sentence);
}
