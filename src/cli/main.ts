import { parseArguments } from './arguments/parse.ts';
import { HELP_OPTION } from './arguments/audit-options.ts';
import { COMMANDS } from './commands.ts';
import { usage } from './arguments/usage.ts';
import { EXIT, statusOfError } from './exit-status.ts';
import { commandHelp, generalHelp } from './help.ts';
import { abortOnInterrupt } from './interrupt.ts';
import { didYouMean, quoteTyped } from './nearest.ts';
import { createTerminal } from './terminal.ts';
import { asFailureOfStore, reportError } from './report-error.ts';
import { readVersion } from './version.ts';

const terminal = createTerminal(process.stdout, process.stderr, process.env);

/** Runs the command that the words name; gives the exit status. */
async function run(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined) {
    terminal.note(generalHelp(COMMANDS).trimEnd());
    return EXIT.usage;
  }
  if (name === '--version' || name === '-v') {
    await terminal.out(`${readVersion()}\n`);
    return EXIT.ok;
  }
  const helpFor = name === 'help' ? rest[0] : undefined;
  if (name === '--help' || name === '-h' || (name === 'help' && helpFor === undefined)) {
    await terminal.out(generalHelp(COMMANDS));
    return EXIT.ok;
  }
  const command = COMMANDS.find((each) => each.name === (helpFor ?? name));
  if (command === undefined) throw unknownCommand(helpFor ?? name);
  if (helpFor !== undefined || rest.includes('--help') || rest.includes('-h')) {
    await terminal.out(commandHelp(command));
    return EXIT.ok;
  }
  return command.run({
    args: parseArguments(rest, [...command.options, HELP_OPTION], command.operandCount ?? 0),
    terminal,
    env: process.env,
    signal: abortOnInterrupt((line) => terminal.note(line)),
    version: readVersion(),
    words,
  });
}

function unknownCommand(name: string): Error {
  const known = COMMANDS.map((command) => command.name);
  if (name.startsWith('-'))
    return usage(
      'The command comes first: tieout <command> [flags]. "tieout --help" lists the commands.',
    );
  return usage(
    `${quoteTyped(name)} is no command.${didYouMean(name, known) || ' "tieout --help" lists them.'}`,
  );
}

// Somebody who stops reading ("| head") ends us quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.defect),
);
process.stderr.on('error', () => undefined);
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => process.exit(told(error)));
}

try {
  // exitCode, not exit(): what was written to a pipe must still get out.
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = told(error);
}

/** Tells what went wrong; gives the exit status. */
function told(thrown: unknown): number {
  const error = asFailureOfStore(thrown);
  reportError(error, terminal, process.env);
  return statusOfError(error);
}
