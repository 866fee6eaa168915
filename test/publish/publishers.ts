import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { writePastCustomer } from '../support/many-customers.ts';

const CHILD = join(import.meta.dirname, 'publish-child.ts');

/** A publisher in a process of its own that waits for its word. */
export interface Publisher {
  readonly child: ChildProcess;
  /** @returns how it ended, and what it said */
  go(): Promise<{ readonly code: number | null; readonly said: string }>;
}

export async function standReady(
  url: string,
  dataFolder: string,
  names: readonly string[] = [],
): Promise<Publisher> {
  const child = spawn(process.execPath, [CHILD, dataFolder, ...names], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TIEOUT_PUBLISH_URL: url },
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  await once(child.stdout, 'data');
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  return {
    child,
    go: async () => {
      child.stdin.write('go\n');
      const [code] = await ended;
      return { code, said };
    },
  };
}

/** A data folder with customers whose audits have been made. */
export function pastCustomers(
  open: Readonly<Record<string, readonly number[]>>,
  whenOver: (clean: () => void) => void = onTestFinished,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-publish-'));
  whenOver(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, counts] of Object.entries(open))
    writePastCustomer(folder, { name, open: counts, currency: 'USD' });
  return folder;
}
