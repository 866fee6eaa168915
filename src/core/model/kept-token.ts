import type { Product } from './record-type.ts';

/** What a kept secret is for: a product's token, or what a sink of alerts needs, by the sink's id. */
export type SecretFor = Product | `alert:${string}`;

/** Who guards the key that the kept tokens are encrypted with; `memory` keeps nothing at all. */
export const KEY_BACKENDS = ['os_keychain', 'os_keyring', 'passphrase', 'memory'] as const;
export type KeyBackend = (typeof KEY_BACKENDS)[number];

export interface KeyBackendChoice {
  readonly backend: KeyBackend;
  /** As a person knows it: "macOS Keychain". */
  readonly name: string;
  /** One sentence why it can't be used here; null when it can. */
  readonly refusal: string | null;
}

/** Where tokens are kept, and where they could be. */
export interface KeyStoreStatus {
  /** Null when none has been chosen yet. */
  readonly backend: KeyBackend | null;
  /** The tokens are there, but can't be read now: a passphrase is asked for, or the system gives no key. */
  readonly isLocked: boolean;
  /** One sentence about the backend in use, for settings. */
  readonly words: string;
  readonly choices: readonly KeyBackendChoice[];
}

/** A token as the page may know it: never the token. */
export interface MaskedToken {
  readonly state: 'absent' | 'kept' | 'locked';
  /** "••••1234"; "••••" for a token of fewer than 12 characters; null unless it is kept and can be read. */
  readonly text: string | null;
}
