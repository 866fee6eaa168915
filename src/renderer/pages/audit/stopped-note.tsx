import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconConnection, IconLock, IconOffline, IconPlay, IconStop } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { auditWords } from '../../words/audit.ts';
import type { Stopped } from './how-it-ended.ts';
import { missingTokens } from './missing-tokens.ts';
import { scopeWords } from './scope-words.ts';

const words = auditRunWords.ended;
const OF_CONNECTION: ReadonlySet<string> = new Set([
  'sign_in_refused',
  'not_permitted',
  'not_found',
]);

interface StoppedNoteProps {
  readonly details: WorkspaceDetails;
  readonly stopped: Stopped;
}

/** Why an audit stands still, and the ways to go on. */
export function StoppedNote({ details, stopped }: StoppedNoteProps) {
  const engine = useEngine();
  const workspace = details.name;
  const resume = useMutation({ mutationFn: () => engine.runs.resume({ workspace }) });
  const { kind, run, reasons, failure } = stopped;
  if (kind === 'not_begun' && run === null) return null;
  const isSignIn = kind === 'sign_in';
  const refusal = run === null ? null : whyRefused(details);
  const hasConnection =
    isSignIn || refusal !== null || (failure !== null && OF_CONNECTION.has(failure.kind));
  return (
    <Alert
      role="group"
      aria-label={titleOf(stopped)}
      color="yellow"
      mt={failure === null ? 0 : 'sm'}
      icon={isSignIn ? <IconLock /> : kind === 'offline' ? <IconOffline /> : <IconStop />}
      title={titleOf(stopped)}
    >
      {reasons.map((reason) => (
        <Text key={reason} size="sm">
          {reason}
        </Text>
      ))}
      {isSignIn && <Text size="sm">{words.signInText}</Text>}
      {run === null ? (
        <Text size="sm">{words.nothingKept}</Text>
      ) : (
        <>
          {!isSignIn && <Text size="sm">{words.interruptedText}</Text>}
          <Text size="sm" c="dimmed">
            {scopeWords(run.scope, run.recheck)}
          </Text>
        </>
      )}
      {refusal !== null && (
        <Text size="sm" fw={600}>
          {refusal}
        </Text>
      )}
      <Group mt="sm" gap="xs">
        {hasConnection && (
          <Button
            component="a"
            size="xs"
            leftSection={<IconConnection />}
            href={`#${pathTo(workspace, 'connect')}`}
          >
            {auditWords.openConnection}
          </Button>
        )}
        {run !== null && (
          <Button
            size="xs"
            variant={hasConnection ? 'default' : 'filled'}
            leftSection={<IconPlay />}
            disabled={refusal !== null}
            loading={resume.isPending || resume.isSuccess}
            onClick={() => resume.mutate()}
          >
            {words.goOn}
          </Button>
        )}
      </Group>
      {resume.error !== null && <FailureNote failure={failureOf(resume.error)} />}
    </Alert>
  );
}

function titleOf({ kind, run }: Stopped): string {
  switch (kind) {
    case 'sign_in':
      return words.signIn;
    case 'offline':
      return words.offline;
    case 'failed':
      return words.failed;
    case 'cancelled':
      return words.interrupted;
    case 'not_begun':
    case 'earlier':
      return run === null ? words.interrupted : words.interruptedEarlier(run.startedUtc);
  }
}

/** What would be answered now to whoever goes on; null if nothing stands in the way. */
function whyRefused(details: WorkspaceDetails): string | null {
  const { sameOrganization, crmUrl } = details.settings;
  const isUnproved = sameOrganization === null && crmUrl !== null;
  return missingTokens(details)?.sentence ?? (isUnproved ? auditWords.unprovedYet : null);
}
