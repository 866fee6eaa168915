import { SecretInput } from '../../shell/secret-input.tsx';
import { alertWords } from '../../words/alerts.ts';

interface SecretFieldProps {
  readonly label: string;
  readonly hint: string | null;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

/** The secret of a destination of alerts. */
export function SecretField({ label, hint, value, error, onChange }: SecretFieldProps) {
  return (
    <SecretInput
      label={label}
      description={hint}
      value={value}
      error={error}
      maxLength={3000}
      showWords={`${alertWords.dialog.show}: ${label}`}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
