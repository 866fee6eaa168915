import { Button, Checkbox, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { RECORD_TYPES } from '../../../core/model/record-type.ts';
import { LEAST_HOURLY_LAG_HOURS } from '../../../core/model/schedule.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { useChange } from '../../engine/use-change.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { auditWords } from '../../words/audit.ts';
import { scheduleWords } from '../../words/schedule.ts';
import {
  draftOf,
  isChanged,
  scheduleErrors,
  scheduleOf,
  type NewSchedule,
  type ScheduleDraft,
} from './schedule-draft.ts';
import type { ScheduleProps } from './schedule-props.ts';

const words = scheduleWords.form;
const KINDS = ['off', 'daily', 'hourly'] as const;

/** Sets the schedule. What is chosen stays as it is until it is saved, a refused one too. */
export function ScheduleForm({ workspace, facts, show }: ScheduleProps) {
  const engine = useEngine();
  const [typed, setTyped] = useState<ScheduleDraft | null>(null);
  const [isTried, setIsTried] = useState(false);
  const draft = typed ?? draftOf(facts.schedule);
  const errors = scheduleErrors(draft);
  const save = useChange(
    (schedule: NewSchedule) => engine.schedule.set({ workspace, schedule }),
    show,
    () => {
      setTyped(null);
      setIsTried(false);
    },
  );
  const change = (part: Partial<ScheduleDraft>): void => setTyped({ ...draft, ...part });
  return (
    <form
      noValidate
      aria-label={words.label}
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (errors.at === null && errors.records === null && !save.isBusy)
          save.run(scheduleOf(draft));
      }}
    >
      <Stack gap="sm" align="flex-start">
        <SegmentedControl
          aria-label={words.when}
          data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        {draft.kind === 'daily' && (
          <TextInput
            type="time"
            label={words.at}
            description={words.atHint(facts.timeZone)}
            inputWrapperOrder={['label', 'description', 'input', 'error']}
            value={draft.at}
            error={isTried ? errors.at : null}
            onChange={(event) => change({ at: event.currentTarget.value })}
          />
        )}
        {draft.kind === 'hourly' && <HourlyNote lagHours={facts.lagHours} />}
        {draft.kind !== 'off' && (
          <Checkbox.Group
            label={words.records}
            error={errors.records}
            value={[...draft.records]}
            onChange={(records) => change({ records })}
          >
            <Group gap="lg" mt={6} mb={4}>
              {RECORD_TYPES.map((type) => (
                <Checkbox key={type} value={type} label={auditWords.scope.record(type)} />
              ))}
            </Group>
          </Checkbox.Group>
        )}
        <Group gap="sm">
          <Button type="submit" disabled={!isChanged(draft, facts.schedule)} loading={save.isBusy}>
            {scheduleWords.save}
          </Button>
          <Text size="sm" role="status">
            {save.isDone && typed === null ? scheduleWords.saved : ''}
          </Text>
        </Group>
        {draft.kind !== 'off' && (
          <Text size="xs" c="dimmed">
            {words.since}
          </Text>
        )}
        {save.failure !== null && <FailureNote failure={save.failure} />}
      </Stack>
    </form>
  );
}

/** Why hourly runs are refused, before they are asked for. */
function HourlyNote({ lagHours }: { readonly lagHours: number }) {
  const isRefused = lagHours < LEAST_HOURLY_LAG_HOURS;
  return (
    <Text size="sm" maw={640} {...(isRefused ? { c: 'var(--mantine-color-error)' } : {})}>
      {isRefused
        ? words.hourlyRefused(LEAST_HOURLY_LAG_HOURS, lagHours)
        : words.hourlyHint(LEAST_HOURLY_LAG_HOURS)}
    </Text>
  );
}
