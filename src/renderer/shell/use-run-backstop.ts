import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../engine/engine-context.tsx';
import { failureOf } from '../engine/failure.ts';
import { navigate } from './guarded-location.ts';
import { pathTo } from './routes.ts';

/** Runs by hand what a schedule would, and shows where it is told how it stands. */
export function useRunBackstop(workspace: string) {
  const engine = useEngine();
  return useMutation({
    mutationFn: () => engine.schedule.runNow({ workspace }),
    onSuccess: () => navigate(pathTo(workspace, 'schedule')),
    onError: (error) => notifications.show({ message: failureOf(error).sentence, color: 'yellow' }),
  });
}
