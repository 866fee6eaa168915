import { parseArgs } from 'node:util';
import type { Option } from '../option.ts';
import { didYouMean, quoteTyped } from '../nearest.ts';
import { usage } from './usage.ts';

/** Flags and operands of one call; every flag is one that the command knows. */
export interface Arguments {
  readonly operands: readonly string[];
  has(name: string): boolean;
  /** The value of a flag that is given once at the most. */
  one(name: string): string | undefined;
  many(name: string): readonly string[];
}

export const WHERE_TOKENS_GO =
  'Tokens are never given as arguments, where other programs can see them: set TIEOUT_RAISE_TOKEN and TIEOUT_CRM_TOKEN in the environment, or name a file with --token-file.';

const LOOKS_SECRET = /token|secret|password|passwd|api-?key|bearer|auth/i;

/**
 * Reads the words behind a command's name.
 * @throws Failure usage: unknown flag, missing or unwanted value, a flag given twice, too many operands
 */
export function parseArguments(
  words: readonly string[],
  options: readonly Option[],
  operandCount: number,
): Arguments {
  const known = new Map(options.map((option) => [option.name, option]));
  const { tokens } = parseArgs({
    args: [...words],
    // Not strict: the checks below give better sentences than Node's, and never repeat a value.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      options.map(({ name, value }) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: true },
      ]),
    ),
  });
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = known.get(token.name);
    if (option === undefined) throw unknownFlag(token.rawName, token.name, [...known.keys()]);
    const given = values.get(option.name) ?? [];
    if (given.length > 0 && option.isRepeatable !== true)
      throw usage(`--${option.name} is given twice: give it once.`);
    values.set(option.name, [...given, valueOf(option, token.value)]);
  }
  if (operands.length > operandCount) {
    const extra = operands[operandCount] ?? '';
    throw usage(
      `${quoteTyped(extra)} is not expected here: flags begin with --, and "--help" lists them.`,
    );
  }
  return {
    operands,
    has: (name) => values.has(name),
    one: (name) => values.get(name)?.[0],
    many: (name) => values.get(name) ?? [],
  };
}

function valueOf(option: Option, value: string | undefined): string {
  if (option.value === undefined) {
    if (value !== undefined) throw usage(`--${option.name} takes no value.`);
    return '';
  }
  // An empty link prefix is a prefix.
  const mayBeEmpty = option.name === 'link-prefix';
  if (value === undefined || (value.trim() === '' && !mayBeEmpty) || value.startsWith('--')) {
    throw usage(`--${option.name} needs a value: --${option.name} ${option.value}.`);
  }
  return value;
}

function unknownFlag(rawName: string, name: string, known: readonly string[]): Error {
  if (LOOKS_SECRET.test(name)) return usage(WHERE_TOKENS_GO);
  const shown = quoteTyped(rawName) === 'This' ? 'This flag' : rawName;
  return usage(
    `${shown} is no flag of this command.${didYouMean(name, known, '--') || ' "--help" lists them.'}`,
  );
}
