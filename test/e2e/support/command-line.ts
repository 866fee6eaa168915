import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ProductAccess } from './audit-steps.ts';

const MAIN = join(import.meta.dirname, '../../../src/cli/main.ts');

/** An audit of the command line, in a process of its own. */
export interface CliAudit {
  readonly pid: number;
  /** All that it has written so far. */
  output(): string;
  /** As a crash does. */
  kill(): Promise<void>;
}

export interface CliAuditOptions {
  readonly dataFolder: string;
  readonly workspace: string;
  readonly access: ProductAccess;
  readonly callsPerSecond: number;
}

/** Starts `tieout audit` on a workspace of a data folder, and waits until it says that it reads, or why it does not. */
export async function startCliAudit(options: CliAuditOptions): Promise<CliAudit> {
  const { dataFolder, workspace, access, callsPerSecond } = options;
  const child = spawn(
    process.execPath,
    [
      MAIN,
      'audit',
      `--data-dir=${dataFolder}`,
      `--workspace=${workspace}`,
      `--raise-url=${access.raiseUrl}`,
      `--crm-url=${access.crmUrl}`,
      `--raise-rps=${callsPerSecond}`,
      `--crm-rps=${callsPerSecond}`,
    ],
    {
      env: {
        PATH: process.env['PATH'],
        NODE_OPTIONS: process.env['NODE_OPTIONS'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        HOME: '/nowhere',
        TIEOUT_RAISE_TOKEN: access.raiseToken,
        TIEOUT_CRM_TOKEN: access.crmToken,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close');
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (/Reading|Waiting/.test(output)) resolve();
    });
    child.once('close', () => reject(new Error(`tieout audit has ended: ${output}`)));
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}
