import { startSandbox, type RunningSandbox } from '../sandbox/index.ts';

/** The made-up nonprofit of the demo: small enough for seconds, with every kind of discrepancy planted. */
export async function startDemoSandbox(): Promise<RunningSandbox> {
  return startSandbox({ donors: 400, gifts: 2500 });
}
