import { join } from 'node:path';
import { serve } from '../../web/serve.ts';
import { startEngineThread } from '../../web/engine-thread.ts';
import { DATA_DIR_OPTION, HELP_OPTION } from '../arguments/audit-options.ts';
import { dataFolderOf, prepareDataFolder } from '../arguments/data-folder.ts';
import { numberOf } from '../arguments/numbers.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option } from '../option.ts';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'the application in a tab of your browser, on this machine only, until Ctrl-C',
  options: [
    HELP_OPTION,
    DATA_DIR_OPTION,
    option('port', 'on which port of 127.0.0.1 (default: any free one)', 'N'),
    option(
      'metrics-port',
      'answer /metrics for Prometheus there, to this machine alone (default: off)',
      'N',
    ),
    option('no-open', 'print the link, open nothing'),
    option('page-folder', 'another build of the page than out/renderer', 'DIR'),
  ],
  run: open,
};

async function open({ args, env, terminal, signal, version }: CommandContext): Promise<number> {
  const dataFolder = dataFolderOf(args, env);
  const port = numberOf(args, 'port', { least: 1, most: 65_535 });
  prepareDataFolder(dataFolder);
  const metricsPort = numberOf(args, 'metrics-port', { least: 1, most: 65_535 });
  const engine = await startEngineThread({ dataFolder, version, metricsPort });
  await serve({
    pageFolder: args.one('page-folder') ?? join(import.meta.dirname, '../../../out/renderer'),
    engine,
    signal,
    shouldOpen: !args.has('no-open'),
    print: (line) => void terminal.out(`${line}\n`),
    ...(port === undefined ? {} : { port }),
  });
  return EXIT.ok;
}
