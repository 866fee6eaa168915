import { useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { shellWords } from '../words/shell.ts';
import { OfflineBanner } from './banners.tsx';
import { CommandsProvider } from './commands.tsx';
import { LoadingPage } from './engine-states.tsx';
import { FailureBoundary } from './failure-boundary.tsx';
import { useAddress } from './guarded-location.ts';
import { Navigation } from './navigation.tsx';
import { placeOf, type Place } from './routes.ts';
import { RunningAudits } from './running-audits.tsx';
import { useKeptTheme } from './theme-choice.ts';
import { TopBar } from './top-bar.tsx';
import { UnlockBanner } from './unlock.tsx';
import { WorkspaceFrame } from './workspace-frame.tsx';
import { WorkspaceBand } from './workspace-mark.tsx';
import { WorkspaceName } from './workspace-name.ts';
import { useKnownWorkspace, workspaceKey } from './workspace-queries.ts';
import classes from './shell.module.css';

const StartPage = lazy(async () => ({
  default: (await import('../pages/start/start-page.tsx')).StartPage,
}));

const HelpPage = lazy(async () => ({
  default: (await import('../pages/help/help-page.tsx')).HelpPage,
}));

/** Below the theme's "sm" the navigation lies over the page. */
const NARROW = '(max-width: 47.99em)';

/** The frame: one workspace, one page. `banner` is what stands above every page. */
export function Shell({ banner }: { readonly banner: ReactNode }) {
  useKeptTheme();
  const place = placeOf(useAddress());
  useForgetFormer(place.workspace);
  return (
    <RunningAudits>
      <WorkspaceName value={place.workspace}>
        <CommandsProvider>
          <Frame place={place} banner={banner} />
        </CommandsProvider>
      </WorkspaceName>
    </RunningAudits>
  );
}

function Frame({ place, banner }: { readonly place: Place; readonly banner: ReactNode }) {
  const { workspace, page, rest } = place;
  const { details, isMissing } = useKnownWorkspace(workspace);
  const where = `${workspace ?? ''}/${page}`;
  // Where the navigation was opened over the page, if there is no room beside it: gone with the page.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isNarrow = useMediaQuery(NARROW) ?? false;
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main, where);
  const hasNavigation = workspace !== null && !isMissing;
  const isOpen = hasNavigation && openAt === where;
  const isCovered = isOpen && isNarrow;
  return (
    <div className={classes['frame']} data-navigation={hasNavigation || undefined}>
      <button
        type="button"
        className={classes['skip']}
        onClick={() => main.current?.focus()}
        inert={isCovered}
      >
        {shellWords.skip}
      </button>
      {details !== null && <WorkspaceBand colour={details.colour} />}
      <TopBar
        workspace={details}
        isInert={isCovered}
        openNavigation={hasNavigation ? () => setOpenAt(where) : null}
      />
      {hasNavigation && (
        <Navigation
          key={workspace}
          name={workspace}
          workspace={details}
          page={page}
          isOver={isCovered}
          isOpen={isOpen}
          isHidden={isNarrow && !isOpen}
          close={() => setOpenAt(null)}
        />
      )}
      <main ref={main} tabIndex={-1} className={classes['main']} inert={isCovered}>
        {banner}
        {/* The demo needs neither network nor tokens. */}
        {details?.isDemo !== true && (
          <>
            <OfflineBanner />
            <UnlockBanner />
          </>
        )}
        <FailureBoundary key={where}>
          <Suspense fallback={<LoadingPage />}>
            {workspace === null && page === 'help' && <HelpPage workspace={null} rest={rest} />}
            {workspace === null && page !== 'help' && <StartPage />}
            {workspace !== null && (
              <WorkspaceFrame key={workspace} workspace={workspace} page={page} rest={rest} />
            )}
          </Suspense>
        </FailureBoundary>
      </main>
    </div>
  );
}

/** Nothing of a customer stays behind when another one is opened. */
function useForgetFormer(workspace: string | null): void {
  const queries = useQueryClient();
  const former = useRef(workspace);
  useEffect(() => {
    if (former.current !== null && former.current !== workspace) {
      queries.removeQueries({ queryKey: workspaceKey(former.current) });
    }
    former.current = workspace;
  }, [queries, workspace]);
}

/** Who reads with the keyboard or the ear goes on in the new page, not in the link that led there. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>, place: string): void {
  const arrived = useRef(place);
  useEffect(() => {
    if (arrived.current === place) return;
    arrived.current = place;
    if (main.current?.contains(document.activeElement) !== true) main.current?.focus();
    window.scrollTo(0, 0);
  }, [main, place]);
}
