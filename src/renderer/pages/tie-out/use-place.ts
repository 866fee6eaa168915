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
      navigate(pathTo(workspace, 'tie-out', writeTieOutPlace({ ...place, ...change }))),
    [workspace, place],
  );
  return [place, show];
}
