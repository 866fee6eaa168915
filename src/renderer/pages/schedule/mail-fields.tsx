import { Checkbox, Group, Textarea, TextInput } from '@mantine/core';
import { alertWords } from '../../words/alerts.ts';
import { SecretField } from './secret-field.tsx';
import { withTls } from './sink-draft.ts';
import { isElsewhere } from './sink-errors.ts';
import type { SinkFieldsProps } from './sink-field-props.ts';

const words = alertWords.dialog;

/** A mail server, who signs in there, and who writes to whom. */
export function MailFields({ draft, before, errors, change }: SinkFieldsProps) {
  const isKept = before?.hasSecret === true;
  const plain = { autoComplete: 'off', spellCheck: false } as const;
  return (
    <>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput
          {...plain}
          flex={1}
          label={words.host}
          value={draft.host}
          error={errors.host}
          maxLength={253}
          onChange={(event) => change({ host: event.currentTarget.value })}
        />
        <TextInput
          {...plain}
          w={110}
          label={words.port}
          value={draft.port}
          error={errors.port}
          inputMode="numeric"
          maxLength={9}
          onChange={(event) => change({ port: event.currentTarget.value })}
        />
      </Group>
      <Checkbox
        label={words.tls}
        description={words.tlsHint}
        checked={draft.isTls}
        onChange={(event) => change(withTls(draft, event.currentTarget.checked))}
      />
      <TextInput
        {...plain}
        label={words.user}
        description={words.userHint}
        value={draft.user}
        maxLength={200}
        onChange={(event) => change({ user: event.currentTarget.value })}
      />
      {draft.user.trim() !== '' && (
        <SecretField
          label={words.password}
          hint={isElsewhere(draft, before) ? words.again : isKept ? words.keep : null}
          value={draft.password}
          error={errors.password}
          onChange={(password) => change({ password })}
        />
      )}
      <TextInput
        {...plain}
        label={words.from}
        value={draft.from}
        error={errors.from}
        maxLength={200}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <Textarea
        {...plain}
        label={words.to}
        description={words.toHint}
        value={draft.to}
        error={errors.to}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4200}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
    </>
  );
}
