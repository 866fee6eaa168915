import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LiveSettingsPatch } from '../../../core/model/live-status.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { liveWords } from '../../words/live.ts';
import type { LiveChangeProps } from './live-props.ts';
import { wholeNumber } from './port-draft.ts';
import { useChange } from '../../engine/use-change.ts';

interface NumberSettingProps extends LiveChangeProps {
  readonly name: 'limitMinutes' | 'keepBodyDays';
  readonly label: string;
  /** What is said of a text that is no such number. */
  readonly wrong: string;
  readonly least: number;
  readonly most: number;
}

/** A whole number among the settings, kept when a person says so. */
export function NumberSetting(props: NumberSettingProps) {
  const { workspace, view, show, name, label, wrong, least, most } = props;
  const engine = useEngine();
  const kept = String(view.status.settings[name]);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? kept;
  const value = wholeNumber(text, least, most);
  const save = useChange(
    (patch: LiveSettingsPatch) => engine.live.changeSettings({ workspace, patch }),
    show,
    () => setTyped(null),
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== undefined && !save.isBusy) save.run({ [name]: value });
      }}
    >
      <Group gap="sm" align="flex-end">
        <TextInput
          label={label}
          error={value === undefined ? wrong : undefined}
          inputWrapperOrder={['label', 'error', 'input']}
          value={text}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          disabled={text.trim() === kept}
          loading={save.isBusy}
        >
          {liveWords.save}
        </Button>
      </Group>
      {save.failure !== null && <FailureNote failure={save.failure} />}
    </form>
  );
}
