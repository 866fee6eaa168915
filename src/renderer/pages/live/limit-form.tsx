import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEngine } from '../../engine/engine-context.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { liveWords } from '../../words/live.ts';
import type { LiveChangeProps } from './live-props.ts';
import { wholeNumber } from './port-draft.ts';
import { useChange } from './use-change.ts';

const words = liveWords.late;
const [LEAST, MOST] = [5, 10_080];

/** How long one product may have a gift alone. */
export function LimitForm({ workspace, view, show }: LiveChangeProps) {
  const engine = useEngine();
  const kept = String(view.status.settings.limitMinutes);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? kept;
  const minutes = wholeNumber(text, LEAST, MOST);
  const save = useChange(
    (limitMinutes: number) => engine.live.changeSettings({ workspace, patch: { limitMinutes } }),
    show,
    () => setTyped(null),
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (minutes !== undefined && !save.isBusy) save.run(minutes);
      }}
    >
      <Group gap="sm" align="flex-end">
        <TextInput
          label={words.limit}
          error={minutes === undefined ? words.limitWrong : undefined}
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
