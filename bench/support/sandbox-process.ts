import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { ConnectOptions } from '../../src/core/auditor.ts';
import { startSandbox } from '../../src/sandbox/index.ts';

/** A large sandbox in a process of its own, so that only what asks it is measured. */
export async function sandboxProcess(
  gifts: number,
): Promise<{ readonly access: Pick<ConnectOptions, 'raise' | 'crm'>; end(): void }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'sandbox-process.ts'), String(gifts)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString())),
  );
  return {
    access: JSON.parse(line) as Pick<ConnectOptions, 'raise' | 'crm'>,
    end: () => void child.kill(),
  };
}

if (process.argv[1] === import.meta.filename) {
  const gifts = Number(process.argv[2]);
  const sandbox = await startSandbox({
    donors: Math.round(gifts / 10),
    gifts,
    seed: 1,
    quirks: { crmRateLimit: 10_000_000 },
  });
  const access = (url: string, token: string) => ({ url, token, requestsPerSecond: 1000 });
  const raise = access(sandbox.raiseUrl, sandbox.raiseToken);
  const crm = access(sandbox.crmUrl, sandbox.crmToken);
  process.stdout.write(`${JSON.stringify({ raise, crm })}\n`);
}
