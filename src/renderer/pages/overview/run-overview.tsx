import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import type { RunReport, StoredRunSummary } from '../../../contract/runs.ts';
import type { FindingQuery } from '../../../core/model/finding-query.ts';
import type { LiveSummary } from '../../../core/model/live-status.ts';
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
import { NOTHING_LATE, useLiveSummary } from '../live/use-live-summary.ts';
import { writeAddress } from '../findings/view/address.ts';
import { CoverageCard } from './coverage-card.tsx';
import { LagCard } from './lag-card.tsx';
import { NextStepList } from './next-step-list.tsx';
import { nextSteps } from './next-steps.ts';
import { OpenFigures } from './open-figures.tsx';
import classes from './overview.module.css';
import { TieOutCard } from './tie-out-card.tsx';
import { lateSpike } from './trends/late-days.ts';
import { latestSpikes } from './trends/latest-spikes.ts';
import { comparableRuns } from './trends/trend-runs.ts';
import { Trends } from './trends/trends.tsx';
import { useOpenNow, type OpenNow } from './use-overview.ts';
import { WhoActs } from './who-acts.tsx';

interface RunOverviewProps {
  readonly workspace: string;
  readonly newest: StoredRunSummary;
  /** The newest that read whole lists: the same one, but for a re-check. */
  readonly whole: StoredRunSummary;
  readonly runs: readonly StoredRunSummary[];
  /** What has become of a newer audit that has not finished. */
  readonly meanwhile: 'going' | 'stopped' | null;
}

/** The overview of a customer that has been audited. */
export function RunOverview({ workspace, newest, whole, runs, meanwhile }: RunOverviewProps) {
  const { runId } = newest;
  const report = useRunReport(workspace, runId);
  const lists = useRunReport(workspace, whole.runId);
  const open = useOpenNow(workspace, runId);
  const live = useLiveSummary(workspace);
  const isDemo = useWorkspaceDetails(workspace).data?.isDemo === true;
  const error = report.error ?? lists.error ?? open.error;
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
      {isDemo && <Text size="sm">{words.demo}</Text>}
      {meanwhile !== null && (
        <Text size="sm" role="status">
          {words[meanwhile]}
        </Text>
      )}
      {error !== null && (
        <FailureNote
          failure={failureOf(error)}
          retry={() => void Promise.all([report.refetch(), lists.refetch(), open.refetch()])}
        />
      )}
      {error === null && [report, lists, open, live].some(({ isPending }) => isPending) && (
        <Stack role="status" aria-label={words.loading}>
          <Skeleton height={90} />
          <Skeleton height={90} />
          <Skeleton height={260} />
        </Stack>
      )}
      {live.error !== null && (
        <FailureNote failure={failureOf(live.error)} retry={() => void live.refetch()} />
      )}
      {report.data !== undefined &&
        lists.data !== undefined &&
        open.data !== undefined &&
        !live.isPending && (
          <Parts
            workspace={workspace}
            report={report.data}
            lists={lists.data}
            open={open.data}
            live={live.data ?? NOTHING_LATE}
            runs={runs}
            isStopped={meanwhile === 'stopped'}
          />
        )}
    </Page>
  );
}

interface PartsProps extends Pick<RunOverviewProps, 'workspace' | 'runs'> {
  readonly report: RunReport;
  /** The report of the audit that read whole lists. */
  readonly lists: RunReport;
  readonly open: OpenNow;
  readonly live: LiveSummary;
  readonly isStopped: boolean;
}

function Parts({ workspace, report, lists, open, live, runs, isStopped }: PartsProps) {
  const details = useWorkspaceDetails(workspace);
  const { run } = report;
  const { tieOut, analysis, trend } = lists;
  const lagHours = details.data?.settings.lagHours ?? run.parameters.lagHours;
  const linkTo = (query: FindingQuery): string =>
    `#${pathTo(workspace, 'findings', writeAddress({ runId: run.id, query, sort: [] }))}`;
  const { unaudited, days } = live;
  const spikes = [...latestSpikes(comparableRuns(trend, runs).points), ...lateSpike(days)];
  const steps = nextSteps({ report, lists, open, unaudited, spikes, lagHours, isStopped });
  return (
    <>
      <ResultSentence report={report} />
      <OpenFigures report={report} open={open} linkTo={linkTo} />
      <div className={classes['halves']}>
        <NextStepList workspace={workspace} steps={steps} linkTo={linkTo} />
        <WhoActs open={open} linkTo={linkTo} />
      </div>
      {lists.run.id !== run.id && (
        <Text size="sm" c="dimmed">
          {words.listsOf(lists.run.asOfUtc)}
        </Text>
      )}
      <div className={classes['cards']}>
        <TieOutCard workspace={workspace} runId={lists.run.id} rows={tieOut} analysis={analysis} />
        <CoverageCard workspace={workspace} runId={lists.run.id} coverage={lists.run.coverage} />
        <div data-section="lag" tabIndex={-1} className={classes['part']}>
          <LagCard workspace={workspace} analysis={analysis} lagHours={lagHours} />
        </div>
      </div>
      <div data-section="trends" tabIndex={-1} className={classes['part']}>
        <Trends workspace={workspace} trend={trend} runs={runs} days={days} />
      </div>
    </>
  );
}
