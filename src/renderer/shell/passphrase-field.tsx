import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { shellWords } from '../words/shell.ts';

/** A secret being typed; what is shown can be looked at by choice. */
export function PassphraseField(props: PasswordInputProps) {
  return (
    <PasswordInput
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': shellWords.lock.show, tabIndex: 0 }}
      {...props}
    />
  );
}
