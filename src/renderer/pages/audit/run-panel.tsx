import { Anchor, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { RunStatus } from '../../../contract/runs.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { pathTo } from '../../shell/routes.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { ListProgress } from './list-progress.tsx';
import { ProductPaces } from './product-paces.tsx';
import { RunButtons } from './run-buttons.tsx';
import { RunNotes } from './run-notes.tsx';
import classes from './run.module.css';
import { RunTime } from './run-time.tsx';
import { Section } from './section.tsx';
import { StageList } from './stage-list.tsx';

const words = auditRunWords.run;

/** An audit that goes on: where it is, what it spends, how long it may take. */
export function RunPanel({ status }: { readonly status: RunStatus }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that started it is gone: whoever pressed it lands here, not at the top of the page.
    if (document.activeElement === document.body) panel.current?.focus({ preventScroll: true });
  }, []);
  const { state, provisional, runId, workspace } = status;
  return (
    <div ref={panel} tabIndex={-1} className={classes['panel']}>
      <Section title={words.title} actions={<RunButtons status={status} />}>
        <VisuallyHidden role="status">{announcement(status)}</VisuallyHidden>
        <Stack gap="md">
          <Group justify="space-between" gap="xs" align="baseline">
            <Text fw={600}>{headline(status)}</Text>
            <RunTime status={status} />
          </Group>
          {state === 'paused' && <Text size="sm">{words.pausedText}</Text>}
          <StageList phase={status.phase} />
          <div className={classes['columns']}>
            <ListProgress streams={status.streams} confirm={status.confirm} />
            <ProductPaces status={status} />
          </div>
          {status.failure !== null && <FailureNote failure={status.failure} />}
          <RunNotes notes={status.notes} />
          {provisional !== null && runId !== null && (
            <Text size="sm">
              <Anchor
                size="sm"
                underline="always"
                href={`#${pathTo(workspace, 'findings', `/${runId}`)}`}
              >
                {words.provisional(provisional.findings)}
              </Anchor>{' '}
              <Text span size="sm" c="dimmed">
                {words.provisionalAsOf(provisional.asOfUtc)}
              </Text>
            </Text>
          )}
        </Stack>
      </Section>
    </div>
  );
}

function headline({ state, phase }: RunStatus): string {
  if (state === 'cancelling') return words.cancelling;
  if (state === 'paused') return words.paused;
  return phase === null ? words.starting : words.phaseNow[phase];
}

/** What a listener hears: changes of stage and state, not every number. */
function announcement(status: RunStatus): string {
  const isWaiting = Object.values(status.products).some(
    ({ state }) => state.kind === 'waiting_for_quota',
  );
  return isWaiting ? `${headline(status)}. ${words.waiting}` : headline(status);
}
