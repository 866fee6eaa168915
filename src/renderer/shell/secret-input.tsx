import { PasswordInput, type PasswordInputProps } from '@mantine/core';

interface SecretInputProps extends PasswordInputProps {
  /** What the button says that shows what was typed. */
  readonly showWords: string;
}

/** Something that is typed here once and never shown again; nothing is offered for saving or filled in. */
export function SecretInput({ showWords, ...props }: SecretInputProps) {
  return (
    <PasswordInput
      // "off" alone is overruled by password keepers.
      autoComplete="new-password"
      data-1p-ignore
      data-lpignore="true"
      spellCheck={false}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': showWords }}
      {...props}
    />
  );
}
