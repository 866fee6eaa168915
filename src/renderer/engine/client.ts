import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../contract/contract.ts';
import { connectThroughPort } from './window-port.ts';
import { connectThroughSocket } from './tab-socket.ts';

/** Everything the page can ask. */
export type Engine = ContractRouterClient<Contract>;

export interface ConnectedEngine {
  readonly engine: Engine;
  readonly lost: Promise<void>;
}

/** Reaches the engine by whichever transport this host has. @throws NoSession, or what the transport throws */
export async function connectEngine(): Promise<ConnectedEngine> {
  const host = window.tieoutHost;
  const { link, lost } = await (host === undefined
    ? connectThroughSocket()
    : connectThroughPort(host));
  return { engine: createORPCClient(link), lost };
}
