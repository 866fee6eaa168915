import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useAppInfo, useEngine } from '../../engine/engine-context.tsx';

const KEY = ['person-name'] as const;

/** Who decides here. */
export interface PersonName {
  /** Null as long as nobody has given one. */
  readonly name: string | null;
  readonly systemUser: string;
  /** What the log is written with. */
  readonly shown: string;
  /** @throws what the engine says; null takes the name away */
  readonly save: (name: string | null) => Promise<void>;
}

export function usePersonName(): PersonName {
  const engine = useEngine();
  const queries = useQueryClient();
  const { preferences, systemUser } = useAppInfo();
  const { data: name } = useQuery({
    queryKey: KEY,
    queryFn: async () => (await engine.app.info()).preferences.name,
    initialData: preferences.name,
    staleTime: Infinity,
  });
  return {
    name,
    systemUser,
    shown: name ?? systemUser,
    save: async (given) => {
      const kept = await engine.app.changePreferences({ name: given });
      queries.setQueryData(KEY, kept.name);
    },
  };
}
