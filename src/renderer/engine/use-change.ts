import { useMutation } from '@tanstack/react-query';
import type { FailureFacts } from '../../contract/failure.ts';
import { failureOf } from './failure.ts';

export interface Change<T> {
  readonly run: (input: T) => void;
  readonly isBusy: boolean;
  /** The last one was made, and nothing has been tried since. */
  readonly isDone: boolean;
  readonly failure: FailureFacts | null;
}

/** Has the engine change something and shows the view that it answers. */
export function useChange<View, T = void>(
  change: (input: T) => Promise<View>,
  show: (view: View) => void,
  onDone?: () => void,
): Change<T> {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: change,
    onSuccess: (view) => {
      show(view);
      onDone?.();
    },
  });
  return {
    run: mutate,
    isBusy: isPending,
    isDone: isSuccess,
    failure: error === null ? null : failureOf(error),
  };
}
