import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import type { ConnectionReport } from '../../../core/model/connection-report.ts';
import { failureOf } from '../../engine/failure.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { SentenceList } from '../../shell/sentence-list.tsx';
import { detailsKey } from '../../shell/workspace-queries.ts';
import { connectWords } from '../../words/connect.ts';
import { Mark } from '../audit/mark.tsx';
import { Section } from '../audit/section.tsx';
import { ConfirmMismatch } from './confirm-mismatch.tsx';

interface SameOrganizationProps {
  readonly workspace: string;
  readonly details: WorkspaceDetails;
  readonly report: ConnectionReport | null;
}

/** The guard against comparing two different nonprofits. */
export function SameOrganization({ workspace, details, report }: SameOrganizationProps) {
  const engine = useEngine();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const confirm = useMutation({
    mutationFn: () => engine.connection.confirmSameOrganization({ workspace }),
    onSuccess: (changed) => {
      queries.setQueryData(detailsKey(workspace), changed);
      setIsAsking(false);
    },
  });
  const known = details.settings.sameOrganization;
  const tested = report?.sameOrganization ?? null;
  const failure = confirm.error === null ? null : failureOf(confirm.error);
  return (
    <Section title={connectWords.guardTitle}>
      {tested?.verdict === 'contradicted' ? (
        <Alert color="red" role="alert" title={connectWords.guard.contradicted}>
          <Text size="sm">{tested.evidence}</Text>
          <Text size="sm" mt={4}>
            {connectWords.guardContradictedText}
          </Text>
          {known === 'confirmed' ? (
            <Text size="sm" mt="xs" component="div">
              <Mark tone="warn">{connectWords.guard.confirmedByPerson}</Mark>
            </Text>
          ) : (
            <Button mt="sm" size="xs" variant="default" onClick={() => setIsAsking(true)}>
              {connectWords.guardContinue}
            </Button>
          )}
        </Alert>
      ) : tested?.verdict === 'proved' ? (
        <Text size="sm" component="div">
          <Mark tone="good">{connectWords.guard.proved}</Mark>
          <Text size="sm">{tested.evidence}</Text>
        </Text>
      ) : known === null ? (
        <Unproved
          organization={report?.crm?.organization ?? null}
          evidence={tested?.evidence ?? null}
          canConfirm={report !== null && areRead(report)}
          isBusy={confirm.isPending}
          onConfirm={() => confirm.mutate()}
        />
      ) : (
        <Text size="sm" component="div">
          <Mark tone="good">
            {known === 'proved' ? connectWords.guard.proved : connectWords.guard.confirmedByPerson}
          </Mark>
          <Text size="sm" c="dimmed">
            {known === 'proved'
              ? connectWords.guardProvedEarlier
              : connectWords.guardConfirmedEarlier}
          </Text>
        </Text>
      )}
      {failure !== null && !isAsking && <FailureNote failure={failure} />}
      <ConfirmMismatch
        isOpen={isAsking}
        isBusy={confirm.isPending}
        failure={failure}
        evidence={tested?.evidence ?? ''}
        onConfirm={() => confirm.mutate()}
        onClose={() => setIsAsking(false)}
      />
    </Section>
  );
}

interface UnprovedProps {
  readonly organization: string | null;
  readonly evidence: string | null;
  /** Both products answered: before that there is nothing to confirm. */
  readonly canConfirm: boolean;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
}

function Unproved({ organization, evidence, canConfirm, isBusy, onConfirm }: UnprovedProps) {
  return (
    <div>
      <Text size="sm" component="div">
        <Mark tone="warn">{connectWords.guard.unproved}</Mark>
      </Text>
      {evidence !== null && <Text size="sm">{evidence}</Text>}
      {canConfirm ? (
        <>
          <Text size="sm" mt={4}>
            {connectWords.guardUnprovedText}
          </Text>
          <SentenceList sentences={connectWords.guardLook(organization)} />
          <Group mt="sm">
            <Button size="sm" variant="default" loading={isBusy} onClick={onConfirm}>
              {connectWords.guardConfirm}
            </Button>
          </Group>
        </>
      ) : (
        <Text size="sm">{connectWords.guardTestFirst}</Text>
      )}
    </div>
  );
}

/** Whether both products let something be read. */
function areRead({ raise, crm }: ConnectionReport): boolean {
  return [raise, crm].every(
    (product) => product !== null && (product.state === 'ok' || product.state === 'partly'),
  );
}
