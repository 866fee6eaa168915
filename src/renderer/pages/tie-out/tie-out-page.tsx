import { Button, Skeleton, Stack } from '@mantine/core';
import { failureOf } from '../../engine/failure.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconTieOut } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { pathTo } from '../../shell/routes.ts';
import { newestWhole } from '../../shell/telling-runs.ts';
import { tieOutWords as words } from '../../words/tie-out.ts';
import { scopeWords } from '../audit/scope-words.ts';
import { useRunReport, useRuns } from '../audit/use-runs.ts';
import { RunSwitcher } from '../findings/run/run-switcher.tsx';
import { TieOutViews } from './tie-out-views.tsx';
import { usePlace } from './use-place.ts';

/** Both products' totals of one audit: the one that the address names, or the newest. */
export function TieOutPage({ workspace, rest }: PageProps) {
  const [place, show] = usePlace(workspace, rest);
  const runs = useRuns(workspace);
  const finished = runs.data?.filter(({ state }) => state === 'finished') ?? [];
  const run =
    place.runId === null
      ? newestWhole(finished)
      : (finished.find(({ runId }) => runId === place.runId) ?? null);
  return (
    <Page
      title={words.title}
      description={run === null ? undefined : words.asOf(run.asOfUtc, scopeWords(run.scope))}
      actions={
        run !== null && (
          <RunSwitcher
            runId={run.runId}
            runs={finished}
            goingId={null}
            onChoose={(runId) => show({ runId })}
          />
        )
      }
    >
      {runs.error !== null && (
        <FailureNote failure={failureOf(runs.error)} retry={() => void runs.refetch()} />
      )}
      {runs.isPending && <Loading />}
      {runs.data !== undefined &&
        (run !== null ? (
          <Loaded workspace={workspace} runId={run.runId} place={place} onShow={show} />
        ) : place.runId !== null ? (
          <EmptyState
            title={words.unknownRun}
            text={words.unknownRunText}
            action={<Button onClick={() => show({ runId: null })}>{words.toNewest}</Button>}
          />
        ) : (
          <EmptyState
            title={words.emptyTitle}
            text={words.empty}
            icon={<IconTieOut />}
            action={
              <Button component="a" href={`#${pathTo(workspace, 'audit')}`}>
                {words.toAudit}
              </Button>
            }
          />
        ))}
    </Page>
  );
}

interface LoadedProps {
  readonly workspace: string;
  readonly runId: string;
  readonly place: ReturnType<typeof usePlace>[0];
  readonly onShow: ReturnType<typeof usePlace>[1];
}

function Loaded({ workspace, runId, place, onShow }: LoadedProps) {
  const report = useRunReport(workspace, runId);
  if (report.error !== null)
    return <FailureNote failure={failureOf(report.error)} retry={() => void report.refetch()} />;
  if (report.data === undefined) return <Loading />;
  return (
    <TieOutViews
      key={runId}
      workspace={workspace}
      report={report.data}
      place={place}
      onShow={onShow}
    />
  );
}

function Loading() {
  return (
    <Stack role="status" aria-label={words.loading}>
      <Skeleton height={40} />
      <Skeleton height={320} />
    </Stack>
  );
}
