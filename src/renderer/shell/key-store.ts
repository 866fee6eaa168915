import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { KeyStoreStatus } from '../../core/model/kept-token.ts';
import { useAppInfo, useEngine } from '../engine/engine-context.tsx';

const KEY = ['keys'] as const;

/** Where tokens are kept now, and the way to tell that it has changed. */
export function useKeyStore(): {
  readonly status: KeyStoreStatus;
  readonly changed: (status: KeyStoreStatus) => void;
} {
  const engine = useEngine();
  const info = useAppInfo();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => engine.keys.status(),
    initialData: info.keyStore,
  });
  return {
    status: data,
    changed: (status) => {
      // A question that is under way would answer with how it was before; the system may take seconds over it.
      void queries.cancelQueries({ queryKey: KEY });
      queries.setQueryData(KEY, status);
      // Tokens that were locked can be read now, or the other way round.
      void queries.invalidateQueries({ queryKey: ['workspace'] });
    },
  };
}
