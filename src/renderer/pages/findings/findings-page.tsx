import { Button, Loader } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { failureOf } from '../../engine/failure.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { navigate } from '../../shell/guarded-location.ts';
import { IconFindings } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { pathTo } from '../../shell/routes.ts';
import { useRunStatuses } from '../../shell/running-audits.tsx';
import { findingsWords } from '../../words/findings.ts';
import { isGoing } from '../audit/is-going.ts';
import { useRuns } from '../audit/use-runs.ts';
import { chooseRun, type RunChoice } from './run/choose-run.ts';
import { RunFindings } from './run-findings.tsx';
import { useAddress } from './view/use-address.ts';

/** What an audit found: the run that the address names, or the newest. */
export function FindingsPage({ workspace, rest }: PageProps) {
  const [shown, show] = useAddress(workspace, rest);
  const runs = useRuns(workspace);
  const live = useRunStatuses().get(workspace);
  const choice = runs.data === undefined ? null : chooseRun(shown.runId, runs.data, live);
  const chosen = choice?.kind === 'shown' ? choice.runId : null;
  useEffect(() => {
    // From here on the address names it: a newer audit must not push away what somebody is reading.
    if (chosen !== null && shown.runId === null) show({ runId: chosen }, { replace: true });
  }, [chosen, show, shown.runId]);
  if (chosen !== null && runs.data !== undefined)
    return (
      <RunFindings
        key={chosen}
        workspace={workspace}
        runId={chosen}
        runs={runs.data}
        goingId={live !== undefined && isGoing(live) ? live.runId : null}
        shown={shown}
        onShow={show}
      />
    );
  return (
    <Page title={findingsWords.title}>
      {runs.error !== null ? (
        <FailureNote failure={failureOf(runs.error)} retry={() => void runs.refetch()} />
      ) : choice === null ? (
        <Loader aria-label={findingsWords.loading} />
      ) : (
        <NothingShown
          choice={choice}
          workspace={workspace}
          onNewest={() => show({ runId: null })}
        />
      )}
    </Page>
  );
}

function NothingShown({
  choice,
  workspace,
  onNewest,
}: {
  readonly choice: RunChoice;
  readonly workspace: string;
  readonly onNewest: () => void;
}) {
  const toAudit: ReactNode = (
    <Button onClick={() => navigate(pathTo(workspace, 'audit'))}>{findingsWords.toAudit}</Button>
  );
  switch (choice.kind) {
    case 'reading':
      return (
        <EmptyState
          title={findingsWords.readingTitle}
          text={findingsWords.readingText}
          action={toAudit}
        />
      );
    case 'unknown':
      return (
        <EmptyState
          title={findingsWords.unknownRun}
          text={findingsWords.unknownRunText}
          action={<Button onClick={onNewest}>{findingsWords.toNewest}</Button>}
        />
      );
    case 'none':
    case 'shown':
      return (
        <EmptyState
          title={findingsWords.emptyTitle}
          text={findingsWords.emptyText}
          icon={<IconFindings />}
          action={toAudit}
        />
      );
  }
}
