import { randomBytes } from 'node:crypto';
import type { Product } from '../core/model/record-type.ts';
import type { KeyStore, MaskedToken } from './key-store.ts';

const BYTES = 32;

/**
 * The secrets of webhooks lie beside the tokens, under a name that no workspace can have ("#" is no character of theirs), so
 * that the file's form stays as it is.
 */
function placeOf(workspace: string): string {
  return `${workspace}#webhooks`;
}

/** What a page may see of a secret, and whether it is locked. */
export function maskedHookSecret(
  keys: KeyStore,
  workspace: string,
  product: Product,
): Promise<MaskedToken> {
  return keys.masked(placeOf(workspace), product);
}

/** For the engine and the command line alone. @throws Failure usage when locked */
export function hookSecret(
  keys: KeyStore,
  workspace: string,
  product: Product,
): Promise<string | null> {
  return keys.token(placeOf(workspace), product);
}

/** Keeps a secret, or a new random one for null, in the place of the one before. @throws Failure usage when locked, storage */
export async function keepHookSecret(
  keys: KeyStore,
  workspace: string,
  product: Product,
  secret: string | null,
): Promise<void> {
  const kept = secret ?? randomBytes(BYTES).toString('base64url');
  await keys.put(placeOf(workspace), product, kept);
}

export function forgetHookSecret(
  keys: KeyStore,
  workspace: string,
  product: Product,
): Promise<void> {
  return keys.remove(placeOf(workspace), product);
}

export function removeHookSecrets(keys: KeyStore, workspace: string): Promise<void> {
  return keys.remove(placeOf(workspace));
}
