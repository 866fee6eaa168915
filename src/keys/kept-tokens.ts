import { join } from 'node:path';
import { Failure } from '../core/model/failure.ts';
import type { SecretFor } from '../core/model/kept-token.ts';
import { discardGuard, readGuardedKey } from './guards.ts';
import type { GuardedKey, GuardPlaces } from './guards.ts';
import { isOf } from './memory-tokens.ts';
import { unwrapWithPassphrase } from './passphrase.ts';
import { readVault, replaceVault } from './vault-file.ts';
import { makeVault, openEntry, sealToken, withEntries } from './vault.ts';
import type { DataKey, OpenToken, Vault } from './vault.ts';

/**
 * The tokens in `keys.json`, which other processes may write too: each change is made to what the file holds at that
 * moment, so that nobody's entries are lost. All methods throw `usage` when locked, `storage` when something is broken.
 */
export class KeptTokens {
  readonly #path: string;
  readonly #places: GuardPlaces;
  #key: DataKey | null = null;

  constructor(places: GuardPlaces) {
    this.#path = join(places.dataFolder, 'keys.json');
    this.#places = places;
  }

  /** Null when nothing is kept. */
  read(): Vault | null {
    return readVault(this.#path).vault;
  }

  /** The key of a vault: the one in memory if it is still right, else the system is asked. */
  async openKey(vault: Vault): Promise<DataKey> {
    if (this.#key?.id === vault.keyId) return this.#key;
    const key = await readGuardedKey(vault.keyId, vault.guard, this.#places);
    this.#key = key;
    return key;
  }

  async unlock(passphrase: string): Promise<void> {
    const vault = this.read();
    if (vault?.guard.backend !== 'passphrase') {
      throw new Failure('usage', 'There is nothing to unlock: no passphrase has been chosen.');
    }
    const bytes = await unwrapWithPassphrase(vault.guard, vault.keyId, passphrase);
    this.#key = { id: vault.keyId, bytes };
  }

  forgetKey(): void {
    this.#key = null;
  }

  async find(workspace: string, product: SecretFor): Promise<string | null> {
    const vault = this.read();
    const entry = vault?.entries.find((one) => isOf(one, workspace, product));
    if (!vault || !entry) return null;
    return openEntry(await this.openKey(vault), entry).token;
  }

  /** Every token, in the open. */
  async list(): Promise<OpenToken[]> {
    const vault = this.read();
    return vault === null ? [] : this.#openAll(vault);
  }

  async put(token: OpenToken): Promise<void> {
    await this.#change(async (vault) => {
      if (vault === null) {
        throw new Failure('storage', 'Another Tieout has just removed all tokens: try again.');
      }
      const entry = sealToken(await this.openKey(vault), token);
      const others = vault.entries.filter((one) => !isOf(one, token.workspace, token.product));
      return withEntries(vault, [...others, entry]);
    });
  }

  async remove(workspace: string, product?: SecretFor): Promise<void> {
    await this.#change((vault) => {
      if (!vault?.entries.some((one) => isOf(one, workspace, product))) return vault;
      return withEntries(
        vault,
        vault.entries.filter((one) => !isOf(one, workspace, product)),
      );
    });
  }

  /** Seals everything anew under another key, with `added` in the place of what is kept for the same product. */
  async moveTo(fresh: GuardedKey, added: readonly OpenToken[]): Promise<void> {
    try {
      const old = await this.#change(async (vault) => {
        const kept = vault === null ? [] : await this.#openAll(vault);
        const others = kept.filter(
          (one) => !added.some((token) => isOf(one, token.workspace, token.product)),
        );
        return makeVault(fresh.key, fresh.guard, [...others, ...added]);
      });
      this.#key = fresh.key;
      if (old !== null) await discardGuard(old.guard);
    } catch (error) {
      // The write may have failed after the file was in place; then its key must stay.
      if (this.read()?.keyId !== fresh.key.id) await discardGuard(fresh.guard);
      throw error;
    }
  }

  /** Deletes the file and gives its tokens back. */
  async takeOut(): Promise<OpenToken[]> {
    let tokens: OpenToken[] = [];
    const old = await this.#change(async (vault) => {
      tokens = vault === null ? [] : await this.#openAll(vault);
      return null;
    });
    this.#key = null;
    if (old !== null) await discardGuard(old.guard);
    return tokens;
  }

  async #openAll(vault: Vault): Promise<OpenToken[]> {
    // Without entries no key is needed: the way out for who has lost it.
    if (vault.entries.length === 0) return [];
    const key = await this.openKey(vault);
    return vault.entries.map((entry) => openEntry(key, entry));
  }

  /** Answers what was replaced. The same value back means that nothing is to be written. */
  async #change(
    edit: (vault: Vault | null) => Promise<Vault | null> | Vault | null,
  ): Promise<Vault | null> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const read = readVault(this.#path);
      const next = await edit(read.vault);
      if (next === read.vault || replaceVault(this.#path, read, next)) return read.vault;
    }
    throw new Failure('storage', 'Another Tieout keeps changing the tokens: try again.');
  }
}

const ATTEMPTS = 50;
