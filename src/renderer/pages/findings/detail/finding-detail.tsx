import { ActionIcon, Group, Stack, Text, Title } from '@mantine/core';
import type { Ref } from 'react';
import { stateEntry } from '../../../../core/model/states.ts';
import { GuideLink } from '../../../shell/guide-link.tsx';
import { IconChevronDown, IconChevronUp, IconClose } from '../../../shell/icons.tsx';
import { findingsWords } from '../../../words/findings.ts';
import { triageWords } from '../../../words/triage.ts';
import { StateTitle } from '../columns/state-title.tsx';
import type { PlacedRow } from '../grid/grid-link.ts';
import type { FindingsView } from '../view/use-findings-view.ts';
import { TriageSection } from '../triage/triage-section.tsx';
import { FindingFacts } from './finding-facts.tsx';
import { FindingSidesSection } from './finding-sides-section.tsx';
import classes from './detail.module.css';

export interface FindingDetailProps {
  readonly view: FindingsView;
  /** An index below 0: it isn't known where it stands in this view. */
  readonly placed: PlacedRow;
  readonly canGoBack: boolean;
  readonly onClose: () => void;
  /** -1 for the one before, 1 for the one after. */
  readonly onStep: (step: -1 | 1) => void;
  readonly heading: Ref<HTMLHeadingElement>;
}

/** One finding with everything that is known of it. */
export function FindingDetail(props: FindingDetailProps) {
  const { view, placed, canGoBack, onClose, onStep, heading } = props;
  const { row, index } = placed;
  return (
    <article className={classes['detail']} data-finding-detail>
      <header className={classes['top']}>
        <Title order={2} size="h4" tabIndex={-1} ref={heading} className={classes['title'] ?? ''}>
          <span aria-live="polite">
            <StateTitle state={row.state} />
          </span>
        </Title>
        {index >= 0 && (
          <Text size="xs" c="dimmed">
            {findingsWords.place(index, view.total)}
          </Text>
        )}
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={findingsWords.previous}
            title={findingsWords.previous}
            disabled={!canGoBack}
            onClick={() => onStep(-1)}
          >
            <IconChevronUp />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={findingsWords.next}
            title={findingsWords.next}
            disabled={index >= view.total - 1}
            onClick={() => onStep(1)}
          >
            <IconChevronDown />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={findingsWords.closeDetails}
            title={findingsWords.closeDetails}
            onClick={onClose}
          >
            <IconClose />
          </ActionIcon>
        </Group>
      </header>
      <div className={classes['body']} tabIndex={-1}>
        <FindingFacts row={row} />
        <TriageSection
          key={row.id}
          workspace={view.workspace}
          row={row}
          firstSeen={triageWords.history.firstSeen(row.firstSeenUtc)}
        />
        <FindingSidesSection workspace={view.workspace} runId={view.runId} row={row} />
        <Stack gap={4} component="section">
          <Title order={3} size="h5">
            {findingsWords.whyTitle}
          </Title>
          <Text size="sm">{findingsWords.why}</Text>
          <GuideLink
            chapter={row.state}
            words={findingsWords.stateInGuide(stateEntry(row.state).title)}
          />
        </Stack>
      </div>
    </article>
  );
}
