import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RunStatus, StoredRunSummary } from '../../../contract/runs.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconPlay } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { auditWords } from '../../words/audit.ts';
import { FinishedNote } from './finished-note.tsx';
import classes from './run.module.css';
import { scopeWords } from './scope-words.ts';

const words = auditRunWords.ended;
const OF_CONNECTION: ReadonlySet<string> = new Set([
  'sign_in_refused',
  'not_permitted',
  'not_found',
]);

interface EndedNoteProps {
  readonly workspace: string;
  readonly status: RunStatus;
  readonly newest: StoredRunSummary | null;
  /** It ended while it was looked at: the focus goes there. */
  readonly isFresh: boolean;
}

/** How the last audit ended, and what can be done now; nothing if there is nothing to say. */
export function EndedNote({ workspace, status, newest, isFresh }: EndedNoteProps) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFresh && document.activeElement === document.body) note.current?.focus();
  }, [isFresh]);
  const { state, failure, runId } = status;
  // An interrupted one of an earlier session too, as long as no other was started since.
  const isInterrupted =
    state === 'interrupted' ||
    state === 'failed' ||
    (state === 'idle' && newest !== null && newest.state !== 'finished');
  const isFinished = state === 'finished' && runId !== null;
  if (!isFinished && !isInterrupted) return null;
  return (
    <div ref={note} tabIndex={-1} role="status" className={classes['panel']}>
      {isFinished && <FinishedNote workspace={workspace} runId={runId} />}
      {isInterrupted && (
        <Stack gap="sm">
          {failure !== null && <FailureNote failure={failure} />}
          <Interrupted
            key={status.startedUtc}
            workspace={workspace}
            state={state}
            isOfConnection={failure !== null && OF_CONNECTION.has(failure.kind)}
            newest={newest?.state === 'finished' ? null : newest}
          />
        </Stack>
      )}
    </div>
  );
}

interface InterruptedProps {
  readonly workspace: string;
  readonly state: RunStatus['state'];
  /** It failed for a reason that is put right on the Connection page. */
  readonly isOfConnection: boolean;
  /** What there is to go on with. */
  readonly newest: StoredRunSummary | null;
}

function Interrupted({ workspace, state, isOfConnection, newest }: InterruptedProps) {
  const engine = useEngine();
  const resume = useMutation({ mutationFn: () => engine.runs.resume({ workspace }) });
  const title =
    state === 'failed'
      ? words.failed
      : state === 'interrupted' || newest === null
        ? words.interrupted
        : words.interruptedEarlier(newest.startedUtc);
  return (
    <Alert color="yellow" title={title}>
      {newest === null ? (
        <Text size="sm">{words.nothingKept}</Text>
      ) : (
        <>
          <Text size="sm">{scopeWords(newest.scope)}</Text>
          <Text size="sm">{words.interruptedText}</Text>
        </>
      )}
      <Group mt="sm" gap="xs">
        {newest !== null && (
          <Button
            size="xs"
            leftSection={<IconPlay />}
            loading={resume.isPending || resume.isSuccess}
            onClick={() => resume.mutate()}
          >
            {words.goOn}
          </Button>
        )}
        {isOfConnection && (
          <Button
            component="a"
            size="xs"
            variant="default"
            href={`#${pathTo(workspace, 'connect')}`}
          >
            {auditWords.openConnection}
          </Button>
        )}
      </Group>
      {resume.error !== null && <FailureNote failure={failureOf(resume.error)} />}
    </Alert>
  );
}
