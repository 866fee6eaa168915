import { PasswordInput } from '@mantine/core';
import { alertWords } from '../../words/alerts.ts';

interface SecretFieldProps {
  readonly label: string;
  readonly hint: string | null;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

/** Something that is typed here once and never shown again; nothing is offered for saving or filled in. */
export function SecretField({ label, hint, value, error, onChange }: SecretFieldProps) {
  return (
    <PasswordInput
      label={label}
      description={hint}
      value={value}
      error={error}
      autoComplete="new-password"
      data-1p-ignore
      data-lpignore="true"
      spellCheck={false}
      maxLength={3000}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': `${alertWords.dialog.show}: ${label}` }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
