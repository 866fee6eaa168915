import { Anchor, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { RunStatus } from '../../../contract/runs.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { pathTo } from '../../shell/routes.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { paceWords } from '../../words/pace.ts';
import { ListProgress } from './list-progress.tsx';
import { Mark } from './mark.tsx';
import { PACE_TONES } from './pace-tones.ts';
import { ProductPaces } from './product-paces.tsx';
import { RunButtons } from './run-buttons.tsx';
import { RunNotes } from './run-notes.tsx';
import classes from './run.module.css';
import { RunTime } from './run-time.tsx';
import { standingIn, useSaidStates, type Standing } from './said-states.ts';
import { Section } from './section.tsx';
import { StageList } from './stage-list.tsx';

const words = auditRunWords.run;

interface RunPanelProps {
  readonly status: RunStatus;
  readonly toldAtMs: number;
}

/** An audit that goes on: where it is, what it spends, how long it may take. */
export function RunPanel({ status, toldAtMs }: RunPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that started it is gone: whoever pressed it lands here, not at the top of the page.
    if (document.activeElement === document.body) panel.current?.focus({ preventScroll: true });
  }, []);
  const { state, provisional, runId, workspace, products } = status;
  const said = useSaidStates({ raise: products.raise.state, crm: products.crm.state }, toldAtMs);
  const standing = state === 'running' ? standingIn(said) : null;
  const now = headline(status);
  const held = standing && paceWords.standing[standing.kind](standing.products);
  return (
    <div ref={panel} tabIndex={-1} className={classes['panel']}>
      <Section title={words.title} actions={<RunButtons status={status} />}>
        {/* Changes of stage and state, not every number. */}
        <VisuallyHidden role="status">{held === null ? now : `${now}. ${held}.`}</VisuallyHidden>
        <Stack gap="md">
          <Group justify="space-between" gap="xs" align="baseline">
            <div className={classes['headline']}>
              <Text fw={600}>{now}</Text>
              {standing !== null && <Mark tone={PACE_TONES[standing.kind]}>{held}</Mark>}
            </div>
            <RunTime status={status} isWaiting={isWait(standing)} />
          </Group>
          {state === 'paused' && <Text size="sm">{words.pausedText}</Text>}
          <StageList phase={status.phase} />
          <div className={classes['columns']}>
            <ListProgress streams={status.streams} confirm={status.confirm} />
            <ProductPaces products={products} said={said} />
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

/** Calls of a product don't leave at all: the pace so far tells nothing of what is left. */
function isWait(standing: Standing | null): boolean {
  return standing !== null && standing.kind !== 'yielding';
}
