import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { navigate } from '../../../shell/guarded-location.ts';
import { pathTo } from '../../../shell/routes.ts';
import { readAddress, writeAddress, type Shown } from './address.ts';

/** What the address shows, and a way to change it; the address alone holds it, so that reload and back work. */
export function useAddress(
  workspace: string,
  rest: string | null,
): readonly [Shown, (change: Partial<Shown>, options?: { readonly replace?: boolean }) => void] {
  const shown = useMemo(() => readAddress(rest), [rest]);
  const newest = useRef(shown);
  useLayoutEffect(() => {
    newest.current = shown;
  }, [shown]);
  const show = useCallback(
    (change: Partial<Shown>, { replace = false } = {}) => {
      // Two changes before the next drawing must both count.
      newest.current = { ...newest.current, ...change };
      navigate(pathTo(workspace, 'findings', writeAddress(newest.current)), { replace });
    },
    [workspace],
  );
  return [shown, show];
}
