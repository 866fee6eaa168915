import { isFailure } from '../core/model/failure.ts';
import type { SecretFor } from '../core/model/kept-token.ts';
import { makeAutomaticKey, makeGuardedKey } from './guards.ts';
import type { GuardPlaces } from './guards.ts';
import { KeptTokens } from './kept-tokens.ts';
import type {
  KeyBackend,
  KeychainHost,
  KeyStore,
  KeyStoreStatus,
  MaskedToken,
} from './key-store.ts';
import { isOf, MemoryTokens } from './memory-tokens.ts';
import { listChoices, wordsOf } from './status-words.ts';
import { maskToken, parseToken } from './token-text.ts';
import type { OpenToken } from './vault.ts';

export interface KeyStoreOptions {
  /** Tokens are in `keys.json` of this folder. */
  readonly dataFolder: string;
  /** The window's host gives it; others have none. */
  readonly keychain?: KeychainHost | undefined;
  /** Whether the system's key ring may be asked (default: yes). Not in Electron, which can't start Node. */
  readonly keyring?: boolean | undefined;
}

/** The key store of a data folder. Nothing is read or written until it is asked for something. */
export function openKeyStore(options: KeyStoreOptions): KeyStore {
  return new TwoPlaceKeyStore({
    dataFolder: options.dataFolder,
    keychain: options.keychain,
    hasKeyring: options.keyring ?? true,
  });
}

/** Tokens are in the file, or in memory once that was chosen (or nothing better was there): never in both. */
class TwoPlaceKeyStore implements KeyStore {
  readonly #places: GuardPlaces;
  readonly #kept: KeptTokens;
  #memory: MemoryTokens | null = null;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(places: GuardPlaces) {
    this.#places = places;
    this.#kept = new KeptTokens(places);
  }

  async status(): Promise<KeyStoreStatus> {
    const vault = this.#memory === null ? this.#kept.read() : null;
    const [choices, problem] = await Promise.all([
      listChoices(this.#places),
      vault === null ? null : problemOf(this.#kept.openKey(vault)),
    ]);
    const backend = this.#memory === null ? (vault?.guard.backend ?? null) : 'memory';
    const words = wordsOf(backend, choices, problem);
    return { backend, isLocked: problem !== null, words, choices };
  }

  async choose(backend: KeyBackend, passphrase?: string): Promise<KeyStoreStatus> {
    await this.#inTurn(async () => {
      if (backend === 'memory') {
        this.#memory ??= new MemoryTokens(await this.#kept.takeOut());
        return;
      }
      // What is kept must be readable before a key is made for it.
      await this.#kept.list();
      const fresh = await makeGuardedKey(backend, this.#places, passphrase);
      await this.#kept.moveTo(fresh, this.#memory?.list() ?? []);
      this.#memory = null;
    });
    return this.status();
  }

  async unlock(passphrase: string): Promise<KeyStoreStatus> {
    await this.#kept.unlock(passphrase);
    return this.status();
  }

  lock(): void {
    this.#kept.forgetKey();
  }

  async put(workspace: string, product: SecretFor, text: string): Promise<void> {
    const token = { workspace, product, token: parseToken(text) };
    await this.#inTurn(async () => {
      if (this.#memory !== null) this.#memory.put(token);
      else if (this.#kept.read() === null) await this.#putFirst(token);
      else await this.#kept.put(token);
    });
  }

  async remove(workspace: string, product?: SecretFor): Promise<void> {
    await this.#inTurn(() => (this.#memory ?? this.#kept).remove(workspace, product));
  }

  async token(workspace: string, product: SecretFor): Promise<string | null> {
    return (this.#memory ?? this.#kept).find(workspace, product);
  }

  async masked(workspace: string, product: SecretFor): Promise<MaskedToken> {
    const vault = this.#memory === null ? this.#kept.read() : null;
    const isKept = vault?.entries.some((one) => isOf(one, workspace, product)) ?? false;
    if (vault !== null && isKept && (await problemOf(this.#kept.openKey(vault))) !== null) {
      return { state: 'locked', text: null };
    }
    const token = await (this.#memory ?? this.#kept).find(workspace, product);
    return token === null
      ? { state: 'absent', text: null }
      : { state: 'kept', text: maskToken(token) };
  }

  async #putFirst(token: OpenToken): Promise<void> {
    const fresh = await makeAutomaticKey(this.#places);
    if (fresh === null) this.#memory = new MemoryTokens([token]);
    else await this.#kept.moveTo(fresh, [token]);
  }

  /** Changes of this process go one after the other, whether or not the one before failed. */
  #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(work);
    this.#lastTurn = turn.catch(() => null);
    return turn;
  }
}

/** The sentence of the failure, or null when all went well. */
async function problemOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (isFailure(error)) return error.message;
    throw error;
  }
}
