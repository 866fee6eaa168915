import { useEffect, useState } from 'react';
import type { FailureFacts } from '../../contract/failure.ts';
import { failureOf } from './failure.ts';

/** Starts an event stream of the engine, which ends with the signal. */
type OpenStream<T> = (signal: AbortSignal) => Promise<AsyncIterable<T>>;

/**
 * Listens to an event stream of the engine while the component is there; the newest value, null before the first.
 * @param open starts the stream; must be stable (useCallback), a new one starts anew
 */
export function useStream<T>(
  open: OpenStream<T>,
  onEvent?: (event: T) => void,
): { readonly latest: T | null; readonly failure: FailureFacts | null } {
  const [latest, setLatest] = useState<T | null>(null);
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const tell = (event: T): void => {
      onEvent?.(event);
      setLatest(event);
    };
    void listen(open, stop.signal, tell, setFailure);
    return () => stop.abort();
  }, [open, onEvent]);
  return { latest, failure };
}

async function listen<T>(
  open: OpenStream<T>,
  signal: AbortSignal,
  onEvent: (event: T) => void,
  onFailure: (failure: FailureFacts | null) => void,
): Promise<void> {
  onFailure(null);
  try {
    for await (const event of await open(signal)) {
      if (signal.aborted) return;
      onEvent(event);
    }
  } catch (error) {
    // An aborted stream ends with a plain error: then nobody listens any more.
    if (!signal.aborted) onFailure(failureOf(error));
  }
}
