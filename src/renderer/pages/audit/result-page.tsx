import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import type { RunReport } from '../../../contract/runs.ts';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconCheck, IconFindings, IconRefresh } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import { pathTo } from '../../shell/routes.ts';
import { useRecheck } from '../../shell/use-recheck.ts';
import { SentenceList } from '../../shell/sentence-list.tsx';
import { auditResultWords as words } from '../../words/audit-result.ts';
import { formatInstant } from '../../words/format.ts';
import { Conventions } from './conventions.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import { PowerSection } from './power/power-section.tsx';
import { ResultSentence } from './result-sentence.tsx';
import { RunFactList } from './run-fact-list.tsx';
import { scopeWords } from './scope-words.ts';
import { Section } from './section.tsx';
import { SpentTable } from './spent-table.tsx';
import { StateTable } from './state-table.tsx';
import { TieOut } from './tie-out.tsx';
import { useBusy } from './use-busy.ts';
import { useRerun } from './use-rerun.ts';
import { useRunReport } from './use-runs.ts';

interface ResultPageProps {
  readonly workspace: string;
  readonly runId: string;
}

/** What one finished audit found, and how far it can be trusted. */
export function ResultPage({ workspace, runId }: ResultPageProps) {
  const report = useRunReport(workspace, runId);
  const rerun = useRerun(workspace, runId);
  const recheck = useRecheck(workspace, runId);
  const busy = useBusy(workspace);
  const data = report.data;
  const error = rerun.error ?? report.error;
  return (
    <Page
      title={data === undefined ? words.title : words.heading(data.run.startedUtc)}
      description={
        <>
          <Anchor size="sm" underline="always" href={`#${pathTo(workspace, 'audit')}`}>
            {words.back}
          </Anchor>
          {data !== undefined &&
            ` · ${scopeWords(scopeOf(data), data.run.parameters.recheck ?? null)} · ${words.asOf} ${formatInstant(data.run.asOfUtc)}`}
        </>
      }
      actions={
        data !== undefined && (
          <>
            <Button
              variant="default"
              leftSection={<IconCheck />}
              loading={recheck.isPending}
              title={words.recheckHint}
              disabled={busy !== null}
              onClick={() => recheck.mutate()}
            >
              {words.recheck}
            </Button>
            <Button
              variant="default"
              leftSection={<IconRefresh />}
              loading={rerun.isPending}
              title={words.rerunHint}
              disabled={busy !== null}
              onClick={() => rerun.mutate()}
            >
              {words.rerun}
            </Button>
            <ExportMenu workspace={workspace} runId={runId} size="sm" />
            <Button
              component="a"
              leftSection={<IconFindings />}
              href={`#${pathTo(workspace, 'findings', `/${runId}`)}`}
            >
              {words.openFindings}
            </Button>
          </>
        )
      }
    >
      {error !== null && (
        <FailureNote
          failure={failureOf(error)}
          retry={() => (rerun.error === null ? void report.refetch() : rerun.mutate())}
        />
      )}
      {report.isPending && (
        <Stack role="status" aria-label={words.loading}>
          <Skeleton height={90} />
          <Skeleton height={260} />
        </Stack>
      )}
      {data !== undefined && busy !== null && (
        <Text size="sm" c="dimmed">
          {words.rerunBusy(busy)}
        </Text>
      )}
      {data !== undefined && <Result workspace={workspace} report={data} busy={busy} />}
    </Page>
  );
}

interface ResultProps {
  readonly workspace: string;
  readonly report: RunReport;
  readonly busy: string | null;
}

function Result({ workspace, report, busy }: ResultProps) {
  const { run, tieOut } = report;
  return (
    <>
      <ResultSentence report={report} />
      <Section title={words.statesTitle}>
        <StateTable workspace={workspace} runId={run.id} report={report} />
      </Section>
      <Section title={words.tieOut}>
        <TieOut rows={tieOut} />
      </Section>
      <Section title={words.coverage}>
        <CoverageTable coverage={run.coverage} />
      </Section>
      <Section title={words.conventions}>
        <Conventions workspace={workspace} run={run} />
      </Section>
      <PowerSection workspace={workspace} report={report} busy={busy} />
      {run.notCompared.length > 0 && (
        <Section title={words.notCompared}>
          <SentenceList sentences={run.notCompared} />
        </Section>
      )}
      <Section title={words.facts}>
        <RunFactList run={run} />
        <SpentTable run={run} />
      </Section>
    </>
  );
}

function scopeOf({ run: { parameters } }: RunReport) {
  const { records, from, to, modifiedFrom, ids } = parameters;
  return { records: [...records], from, to, modifiedFrom, ids: ids === null ? null : [...ids] };
}
