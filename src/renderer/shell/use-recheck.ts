import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEngine } from '../engine/engine-context.tsx';
import { failureOf } from '../engine/failure.ts';
import { navigate } from './guarded-location.ts';
import { pathTo } from './routes.ts';
import { runsKey } from './workspace-queries.ts';

/**
 * Looks again at what an audit left open (null: the newest finished one), and shows it as it goes on, where it can be paused and stopped
 * like any audit.
 */
export function useRecheck(workspace: string, runId: string | null) {
  const engine = useEngine();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => engine.runs.recheck({ workspace, runId }),
    onSuccess: () => navigate(pathTo(workspace, 'audit')),
    onError: (error) => {
      notifications.show({ message: failureOf(error).sentence, color: 'yellow' });
      // Somebody else may be at it: then it shows who.
      void queries.invalidateQueries({ queryKey: runsKey(workspace) });
    },
  });
}
