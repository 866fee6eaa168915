import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEngine } from '../engine/engine-context.tsx';
import { failureOf } from '../engine/failure.ts';
import { shellWords } from '../words/shell.ts';
import { useEngineLost } from './engine-lost.ts';
import { navigate } from './guarded-location.ts';
import { landingPath } from './routes.ts';
import { WORKSPACES_KEY } from './workspace-queries.ts';

/** One click to the demo: its workspace, its sandbox, the page to go on with. */
export function useOpenDemo(): { readonly open: () => void; readonly isPending: boolean } {
  const engine = useEngine();
  const queries = useQueryClient();
  const isLost = useEngineLost();
  const demo = useMutation({
    mutationFn: () => engine.workspaces.openDemo(),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: WORKSPACES_KEY });
      navigate(landingPath(made));
    },
    onError: (error) => {
      const failure = failureOf(error);
      notifications.show({
        color: 'red',
        title: isLost ? shellWords.lostTitle : shellWords.failureTitles[failure.failureClass],
        message: isLost ? shellWords.lostHere : failure.sentence,
        autoClose: false,
      });
    },
  });
  return {
    open: () => {
      if (!demo.isPending) demo.mutate();
    },
    isPending: demo.isPending,
  };
}
