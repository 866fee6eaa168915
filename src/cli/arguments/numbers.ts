import { usage } from './usage.ts';
import type { Arguments } from './parse.ts';

export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
}

/** A flag's number, or undefined if it isn't given. @throws Failure usage */
export function numberOf(args: Arguments, name: string, range: NumberRange): number | undefined {
  const text = args.one(name)?.trim();
  if (text === undefined) return undefined;
  const isWhole = range.isWhole ?? true;
  const value = (isWhole ? /^[-+]?\d+$/ : /^[-+]?(\d+\.?\d*|\.\d+)$/).test(text)
    ? Number(text)
    : Number.NaN;
  if (!(value >= range.least && value <= range.most)) {
    const kind = isWhole ? 'a whole number' : 'a number';
    throw usage(
      `--${name} must be ${kind} from ${range.least} to ${range.most.toLocaleString('en-US')}.`,
    );
  }
  return value;
}
