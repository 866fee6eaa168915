import { Alert, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { RunElsewhere, StoredRunSummary } from '../../../contract/runs.ts';
import { paceSentence } from '../../../core/model/pace-words.ts';
import { IconAudit, IconOffline } from '../../shell/icons.tsx';
import { auditRunWords } from '../../words/audit-run.ts';
import { formatClockTime } from '../../words/format.ts';
import { paceWords } from '../../words/pace.ts';
import { BOTH_RUNNING, standingIn, useSaidStates } from './said-states.ts';
import { scopeWords } from './scope-words.ts';
import classes from './run.module.css';

const words = auditRunWords.elsewhere;

interface ElsewhereNoteProps {
  readonly run: StoredRunSummary;
  readonly elsewhere: RunElsewhere;
  readonly askedAtMs: number;
  /** Somebody tried to start one here: the focus goes to the reason why it can't be. */
  readonly isFresh: boolean;
}

/** An audit of another program on this computer: nothing can be started here until it has ended. */
export function ElsewhereNote({ run, elsewhere, askedAtMs, isFresh }: ElsewhereNoteProps) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFresh && document.activeElement === document.body) note.current?.focus();
  }, [isFresh]);
  const { program, pid, paces } = elsewhere;
  const said = useSaidStates(paces ?? BOTH_RUNNING, askedAtMs);
  const standing = standingIn(said);
  const title = words.title(program);
  const sentences = (['raise', 'crm'] as const)
    .filter((product) => said[product].kind !== 'running')
    .map((product) => paceSentence(product, said[product], formatClockTime));
  const isOffline = standing?.kind === 'offline';
  return (
    <div ref={note} tabIndex={-1} className={classes['panel']}>
      {/* No alert: its times change by themselves, and only another kind of state is news. */}
      <Alert
        role="group"
        aria-label={title}
        color={isOffline ? 'yellow' : 'blue'}
        icon={isOffline ? <IconOffline /> : <IconAudit />}
        title={title}
      >
        <VisuallyHidden role="status">
          {standing === null
            ? title
            : `${title}. ${paceWords.standing[standing.kind](standing.products)}.`}
        </VisuallyHidden>
        <Text size="sm" fw={600}>
          {sentences.length > 0 ? [...new Set(sentences)].join(' ') : words.running}
        </Text>
        <Text size="sm">{words.text(program, pid)}</Text>
        <Text size="sm" c="dimmed">
          {scopeWords(run.scope)}
        </Text>
      </Alert>
    </div>
  );
}
