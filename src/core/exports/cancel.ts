import { Failure } from '../model/failure.ts';

export function cancelled(): Failure {
  return new Failure('cancelled', 'The export was cancelled; nothing was written.');
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}
