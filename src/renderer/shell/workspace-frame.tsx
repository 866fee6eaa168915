import { Button } from '@mantine/core';
import { lazy, useEffect } from 'react';
import type { WorkspaceDetails } from '../../contract/workspaces.ts';
import { useEngine } from '../engine/engine-context.tsx';
import { failureOf } from '../engine/failure.ts';
import { shellWords } from '../words/shell.ts';
import { EmptyState } from './empty-state.tsx';
import { LoadingPage } from './engine-states.tsx';
import { FailureNote } from './failure-note.tsx';
import { navigate } from './guarded-location.ts';
import { IconSearch } from './icons.tsx';
import { Page } from './page.tsx';
import type { PageProps } from './page-props.ts';
import type { PageName } from './routes.ts';
import { hideStep } from './triage/step-notice.tsx';
import { TriageWatch } from './triage-watch.tsx';
import { useWorkspaceDetails } from './workspace-queries.ts';

const HelpPage = lazy(async () => ({
  default: (await import('../pages/help/help-page.tsx')).HelpPage,
}));

const PAGE: Readonly<Record<PageName, React.ComponentType<PageProps>>> = {
  overview: lazy(async () => ({
    default: (await import('../pages/overview/overview-page.tsx')).OverviewPage,
  })),
  'tie-out': lazy(async () => ({
    default: (await import('../pages/tie-out/tie-out-page.tsx')).TieOutPage,
  })),
  audit: lazy(async () => ({ default: (await import('../pages/audit/audit-page.tsx')).AuditPage })),
  findings: lazy(async () => ({
    default: (await import('../pages/findings/findings-page.tsx')).FindingsPage,
  })),
  check: lazy(async () => ({ default: (await import('../pages/check/check-page.tsx')).CheckPage })),
  live: lazy(async () => ({ default: (await import('../pages/live/live-page.tsx')).LivePage })),
  schedule: lazy(async () => ({
    default: (await import('../pages/schedule/schedule-page.tsx')).SchedulePage,
  })),
  connect: lazy(async () => ({
    default: (await import('../pages/connect/connect-page.tsx')).ConnectPage,
  })),
  settings: lazy(async () => ({
    default: (await import('../pages/settings/settings-page.tsx')).SettingsPage,
  })),
  decisions: lazy(async () => ({
    default: (await import('../pages/decisions/decisions-page.tsx')).DecisionsPage,
  })),
  help: HelpPage,
  calls: lazy(async () => ({ default: (await import('../pages/calls/calls-page.tsx')).CallsPage })),
};

const FileCheck = lazy(async () => ({
  default: (await import('../pages/settings/file-check.tsx')).FileCheck,
}));

interface WorkspaceFrameProps extends PageProps {
  readonly page: PageName;
}

/** One page of one workspace, once it is known that there is such a workspace. */
export function WorkspaceFrame({ workspace, page, rest }: WorkspaceFrameProps) {
  const { data, error, refetch } = useWorkspaceDetails(workspace);
  useLastWorkspace(data);
  useEffect(() => hideStep, []);
  // What a workspace's failure means is read there too.
  if (page === 'help') return <HelpPage workspace={workspace} rest={rest} />;
  if (data !== undefined) {
    const Shown = PAGE[page];
    return (
      <TriageWatch workspace={workspace}>
        <Shown workspace={workspace} rest={rest} />
      </TriageWatch>
    );
  }
  if (error === null) return <LoadingPage />;
  const failure = failureOf(error);
  if (failure.kind !== 'usage') {
    return (
      <Page title={shellWords.pages[page]}>
        <FailureNote failure={failure} retry={() => void refetch()} />
        {failure.kind === 'storage' && <FileCheck workspace={workspace} />}
      </Page>
    );
  }
  return (
    <Page title={shellWords.missing.title}>
      <EmptyState
        title={workspace}
        text={shellWords.missing.text(workspace)}
        icon={<IconSearch />}
        action={<Button onClick={() => navigate('/')}>{shellWords.missing.action}</Button>}
      />
    </Page>
  );
}

/** Tieout opens with the customer that was looked at last. */
function useLastWorkspace(details: WorkspaceDetails | undefined): void {
  const engine = useEngine();
  const name = details?.name;
  useEffect(() => {
    // Not kept is no harm: the next start shows the list.
    if (name !== undefined) {
      engine.app.changePreferences({ lastWorkspace: name }).catch(() => undefined);
    }
  }, [engine, name]);
}
