import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/index.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

export interface CliResult {
  /** The signal's name if one ended it. */
  readonly status: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Called with each piece of standard error, to stop the program at a known place. */
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** Runs the real command line in a process of its own, without the tokens or folders of whoever runs the tests. */
export async function runCli(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: {
      PATH: process.env['PATH'],
      NODE_OPTIONS: process.env['NODE_OPTIONS'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      HOME: '/nowhere',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    options.onStderr?.(stderr, child);
  });
  const status = await new Promise<number | string | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done(code ?? signal));
  });
  return { status, stdout, stderr };
}

/** A folder that goes when the test is over. */
export function temporaryFolder(whenOver: (clean: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-cli-'));
  whenOver(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function tokensOf(
  sandbox: Pick<RunningSandbox, 'raiseToken' | 'crmToken'>,
): Record<string, string> {
  return { TIEOUT_RAISE_TOKEN: sandbox.raiseToken, TIEOUT_CRM_TOKEN: sandbox.crmToken };
}

/** The flags that reach a sandbox at full speed. */
export function reach(
  sandbox: Pick<RunningSandbox, 'raiseUrl' | 'crmUrl'>,
  dataFolder: string,
): string[] {
  return [
    '--raise-url',
    sandbox.raiseUrl,
    '--crm-url',
    `${sandbox.crmUrl}/api`,
    '--raise-rps=500',
    '--crm-rps=500',
    '--data-dir',
    dataFolder,
  ];
}
