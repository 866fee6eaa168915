import { Button, Group } from '@mantine/core';
import { failureOf } from '../../engine/failure.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { LoadingPage } from '../../shell/engine-states.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconDecisions } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { pathTo } from '../../shell/routes.ts';
import { LoggedAs } from '../../shell/triage/logged-as.tsx';
import { UndoRedoButtons } from '../../shell/triage/undo-redo-buttons.tsx';
import { useUndoKeys } from '../../shell/triage/use-undo-keys.ts';
import { triageWords } from '../../words/triage.ts';
import { LogTable } from './log-table.tsx';
import { useLog } from './use-log.ts';

const words = triageWords.log;

/** What was decided about a customer's findings, by whom and when. */
export function DecisionsPage({ workspace }: PageProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useLog(workspace);
  useUndoKeys(workspace);
  const log = data?.pages.flat() ?? null;
  return (
    <Page
      title={words.title}
      description={words.description}
      actions={<UndoRedoButtons workspace={workspace} />}
    >
      {error !== null && <FailureNote failure={failureOf(error)} retry={() => void refetch()} />}
      {log === null && error === null && <LoadingPage />}
      {log?.length === 0 && (
        <EmptyState
          title={words.emptyTitle}
          text={words.empty}
          icon={<IconDecisions />}
          action={
            <Button component="a" variant="default" href={`#${pathTo(workspace, 'findings')}`}>
              {words.toFindings}
            </Button>
          }
        />
      )}
      {log !== null && log.length > 0 && <LogTable log={log} />}
      {hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {words.more}
          </Button>
        </Group>
      )}
      <LoggedAs />
    </Page>
  );
}
