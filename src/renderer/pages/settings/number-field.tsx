import { TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { isNumber, numberOf, numberText } from './typed-number.ts';

interface NumberFieldProps {
  readonly label: string;
  readonly description: ReactNode;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error: string | undefined;
  /** How much an arrow key adds or takes. */
  readonly step?: number;
  readonly maxWidth?: number;
}

/** A number as text: whatever is typed stays, and what is wrong with it stands below. Nothing lies under zero. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, step = 1, maxWidth, ...rest } = props;
  const press = (event: KeyboardEvent): void => {
    const sign = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (sign === undefined || (value.trim() !== '' && !isNumber(value))) return;
    event.preventDefault();
    const next = Math.max(0, (numberOf(value) || 0) + sign * step);
    onChange(numberText(next));
  };
  return (
    <TextInput
      {...rest}
      value={value}
      inputMode="decimal"
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={press}
      {...(maxWidth === undefined ? {} : { styles: { wrapper: { maxWidth } } })}
    />
  );
}
