import { Button, Skeleton, Stack } from '@mantine/core';
import { failureOf } from '../../engine/failure.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconCheck, IconConnection } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { pathTo } from '../../shell/routes.ts';
import { useWorkspaceDetails } from '../../shell/workspace-queries.ts';
import { auditWords } from '../../words/audit.ts';
import { checkWords } from '../../words/check.ts';
import { missingTokens } from '../audit/missing-tokens.ts';
import { CheckForm } from './check-form.tsx';
import { CheckHistory } from './check-history.tsx';
import { CheckResult } from './check-result.tsx';
import { useChecks } from './use-checks.ts';

/** One record by its id, on both sides. */
export function CheckPage({ workspace }: PageProps) {
  const details = useWorkspaceDetails(workspace);
  const missing = details.data === undefined ? null : missingTokens(details.data);
  return (
    <Page title={checkWords.title} description={checkWords.description}>
      {details.error !== null && (
        <FailureNote failure={failureOf(details.error)} retry={() => void details.refetch()} />
      )}
      {details.isPending && (
        <Stack role="status" aria-label={checkWords.loading}>
          <Skeleton height={90} />
        </Stack>
      )}
      {missing !== null && (
        <EmptyState
          icon={<IconConnection />}
          title={auditWords.needsTokenTitle}
          text={missing.sentence}
          action={
            <Button component="a" href={`#${pathTo(workspace, missing.page)}`}>
              {missing.action}
            </Button>
          }
        />
      )}
      {details.data !== undefined && missing === null && (
        <CheckDesk workspace={workspace} hasCrm={details.data.settings.crmUrl !== null} />
      )}
    </Page>
  );
}

function CheckDesk({
  workspace,
  hasCrm,
}: {
  readonly workspace: string;
  readonly hasCrm: boolean;
}) {
  const checks = useChecks(workspace);
  const { failure, shown, isChecking } = checks;
  // That there is no such record is said beside the id.
  const isOfField = failure?.kind === 'usage';
  return (
    <>
      <CheckForm checks={checks} hasCrm={hasCrm} fieldError={isOfField ? failure.sentence : null} />
      <CheckHistory checks={checks} />
      {failure !== null && !isOfField && <FailureNote failure={failure} />}
      {isChecking ? (
        <Skeleton height={220} />
      ) : shown !== null ? (
        <CheckResult
          workspace={workspace}
          checked={shown}
          onAgain={() => checks.run(shown.asked)}
        />
      ) : (
        failure === null && (
          <EmptyState
            icon={<IconCheck />}
            title={checkWords.nothingYet}
            text={checkWords.nothingYetText}
          />
        )
      )}
    </>
  );
}
