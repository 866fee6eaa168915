import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { numberOf } from '../arguments/numbers.ts';
import type { Arguments } from '../arguments/parse.ts';
import { usage } from '../arguments/usage.ts';
import { callerPath } from '../caller-folder.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option } from '../option.ts';
import {
  BadFaultSpec,
  inSmallProcess,
  startSandbox,
  type RunningSandbox,
  type SandboxOptions,
} from '../../sandbox/index.ts';

export const sandboxCommand: Command = {
  name: 'sandbox',
  summary:
    'plays Raise and CRM+ on this machine until Ctrl-C; prints their addresses and tokens as one JSON line',
  options: [
    option('donors', 'how many donors (default 500)', 'N'),
    option('gifts', 'how many gifts (default 3000)', 'N'),
    option('seed', 'the same seed makes the same records (default 1)', 'N'),
    option(
      'faults',
      'failures on request, comma-separated: product:resource[/call]:fault[(parameter)][@nth][xtimes] or rate:0.05; for example crm:gift/list:500@3x2,raise:donor/one:404,*:*:429(120)x*. Calls are list, count, find, one, identity; an unknown fault lists those there are',
      'SPEC',
    ),
    option('plant', 'all (default) or none of the discrepancies', 'WHICH'),
    option(
      'planted',
      'writes the list of findings that were planted into this file, as JSON',
      'FILE',
    ),
    option('quota', 'how many calls an hour CRM+ grants (default 5000)', 'N'),
    option(
      'tell-every-ms',
      'tells whoever subscribed to webhooks of a gift, again and again, so often',
      'N',
    ),
    option('port-raise', 'port of Raise (default: any free one)', 'N'),
    option('port-crm', 'port of CRM+ (default: any free one)', 'N'),
  ],
  run: sandbox,
};

async function sandbox({ args, terminal, env, signal }: CommandContext): Promise<number> {
  const running = await start(readOptions(args));
  const list = args.one('planted');
  if (list !== undefined) await writePlanted(callerPath(list, env), running);
  const { raiseUrl, crmUrl, raiseToken, crmToken } = running;
  await terminal.out(`${JSON.stringify({ raiseUrl, crmUrl, raiseToken, crmToken })}\n`);
  const pauseMs = numberOf(args, 'tell-every-ms', { least: 1, most: 3_600_000 });
  if (pauseMs !== undefined) void tellOnAndOn(running, pauseMs, signal);
  if (!signal.aborted) await once(signal, 'abort');
  await running.close();
  return EXIT.ok;
}

/** @throws Failure usage if the file can't be written; nothing is left running then */
async function writePlanted(path: string, running: RunningSandbox): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(running.planted, null, 1)}\n`);
  } catch {
    await running.close();
    throw usage(`--planted: ${path} can’t be written. Name a file in a folder that exists.`);
  }
}

/** Each round in another order; what is told while nobody has subscribed is told again in the next. */
async function tellOnAndOn(
  running: RunningSandbox,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  for (let seed = 1; !signal.aborted; seed += 1) {
    const { events } = await running.play({ seed, pauseMs, signal });
    if (events === 0) return;
  }
}

function readOptions(args: Arguments): SandboxOptions {
  const options: SandboxOptions = {};
  const set = (
    key: 'donors' | 'gifts' | 'seed' | 'portRaise' | 'portCrm',
    flag: string,
    most: number,
  ): void => {
    const value = numberOf(args, flag, { least: 0, most });
    if (value !== undefined) options[key] = value;
  };
  set('donors', 'donors', 5_000_000);
  set('gifts', 'gifts', 20_000_000);
  set('seed', 'seed', 2_147_483_647);
  set('portRaise', 'port-raise', 65_535);
  set('portCrm', 'port-crm', 65_535);
  const plant = args.one('plant');
  if (plant !== undefined && plant !== 'all' && plant !== 'none')
    throw usage('--plant is all or none.');
  if (plant !== undefined) options.plant = plant;
  const crmRateLimit = numberOf(args, 'quota', { least: 1, most: 100_000_000 });
  if (crmRateLimit !== undefined) options.quirks = { crmRateLimit };
  const faults = args.one('faults');
  if (faults !== undefined) options.faults = faults;
  return options;
}

/** A port that is taken and a fault that can't be read are the caller's to mend. */
async function start(options: SandboxOptions): Promise<RunningSandbox> {
  try {
    return await inSmallProcess(() => startSandbox(options));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === 'EADDRINUSE')
      throw usage('A port is in use: choose another --port-raise or --port-crm.');
    if (code === 'EACCES')
      throw usage(
        'This port may not be used: choose another --port-raise or --port-crm, above 1023.',
      );
    if (error instanceof BadFaultSpec) throw usage(`--faults: ${error.message}`);
    throw error;
  }
}
