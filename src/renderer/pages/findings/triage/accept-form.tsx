import { Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { triageWords } from '../../../words/triage.ts';
import { useRunReport } from '../../audit/use-runs.ts';
import { todayIn } from '../../audit/period-days.ts';
import {
  acceptanceErrors,
  acceptancePatch,
  usualDays,
  type AcceptanceDraft,
} from './acceptance-draft.ts';
import { DecisionForm, type DecisionFormProps } from './decision-form.tsx';
import { submitOnCtrlEnter } from './submit-on-ctrl-enter.ts';
import { canTakeAway, commonAcceptance } from './targets.ts';
import { useTriageActions } from './use-triage.tsx';

const words = triageWords.acceptForm;

/** Until when findings are lived with, and why. */
export function AcceptForm({ target }: DecisionFormProps) {
  const former = commonAcceptance(target);
  const known = former.kind === 'same' ? former.value : null;
  const [draft, setDraft] = useState<AcceptanceDraft>({
    isForGood: known !== null && known.untilDay === null,
    untilDay: known?.untilDay ?? '',
    reason: known?.reason ?? '',
  });
  const [isTried, setTried] = useState(false);
  const [openedAtMs] = useState(() => Date.now());
  const zone = useCustomerZone();
  const today = zone === null ? null : todayIn(zone, openedAtMs);
  const errors = acceptanceErrors(draft, today);
  const change = (patch: Partial<AcceptanceDraft>): void => setDraft({ ...draft, ...patch });
  return (
    <DecisionForm
      target={target}
      submitLabel={words.submit}
      patch={acceptancePatch(draft, today)}
      onTried={() => setTried(true)}
      takeAway={canTakeAway(former) ? { label: words.none, patch: { accept: null } } : null}
    >
      <Text size="sm">{words.text}</Text>
      <Radio.Group
        label={words.how}
        value={draft.isForGood ? 'for_good' : 'until'}
        onChange={(value) => change({ isForGood: value === 'for_good' })}
      >
        <Group mt={6}>
          <Radio value="until" label={words.until} />
          <Radio value="for_good" label={words.forGood} />
        </Group>
      </Radio.Group>
      {!draft.isForGood && (
        <Stack gap="xs">
          <TextInput
            type="date"
            label={words.day}
            description={zone === null ? words.dayHintNoZone : words.dayHint(zone)}
            value={draft.untilDay}
            onChange={(event) => change({ untilDay: event.currentTarget.value })}
            error={isTried ? errors.untilDay : null}
          />
          {today !== null && (
            <Group gap="xs">
              {usualDays(today).map(({ label, day }) => (
                <Button
                  key={label}
                  size="compact-sm"
                  variant="default"
                  onClick={() => change({ untilDay: day })}
                >
                  {label}
                </Button>
              ))}
            </Group>
          )}
        </Stack>
      )}
      <Textarea
        data-autofocus
        label={words.reason}
        description={words.reasonHint}
        autosize
        minRows={2}
        maxRows={8}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        onKeyDown={submitOnCtrlEnter}
        error={isTried ? errors.reason : null}
      />
    </DecisionForm>
  );
}

/** The zone whose days the run's audit counts; null while it isn't known. */
function useCustomerZone(): string | null {
  const { workspace, runId } = useTriageActions();
  return useRunReport(workspace, runId).data?.run.parameters.timeZone ?? null;
}
