import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Auditor } from '../core/auditor.ts';
import { startSandbox, type RunningSandbox } from '../sandbox/index.ts';

export const DEMO_NAME = 'Demo nonprofit';

/** The built-in sandbox, started when a demo workspace is first asked for. */
export class Demo {
  readonly #auditor: Auditor;
  readonly #path: string;
  #sandbox: Promise<RunningSandbox> | null = null;

  constructor(auditor: Auditor, dataFolder: string) {
    this.#auditor = auditor;
    this.#path = join(dataFolder, 'demo.json');
  }

  async access(): Promise<{
    readonly raise: { url: string; token: string };
    readonly crm: { url: string; token: string };
  }> {
    const { raiseUrl, raiseToken, crmUrl, crmToken } = await this.#start();
    return {
      raise: { url: raiseUrl, token: raiseToken },
      crm: { url: crmUrl, token: crmToken },
    };
  }

  async close(): Promise<void> {
    const running = this.#sandbox;
    this.#sandbox = null;
    await (await running)?.close();
  }

  #start(): Promise<RunningSandbox> {
    this.#sandbox ??= startSandbox({ donors: 400, gifts: 2500, nowUtc: this.#today() });
    return this.#sandbox;
  }

  /** The made-up nonprofit is of today; but an audit of it that was stopped goes on with the records that it began with. */
  #today(): string {
    const kept = this.#isUnfinished() ? readKept(this.#path) : null;
    if (kept !== null) return kept;
    const nowUtc = new Date().toISOString();
    mkdirSync(join(this.#path, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(this.#path, JSON.stringify({ nowUtc }), { mode: 0o600 });
    return nowUtc;
  }

  #isUnfinished(): boolean {
    const auditor = this.#auditor;
    return (
      auditor.workspaces().includes(DEMO_NAME) &&
      auditor.runs(DEMO_NAME).some(({ state }) => state !== 'finished')
    );
  }
}

const keptFile = z.object({ nowUtc: z.iso.datetime() });

function readKept(path: string): string | null {
  try {
    return keptFile.parse(JSON.parse(readFileSync(path, 'utf8'))).nowUtc;
  } catch {
    return null;
  }
}
