import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { LONGEST_NOTE } from '../../../../core/model/triage-step.ts';
import { triageWords } from '../../../words/triage.ts';
import { DecisionForm, type DecisionFormProps } from './decision-form.tsx';
import { submitOnCtrlEnter } from './submit-on-ctrl-enter.ts';
import { canTakeAway, commonText } from './targets.ts';
import { wrongText } from './typed-text.ts';

const words = triageWords.noteForm;
const HINTS = { same: words.hint, differs: words.differ, not_known: words.replaces } as const;

/** What is to be known about the findings. */
export function NoteForm({ target }: DecisionFormProps) {
  const former = commonText(target, 'note');
  const [typed, setTyped] = useState(former.kind === 'same' ? (former.value ?? '') : '');
  const [isTried, setTried] = useState(false);
  const wrong = wrongText(typed, LONGEST_NOTE, words.empty);
  return (
    <DecisionForm
      target={target}
      submitLabel={words.submit}
      patch={wrong === null ? { note: typed.trim() } : null}
      onTried={() => setTried(true)}
      takeAway={canTakeAway(former) ? { label: words.none, patch: { note: null } } : null}
    >
      <Textarea
        data-autofocus
        label={words.label}
        description={HINTS[former.kind]}
        autosize
        minRows={4}
        maxRows={14}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={submitOnCtrlEnter}
        error={isTried ? wrong : null}
      />
    </DecisionForm>
  );
}
