import type { KeyBackend, KeyStoreStatus, MaskedToken } from '../core/model/kept-token.ts';
import type { SecretFor } from '../core/model/kept-token.ts';

export type {
  KeyBackend,
  KeyBackendChoice,
  KeyStoreStatus,
  MaskedToken,
} from '../core/model/kept-token.ts';

/**
 * What the window's host gives: the system's own encryption, which Electron has in its main process only. The key
 * store makes the key and keeps what `wrap` answers. Both may reject.
 */
export interface KeychainHost {
  /** "macOS Keychain", "Windows DPAPI", "GNOME Keyring (libsecret)" */
  readonly name: string;
  /** One sentence why it can't be used, such as for the backend `basic_text`; null when it can. */
  readonly refusal: string | null;
  wrap(key: Uint8Array): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}

/**
 * Where API tokens are kept. No sentence, status or file of it ever holds a token. Methods throw `usage` when a person
 * must do something else first, and `storage` when a file or the system's key can't be read or written.
 */
export interface KeyStore {
  /** Where tokens are kept now, and where they could be. Asks the system, so it can take up to three seconds. */
  status(): Promise<KeyStoreStatus>;
  /**
   * Keeps tokens with another backend from now on, under a new key. Tokens that are kept move along, so they must be
   * readable; on failure all stays as it was. `memory` deletes the file.
   */
  choose(backend: KeyBackend, passphrase?: string): Promise<KeyStoreStatus>;
  unlock(passphrase: string): Promise<KeyStoreStatus>;
  /**
   * Forgets the key. Tokens under a passphrase can't be read until `unlock`; a system's key is asked for again when
   * needed; tokens in memory stay, because there is no other copy.
   */
  lock(): void;
  /** Keeps a token, without white space at its ends. Chooses the best backend if none has been chosen. */
  put(workspace: string, product: SecretFor, token: string): Promise<void>;
  /** Works while locked too: who forgot the passphrase can remove the tokens and choose again. */
  remove(workspace: string, product?: SecretFor): Promise<void>;
  /** For the engine alone. Null when none is kept. @throws Failure usage with a sentence when locked */
  token(workspace: string, product: SecretFor): Promise<string | null>;
  /** What the page may see. @throws Failure storage for a token that is damaged or was put in another one's place */
  masked(workspace: string, product: SecretFor): Promise<MaskedToken>;
}
