import { LoadingPage } from '../../shell/engine-states.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { Page } from '../../shell/page.tsx';
import { useWorkspaces } from '../../shell/workspace-queries.ts';
import { startWords } from '../../words/start.ts';
import { Welcome } from './welcome.tsx';
import { WorkspaceList } from './workspace-list.tsx';

/** Every customer and how it stands; for a newcomer, what this is and how to begin. */
export function StartPage() {
  const { data, error, refetch } = useWorkspaces();
  if (data !== undefined) {
    return data.length === 0 ? <Welcome /> : <WorkspaceList workspaces={data} />;
  }
  if (error === null) return <LoadingPage />;
  return (
    <Page title={startWords.title}>
      <FailureNote failure={failureOf(error)} retry={() => void refetch()} />
    </Page>
  );
}
