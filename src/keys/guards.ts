import { createHash, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Failure } from '../core/model/failure.ts';
import type { KeyBackend, KeychainHost } from './key-store.ts';
import { askKeyring, KEYRING_NAME } from './os-keyring.ts';
import { wrapWithPassphrase } from './passphrase.ts';
import { KEY_BYTES, makeKey } from './sealed.ts';
import type { DataKey, Guard } from './vault.ts';

/** What this host can guard a key with. */
export interface GuardPlaces {
  readonly dataFolder: string;
  readonly keychain: KeychainHost | undefined;
  readonly hasKeyring: boolean;
}

export interface GuardedKey {
  readonly key: DataKey;
  readonly guard: Guard;
}

/** Best first: what needs no passphrase and still keeps the tokens. */
export const AUTOMATIC = ['os_keychain', 'os_keyring'] as const satisfies readonly KeyBackend[];

/** A key from the best backend that needs no person; null when there is none. */
export async function makeAutomaticKey(places: GuardPlaces): Promise<GuardedKey | null> {
  for (const backend of AUTOMATIC) {
    try {
      return await makeGuardedKey(backend, places);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
  return null;
}

/** A new random data key and its guard. @throws Failure usage or storage */
export async function makeGuardedKey(
  backend: Exclude<KeyBackend, 'memory'>,
  places: GuardPlaces,
  passphrase?: string,
): Promise<GuardedKey> {
  const key = { id: randomBytes(8).toString('hex'), bytes: makeKey() };
  switch (backend) {
    case 'os_keychain': {
      const host = keychainOf(places);
      const wrapped = await host.wrap(key.bytes).catch(() => {
        throw new Failure('storage', `${host.name} did not take the key of the tokens: try again.`);
      });
      const text = Buffer.from(wrapped).toString('base64');
      return { key, guard: { backend, name: host.name, wrapped: text } };
    }
    case 'os_keyring': {
      if (!places.hasKeyring) throw new Failure('usage', NOT_ASKED);
      // The key's id is part of the name: two processes that begin at once must not overwrite each other's key.
      const account = `data-key:${hashOf(places.dataFolder)}:${key.id}`;
      const secret = Buffer.from(key.bytes).toString('base64');
      await askKeyring({ action: 'write', account, secret });
      return { key, guard: { backend, account } };
    }
    case 'passphrase':
      return { key, guard: await wrapWithPassphrase(key.bytes, key.id, passphrase) };
  }
}

/**
 * The data key from a guard that needs no person.
 * @throws Failure storage when the system does not give it; usage when it takes a passphrase, or another host
 */
export async function readGuardedKey(
  id: string,
  guard: Guard,
  places: GuardPlaces,
): Promise<DataKey> {
  if (guard.backend === 'passphrase') {
    throw new Failure(
      'usage',
      'The tokens are locked: enter their passphrase first (on the command line: TIEOUT_PASSPHRASE).',
    );
  }
  const bytes =
    guard.backend === 'os_keychain'
      ? await unwrapWithHost(guard.wrapped, guard.name, places)
      : await readFromKeyring(guard.account, places);
  if (bytes?.length === KEY_BYTES) return { id, bytes };
  const name = guard.backend === 'os_keychain' ? guard.name : KEYRING_NAME;
  throw new Failure(
    'storage',
    `${name} does not give the key of the kept tokens: unlock it and try again; if that does not help, remove the tokens and enter them anew.`,
  );
}

/** Throws away a key that nothing is sealed with any more. What can't be removed is of no use to anybody. */
export async function discardGuard(guard: Guard): Promise<void> {
  if (guard.backend !== 'os_keyring') return;
  await askKeyring({ action: 'delete', account: guard.account }).catch(() => null);
}

/** One sentence why a backend can't be used here, or null. Asks the key ring. */
export async function refusalOf(backend: KeyBackend, places: GuardPlaces): Promise<string | null> {
  if (backend === 'os_keychain') {
    return places.keychain === undefined ? NOT_IN_WINDOW : places.keychain.refusal;
  }
  if (backend !== 'os_keyring') return null;
  if (!places.hasKeyring) return NOT_ASKED;
  try {
    await askKeyring({ action: 'read', account: 'probe' });
    return null;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

const NOT_IN_WINDOW = "Only Tieout's window can use the system's own encryption.";
const NOT_ASKED = `${KEYRING_NAME} is not asked from here.`;

function keychainOf({ keychain }: GuardPlaces): KeychainHost {
  if (keychain === undefined) throw new Failure('usage', NOT_IN_WINDOW);
  if (keychain.refusal !== null) throw new Failure('usage', keychain.refusal);
  return keychain;
}

function unwrapWithHost(
  wrapped: string,
  name: string,
  places: GuardPlaces,
): Promise<Uint8Array | null> {
  if (places.keychain === undefined) {
    throw new Failure(
      'usage',
      `The tokens were kept by Tieout's window with ${name}, which only the window can open: choose a passphrase in its settings to use them here.`,
    );
  }
  return keychainOf(places)
    .unwrap(Buffer.from(wrapped, 'base64'))
    .catch(() => null);
}

async function readFromKeyring(
  account: string,
  { hasKeyring }: GuardPlaces,
): Promise<Uint8Array | null> {
  if (!hasKeyring) {
    throw new Failure(
      'usage',
      `The tokens were kept with ${KEYRING_NAME}, which is not asked from here: choose a passphrase where they were kept.`,
    );
  }
  const secret = await askKeyring({ action: 'read', account });
  return secret === null ? null : Buffer.from(secret, 'base64');
}

function hashOf(dataFolder: string): string {
  return createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 16);
}
