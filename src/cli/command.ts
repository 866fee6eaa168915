import type { Arguments } from './arguments/parse.ts';
import type { Option } from './option.ts';
import type { Terminal } from './terminal.ts';

/** What a command is given. */
export interface CommandContext {
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  readonly version: string;
  /** The words as they were typed, the command's name first; they hold no token. */
  readonly words: readonly string[];
}

export interface Command {
  readonly name: string;
  /** Behind the name in its help: "donor|gift|recurring-gift ID". */
  readonly operands?: string;
  readonly summary: string;
  readonly options: readonly Option[];
  /** Paragraphs after the list of options. */
  readonly notes?: readonly string[];
  /** How many words may stand beside the flags. */
  readonly operandCount?: number;
  /** Gives the exit status. @throws Failure */
  run(context: CommandContext): Promise<number>;
}
