import { useCallback, useEffect, useRef } from 'react';

export interface Stoppable {
  /** Begins the work unless some is going on. @returns what came of it; null if it was not begun */
  readonly start: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T | null>;
  readonly stop: () => void;
}

/** Work of a page: one at a time, and it stops when it is told to or when the page is left. */
export function useStoppable(): Stoppable {
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);
  const start = useCallback(
    async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> => {
      if (going.current !== null) return null;
      const own = new AbortController();
      going.current = own;
      try {
        return await work(own.signal);
      } finally {
        if (going.current === own) going.current = null;
      }
    },
    [],
  );
  const stop = useCallback(() => {
    going.current?.abort();
    going.current = null;
  }, []);
  return { start, stop };
}
