/** One flag of a command; help and parsing both come from it. */
export interface Option {
  readonly name: string;
  /** What stands for its value in help, "FILE"; none for a switch. */
  readonly value?: string;
  readonly isRepeatable?: boolean;
  readonly help: string;
}

/** A flag with a value, or, without a value's name, a switch. */
export function option(name: string, help: string, value?: string): Option {
  return value === undefined ? { name, help } : { name, help, value };
}

export function repeatable(name: string, help: string, value: string): Option {
  return { name, help, value, isRepeatable: true };
}
