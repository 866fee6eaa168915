import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { LONGEST_OWNER } from '../../../../core/model/triage-step.ts';
import { usePersonName } from '../../../shell/triage/person-name.ts';
import { useTriageHead } from '../../../shell/triage-watch.tsx';
import { triageWords } from '../../../words/triage.ts';
import { DecisionForm, type DecisionFormProps } from './decision-form.tsx';
import { canTakeAway, commonText } from './targets.ts';
import { wrongText } from './typed-text.ts';

const words = triageWords.ownerForm;

/** Who has the findings: somebody who had some before, or anybody else. */
export function OwnerForm({ target }: DecisionFormProps) {
  const former = commonText(target, 'owner');
  const { shown } = usePersonName();
  const owners = useTriageHead()?.owners ?? [];
  const [typed, setTyped] = useState(former.kind === 'same' ? (former.value ?? '') : '');
  const [isTried, setTried] = useState(false);
  const wrong = wrongText(typed, LONGEST_OWNER, words.empty);
  return (
    <DecisionForm
      target={target}
      submitLabel={words.submit}
      patch={wrong === null ? { owner: typed.trim() } : null}
      onTried={() => setTried(true)}
      takeAway={canTakeAway(former) ? { label: words.none, patch: { owner: null } } : null}
    >
      <Autocomplete
        data-autofocus
        label={words.label}
        description={words.hint}
        data={[...new Set([...owners, shown])]}
        value={typed}
        onChange={setTyped}
        error={isTried ? wrong : null}
        selectFirstOptionOnChange={false}
      />
    </DecisionForm>
  );
}
