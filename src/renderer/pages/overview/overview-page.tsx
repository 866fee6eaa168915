import { Button, Skeleton, Stack } from '@mantine/core';
import { failureOf } from '../../engine/failure.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconOverview } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { pathTo } from '../../shell/routes.ts';
import { useRunStatuses } from '../../shell/running-audits.tsx';
import { newestTelling, newestWhole } from '../../shell/telling-runs.ts';
import { overviewWords as words } from '../../words/overview.ts';
import { isGoing } from '../audit/is-going.ts';
import { elsewhereIn, useRuns } from '../audit/use-runs.ts';
import { RunOverview } from './run-overview.tsx';

/** How a customer stands, by the newest audit that has finished. */
export function OverviewPage({ workspace }: PageProps) {
  const runs = useRuns(workspace);
  const live = useRunStatuses().get(workspace);
  const newest = newestTelling(runs.data ?? []);
  const whole = newestWhole(runs.data ?? []);
  const going = (live !== undefined && isGoing(live)) || elsewhereIn(runs.data) !== null;
  const isStopped = !going && runs.data?.[0]?.state === 'interrupted';
  if (runs.data !== undefined && newest !== null)
    return (
      <RunOverview
        key={newest.runId}
        workspace={workspace}
        newest={newest}
        whole={whole ?? newest}
        runs={runs.data}
        meanwhile={going ? 'going' : isStopped ? 'stopped' : null}
      />
    );
  return (
    <Page title={words.title}>
      {runs.error !== null && (
        <FailureNote failure={failureOf(runs.error)} retry={() => void runs.refetch()} />
      )}
      {runs.isPending && (
        <Stack role="status" aria-label={words.loading}>
          <Skeleton height={90} />
          <Skeleton height={260} />
        </Stack>
      )}
      {runs.data !== undefined && (
        <EmptyState
          title={words.emptyTitle}
          text={going ? words.emptyGoing : isStopped ? words.emptyStopped : words.empty}
          icon={<IconOverview />}
          action={
            <Button component="a" href={`#${pathTo(workspace, 'audit')}`}>
              {words.toAudit}
            </Button>
          }
        />
      )}
    </Page>
  );
}
