import type { ContractRouterClient } from '@orpc/contract';
import type { hostContract } from '../contract/host.ts';
import type { KeychainHost } from '../keys/key-store.ts';

/** A client of the window's main process. */
export type WindowServices = ContractRouterClient<typeof hostContract>;

/** The system's key chain, which only the main process can reach. */
export async function keychainOf(services: WindowServices): Promise<KeychainHost> {
  const { name, refusal } = await services.keychain();
  return {
    name,
    refusal,
    wrap: async (key) => fromBase64(await services.wrapKey({ key: toBase64(key) })),
    unwrap: async (wrapped) => fromBase64(await services.unwrapKey({ wrapped: toBase64(wrapped) })),
  };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
