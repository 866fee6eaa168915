import { Button, Group, Progress, Text } from '@mantine/core';
import { TRIAGE_STATUSES } from '../../../../core/model/triage.ts';
import { UndoRedoButtons } from '../../../shell/triage/undo-redo-buttons.tsx';
import { STATUS_TITLES } from '../../../words/findings.ts';
import { triageWords } from '../../../words/triage.ts';
import { FORM_KEYS, STATUS_KEYS, type FormKind } from './patches.ts';
import { useTriageActions } from './use-triage.tsx';
import classes from './triage.module.css';

const FORMS: readonly FormKind[] = ['accept', 'owner', 'note'];

interface TriageBarProps {
  readonly workspace: string;
  /** Rows that are selected one by one. */
  readonly selected: number;
  /** Findings that the filter lets through. */
  readonly total: number;
}

/** Below the grid: what can be decided about the selected findings, or about all that are shown. */
export function TriageBar({ workspace, selected, total }: TriageBarProps) {
  const { isReady, isAll, chooseAll, pending } = useTriageActions();
  const count = isAll ? total : selected;
  return (
    <section className={classes['bar']} aria-label={triageWords.bar}>
      <div className={classes['choice']}>
        {pending !== null ? (
          <Deciding count={pending} />
        ) : !isReady ? (
          total > 0 && (
            <Text size="xs" c="dimmed">
              {triageWords.notYet}
            </Text>
          )
        ) : (
          <>
            {count > 0 && <Actions count={count} />}
            {!isAll && total > selected && (
              <Button size="compact-sm" variant="subtle" onClick={() => chooseAll(true)}>
                {triageWords.takeAll(total)}
              </Button>
            )}
            {isAll && (
              <Button size="compact-sm" variant="subtle" onClick={() => chooseAll(false)}>
                {triageWords.backToSelected}
              </Button>
            )}
          </>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        <UndoRedoButtons workspace={workspace} />
      </Group>
    </section>
  );
}

function Actions({ count }: { readonly count: number }) {
  const { mark, openForm, selection } = useTriageActions();
  return (
    <>
      <Text size="sm" fw={600} role="status">
        {triageWords.about(count)}
      </Text>
      {TRIAGE_STATUSES.map((status) => (
        <Button
          key={status}
          size="compact-sm"
          variant="default"
          aria-label={triageWords.mark(status)}
          title={keyed(triageWords.mark(status), STATUS_KEYS[status])}
          onClick={() => mark(status, selection())}
        >
          {STATUS_TITLES[status]}
        </Button>
      ))}
      {FORMS.map((kind) => (
        <Button
          key={kind}
          size="compact-sm"
          variant="default"
          title={keyed(triageWords[kind], FORM_KEYS[kind])}
          onClick={() => openForm(kind, selection())}
        >
          {triageWords[kind]}
        </Button>
      ))}
    </>
  );
}

/** What is done in a moment needs no sign. */
function Deciding({ count }: { readonly count: number }) {
  return (
    <div className={classes['deciding']}>
      <Text size="xs" role="status">
        {triageWords.deciding(count)}
      </Text>
      <Progress size={3} value={100} animated aria-label={triageWords.deciding(count)} />
    </div>
  );
}

function keyed(what: string, key: string): string {
  return triageWords.keyed(what.replace('…', ''), key.toUpperCase());
}
