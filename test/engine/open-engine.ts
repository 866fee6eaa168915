import { startSandbox, type RunningSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { makeCustomer } from './customer.ts';
import { reachDirectly, type Client, type ReachedDirectly } from './transports.ts';

type Finish = (fn: () => Promise<void>) => void;

/** Pages of fifty, so that a small world takes some hundred calls. */
export const SMALL_PAGES = { raisePageCap: 50, crmPageCap: 50 };

export interface OneCustomer {
  readonly reached: ReachedDirectly;
  readonly client: Client;
  readonly sandbox: RunningSandbox;
  readonly workspace: string;
}

/** An engine with one customer, connected to a sandbox of its own; all of it ends with the test. */
export async function openCustomer(
  onTestFinished: Finish,
  options: SandboxOptions,
  rps: number,
): Promise<OneCustomer> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  const reached = await reachDirectly();
  onTestFinished(() => reached.close());
  const workspace = 'Customer';
  const { client } = reached;
  await makeCustomer(client, workspace, sandbox, { raiseRps: rps, crmRps: rps });
  return { reached, client, sandbox, workspace };
}

export function callsOf(status: {
  readonly products: Readonly<Record<'raise' | 'crm', { readonly calls: number }>>;
}): number {
  return status.products.raise.calls + status.products.crm.calls;
}
