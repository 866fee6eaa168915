import { useMutation } from '@tanstack/react-query';
import type { FailureFacts } from '../../../contract/failure.ts';
import type { LiveView } from '../../../contract/live.ts';
import { failureOf } from '../../engine/failure.ts';

interface Change<T> {
  readonly run: (input: T) => void;
  readonly isBusy: boolean;
  readonly failure: FailureFacts | null;
}

/** Has the engine change something and shows the view that it answers. */
export function useChange<T = void>(
  change: (input: T) => Promise<LiveView>,
  show: (view: LiveView) => void,
  onDone?: () => void,
): Change<T> {
  const { mutate, isPending, error } = useMutation({
    mutationFn: change,
    onSuccess: (view) => {
      show(view);
      onDone?.();
    },
  });
  return { run: mutate, isBusy: isPending, failure: error === null ? null : failureOf(error) };
}
