import type { Command } from './command.ts';
import { EXIT_STATUS_HELP } from './exit-status.ts';
import type { Option } from './option.ts';
import { tableLines, wrap } from './table.ts';

const WIDTH = 100;

export function generalHelp(commands: readonly Command[]): string {
  return [
    'Tieout audits whether what Raise recorded is what CRM+ holds. It only ever reads,',
    'but for webhook subscriptions that you confirm.',
    '',
    'Usage: tieout <command> [flags]     from a checkout: npm run -s tieout -- <command> [flags]',
    '',
    ...tableLines(
      [{ title: '' }, { title: '' }],
      commands.map(({ name, summary }) => [`  ${name}`, summary]),
    ),
    '',
    '  tieout <command> --help   flags of a command',
    '  tieout --version          the version',
    '  docs/user-guide           what a sentence means, what to do, step by step (also under Help in the window)',
    '',
    ...exitStatusLines(),
  ]
    .join('\n')
    .concat('\n');
}

export function commandHelp(command: Command): string {
  const operands = command.operands === undefined ? '' : ` ${command.operands}`;
  return [
    `tieout ${command.name}${operands} [flags]: ${command.summary}`,
    '',
    ...optionLines(command.options),
    ...(command.notes ?? []).flatMap((note) => ['', ...wrap(note, WIDTH)]),
    '',
    ...exitStatusLines(),
  ]
    .join('\n')
    .concat('\n');
}

function optionLines(options: readonly Option[]): string[] {
  const shown = options.map(
    ({ name, value }) => `  --${name}${value === undefined ? '' : ` ${value}`}`,
  );
  const width = Math.max(...shown.map((text) => text.length)) + 2;
  return options.flatMap(({ help }, index) => {
    const [first = '', ...rest] = wrap(help, WIDTH - width);
    return [
      `${(shown[index] ?? '').padEnd(width)}${first}`,
      ...rest.map((line) => ' '.repeat(width) + line),
    ];
  });
}

function exitStatusLines(): string[] {
  return ['Exit status:', ...EXIT_STATUS_HELP.flatMap((line) => wrap(line, WIDTH - 2, '  '))];
}
