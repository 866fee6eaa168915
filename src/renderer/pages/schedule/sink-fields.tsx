import { TextInput } from '@mantine/core';
import { alertWords } from '../../words/alerts.ts';
import { MailFields } from './mail-fields.tsx';
import type { SinkFieldsProps } from './sink-field-props.ts';
import { WebhookFields } from './webhook-fields.tsx';

const words = alertWords.dialog;

/** The fields of the kind that is chosen. */
export function SinkFields(props: SinkFieldsProps) {
  const { draft, errors, change } = props;
  switch (draft.kind) {
    case 'smtp':
      return <MailFields {...props} />;
    case 'slack':
    case 'webhook':
      return <WebhookFields {...props} />;
    case 'file':
      return (
        <TextInput
          label={words.path}
          description={words.pathHint}
          value={draft.path}
          error={errors.path}
          autoComplete="off"
          spellCheck={false}
          maxLength={4096}
          onChange={(event) => change({ path: event.currentTarget.value })}
        />
      );
    case 'desktop':
      return null;
  }
}
