import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import type { RunReport, StoredRunSummary } from '../../../contract/runs.ts';
import type { FindingQuery } from '../../../core/model/finding-query.ts';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { Page } from '../../shell/page.tsx';
import { pathTo } from '../../shell/routes.ts';
import { useWorkspaceDetails } from '../../shell/workspace-queries.ts';
import { overviewWords as words } from '../../words/overview.ts';
import { ExportMenu } from '../audit/export-menu.tsx';
import { ResultSentence } from '../audit/result-sentence.tsx';
import { scopeWords } from '../audit/scope-words.ts';
import { useRunReport } from '../audit/use-runs.ts';
import { writeAddress } from '../findings/view/address.ts';
import { changesToActOn } from './change-counts.ts';
import { CoverageCard } from './coverage-card.tsx';
import { LagCard } from './lag-card.tsx';
import { NextStepList } from './next-step-list.tsx';
import { nextSteps } from './next-steps.ts';
import { OpenFigures } from './open-figures.tsx';
import classes from './overview.module.css';
import { TieOutCard } from './tie-out-card.tsx';
import { Trends } from './trends/trends.tsx';
import { useOpenNow, type OpenNow } from './use-overview.ts';
import { WhoActs } from './who-acts.tsx';

interface RunOverviewProps {
  readonly workspace: string;
  readonly newest: StoredRunSummary;
  readonly runs: readonly StoredRunSummary[];
  /** What has become of a newer audit that has not finished. */
  readonly meanwhile: 'going' | 'stopped' | null;
}

/** The overview of a customer that has been audited. */
export function RunOverview({ workspace, newest, runs, meanwhile }: RunOverviewProps) {
  const { runId } = newest;
  const report = useRunReport(workspace, runId);
  const open = useOpenNow(workspace, runId);
  const error = report.error ?? open.error;
  return (
    <Page
      title={words.title}
      description={
        <>
          {words.asOf(newest.asOfUtc, scopeWords(newest.scope))}
          {' · '}
          <Anchor size="sm" underline="always" href={`#${pathTo(workspace, 'audit', `/${runId}`)}`}>
            {words.whole}
          </Anchor>
        </>
      }
      actions={<ExportMenu workspace={workspace} runId={runId} size="sm" />}
    >
      {meanwhile !== null && (
        <Text size="sm" role="status">
          {words[meanwhile]}
        </Text>
      )}
      {error !== null && (
        <FailureNote
          failure={failureOf(error)}
          retry={() => void Promise.all([report.refetch(), open.refetch()])}
        />
      )}
      {error === null && (report.isPending || open.isPending) && (
        <Stack role="status" aria-label={words.loading}>
          <Skeleton height={90} />
          <Skeleton height={90} />
          <Skeleton height={260} />
        </Stack>
      )}
      {report.data !== undefined && open.data !== undefined && (
        <Parts
          workspace={workspace}
          report={report.data}
          open={open.data}
          runs={runs}
          isStopped={meanwhile === 'stopped'}
        />
      )}
    </Page>
  );
}

interface PartsProps extends Pick<RunOverviewProps, 'workspace' | 'runs'> {
  readonly report: RunReport;
  readonly open: OpenNow;
  readonly isStopped: boolean;
}

function Parts({ workspace, report, open, runs, isStopped }: PartsProps) {
  const details = useWorkspaceDetails(workspace);
  const { run, tieOut, changes, analysis, trend } = report;
  const lagHours = details.data?.settings.lagHours ?? run.parameters.lagHours;
  const counts = changes === null ? null : changesToActOn(changes);
  const linkTo = (query: FindingQuery): string =>
    `#${pathTo(workspace, 'findings', writeAddress({ runId: run.id, query, sort: [] }))}`;
  const steps = nextSteps({
    report,
    actors: open.actors,
    arrived: (counts?.new ?? 0) + (counts?.reappeared ?? 0),
    lagHours,
    isStopped,
  });
  return (
    <>
      <ResultSentence report={report} />
      <OpenFigures report={report} open={open} linkTo={linkTo} />
      <div className={classes['halves']}>
        <NextStepList workspace={workspace} steps={steps} linkTo={linkTo} />
        <WhoActs open={open} linkTo={linkTo} />
      </div>
      <div className={classes['cards']}>
        <TieOutCard workspace={workspace} runId={run.id} rows={tieOut} />
        <CoverageCard workspace={workspace} runId={run.id} coverage={run.coverage} />
        <div data-section="lag" tabIndex={-1} className={classes['part']}>
          <LagCard workspace={workspace} analysis={analysis} lagHours={lagHours} />
        </div>
      </div>
      <Trends workspace={workspace} trend={trend} runs={runs} />
    </>
  );
}
