import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { QuietHours } from '../../../core/model/alert.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { useChange } from '../../engine/use-change.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { alertWords } from '../../words/alerts.ts';
import { scheduleWords } from '../../words/schedule.ts';
import { Section } from '../audit/section.tsx';
import { draftOfQuiet, quietErrors, quietOf, type QuietDraft } from './quiet-draft.ts';
import type { AlertProps } from './schedule-props.ts';

const words = alertWords.quiet;

/** When nobody is to be disturbed. */
export function QuietSection({ workspace, facts, show }: AlertProps) {
  const engine = useEngine();
  const [typed, setTyped] = useState<QuietDraft | null>(null);
  const [isTried, setIsTried] = useState(false);
  const draft = typed ?? draftOfQuiet(facts.quietHours);
  const errors = quietErrors(draft);
  const isChanged = JSON.stringify(quietOf(draft)) !== JSON.stringify(facts.quietHours);
  const save = useChange(
    (quietHours: QuietHours | null) => engine.alerts.change({ workspace, quietHours }),
    show,
    () => {
      setTyped(null);
      setIsTried(false);
    },
  );
  const change = (part: Partial<QuietDraft>): void => setTyped({ ...draft, ...part });
  return (
    <Section title={words.title} text={words.text(facts.timeZone)}>
      <form
        noValidate
        aria-label={words.form}
        onSubmit={(event) => {
          event.preventDefault();
          setIsTried(true);
          if (errors.from === null && errors.to === null && !save.isBusy) save.run(quietOf(draft));
        }}
      >
        <Stack gap="sm" align="flex-start">
          <Switch
            label={words.label}
            checked={draft.isOn}
            onChange={(event) => change({ isOn: event.currentTarget.checked })}
          />
          {draft.isOn && (
            <Group gap="sm" align="flex-start">
              {(['from', 'to'] as const).map((end) => (
                <TextInput
                  key={end}
                  type="time"
                  label={words[end]}
                  value={draft[end]}
                  error={isTried ? errors[end] : null}
                  onChange={(event) => change({ [end]: event.currentTarget.value })}
                />
              ))}
            </Group>
          )}
          <Group gap="sm">
            <Button type="submit" variant="default" disabled={!isChanged} loading={save.isBusy}>
              {scheduleWords.save}
            </Button>
            <Text size="sm" role="status">
              {save.isDone && typed === null ? scheduleWords.saved : ''}
            </Text>
          </Group>
          {save.failure !== null && <FailureNote failure={save.failure} />}
        </Stack>
      </form>
    </Section>
  );
}
