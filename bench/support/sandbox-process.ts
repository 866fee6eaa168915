import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ConnectOptions } from '../../src/core/auditor.ts';
import { inSmallProcess, startSandbox, type PlantedFinding } from '../../src/sandbox/index.ts';

const MB = 1_048_576;

export interface SandboxProcess {
  readonly access: Pick<ConnectOptions, 'raise' | 'crm'>;
  readonly planted: readonly PlantedFinding[];
  readonly startSeconds: number;
  /** What the process holds now and what it held at the most. */
  memory(): Promise<{ readonly nowMb: number; readonly peakMb: number }>;
  end(): void;
}

/** A large sandbox in a process of its own, so that only what asks it is measured. Its quota is never spent. */
export async function sandboxProcess(
  gifts: number,
  donors = Math.round(gifts / 10),
  seed = 1,
): Promise<SandboxProcess> {
  const startedMs = performance.now();
  const child = fork(
    join(import.meta.dirname, 'sandbox-process.ts'),
    [gifts, donors, seed].map(String),
  );
  const [{ access, planted }] = (await once(child, 'message')) as [
    Pick<SandboxProcess, 'access' | 'planted'>,
  ];
  return {
    access,
    planted,
    startSeconds: (performance.now() - startedMs) / 1000,
    memory: async () => {
      child.send('memory');
      const [told] = (await once(child, 'message')) as [{ nowMb: number; peakMb: number }];
      return told;
    },
    end: () => void child.kill(),
  };
}

if (process.argv[1] === import.meta.filename) {
  const [gifts, donors, seed] = process.argv.slice(2).map(Number);
  const sandbox = await inSmallProcess(() =>
    startSandbox({
      donors: donors ?? 0,
      gifts: gifts ?? 0,
      seed: seed ?? 1,
      quirks: { crmRateLimit: 10_000_000 },
    }),
  );
  const access = (url: string, token: string) => ({ url, token, requestsPerSecond: 1000 });
  const raise = access(sandbox.raiseUrl, sandbox.raiseToken);
  const crm = access(sandbox.crmUrl, sandbox.crmToken);
  process.on('message', () =>
    process.send?.({
      nowMb: process.memoryUsage.rss() / MB,
      peakMb: process.resourceUsage().maxRSS / 1024,
    }),
  );
  process.send?.({ access: { raise, crm }, planted: sandbox.planted });
}
