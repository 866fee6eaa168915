import { Skeleton, Stack } from '@mantine/core';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import { failureOf } from '../../engine/failure.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconConnection } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { useWorkspaceDetails } from '../../shell/workspace-queries.ts';
import { connectWords } from '../../words/connect.ts';
import { missingTokens } from '../audit/missing-tokens.ts';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionResult } from './connection-result.tsx';
import { DemoConnection } from './demo-connection.tsx';
import { NextStep } from './next-step.tsx';
import { SameOrganization } from './same-organization.tsx';
import { useConnection } from './use-connection.ts';

/** How Tieout reaches this customer's two products, and what a test of it found. */
export function ConnectPage({ workspace }: PageProps) {
  const details = useWorkspaceDetails(workspace);
  return (
    <Page title={connectWords.title} description={connectWords.description}>
      {details.error !== null && (
        <FailureNote failure={failureOf(details.error)} retry={() => void details.refetch()} />
      )}
      {details.isPending && <Loading />}
      {details.data !== undefined && <Connected workspace={workspace} details={details.data} />}
    </Page>
  );
}

function Connected({
  workspace,
  details,
}: {
  readonly workspace: string;
  readonly details: WorkspaceDetails;
}) {
  const work = useConnection(workspace);
  return (
    <Stack gap="lg">
      {details.isDemo ? (
        <DemoConnection work={work} />
      ) : (
        <ConnectionForm details={details} work={work} />
      )}
      {work.testFailure !== null && <FailureNote failure={work.testFailure} retry={work.test} />}
      {work.report === null ? (
        !work.isTesting &&
        work.testFailure === null && (
          <EmptyState
            icon={<IconConnection />}
            title={connectWords.notTested}
            text={connectWords.notTestedText}
          />
        )
      ) : (
        <ConnectionResult workspace={workspace} details={details} report={work.report} />
      )}
      {missingTokens(details) === null && details.settings.crmUrl !== null && (
        <SameOrganization workspace={workspace} details={details} report={work.report} />
      )}
      <NextStep workspace={workspace} details={details} report={work.report} />
    </Stack>
  );
}

function Loading() {
  return (
    <Stack role="status" aria-label={connectWords.loading}>
      <Skeleton height={260} />
      <Skeleton height={140} />
    </Stack>
  );
}
