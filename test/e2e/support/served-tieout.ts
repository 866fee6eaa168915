import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtPage } from './page-build.ts';

const MAIN = join(import.meta.dirname, '../../../src/cli/main.ts');

/** `tieout serve` in a process of its own. */
export interface ServedTieout {
  readonly pid: number;
  /** Works once. */
  readonly link: string;
  readonly origin: string;
  readonly port: number;
  /** All that it has written to standard output and error. */
  output(): string;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
  /** As a crash does. */
  kill(): Promise<void>;
}

export interface ServeOptions {
  readonly dataFolder: string;
  readonly temporaryFolder?: string;
  readonly port?: number;
}

/** Starts the browser-tab host on the page of the present sources. @throws Error with its output if it ends at once */
export async function serveTieout(options: ServeOptions): Promise<ServedTieout> {
  const { dataFolder, temporaryFolder, port } = options;
  const args = ['serve', '--no-open', '--data-dir', dataFolder, '--page-folder', await builtPage()];
  if (port !== undefined) args.push('--port', String(port));
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      PATH: process.env['PATH'],
      NODE_OPTIONS: process.env['NODE_OPTIONS'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      HOME: '/nowhere',
      ...(temporaryFolder === undefined ? {} : { TMPDIR: temporaryFolder }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (text: string): void => void (output += text);
  child.stderr.setEncoding('utf8').on('data', collect);
  child.stdout.setEncoding('utf8').on('data', collect);
  const ended = once(child, 'close');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error(`tieout serve has ended: ${output}`))),
  ])) as [string];
  const link = line.split(' ').at(-1) ?? '';
  const { origin, port: served } = new URL(link);
  return {
    pid: child.pid ?? 0,
    link,
    origin,
    port: Number(served),
    output: () => output,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}
