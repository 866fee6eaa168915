import { useCallback, useMemo } from 'react';
import { navigate } from '../../shell/guarded-location.ts';
import { pathTo } from '../../shell/routes.ts';
import { readTieOutPlace, writeTieOutPlace, type TieOutPlace } from './address.ts';

/** What the address shows, and a way to change it; the address alone holds it, so that reload and back work. */
export function usePlace(
  workspace: string,
  rest: string | null,
): readonly [TieOutPlace, (change: Partial<TieOutPlace>) => void] {
  const place = useMemo(() => readTieOutPlace(rest), [rest]);
  const show = useCallback(
    (change: Partial<TieOutPlace>) =>
      // Another choice shows other lines: a figure stays open only where it is asked for.
      navigate(
        pathTo(workspace, 'tie-out', writeTieOutPlace({ ...place, figure: null, ...change })),
      ),
    [workspace, place],
  );
  return [place, show];
}
