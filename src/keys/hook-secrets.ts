import { randomBytes } from 'node:crypto';
import type { Product } from '../core/model/record-type.ts';
import type { KeyStore } from './key-store.ts';

const BYTES = 32;

/**
 * The secrets of webhooks lie beside the tokens, under a name that no workspace can have ("#" is no character of theirs), so
 * that the file's form stays as it is.
 */
function placeOf(workspace: string): string {
  return `${workspace}#webhooks`;
}

/** For the engine and the command line alone. @throws Failure usage when locked */
export function hookSecret(
  keys: KeyStore,
  workspace: string,
  product: Product,
): Promise<string | null> {
  return keys.token(placeOf(workspace), product);
}

/** A new random secret, kept in the place of the one before. @throws Failure usage when locked, storage */
export async function drawHookSecret(
  keys: KeyStore,
  workspace: string,
  product: Product,
): Promise<string> {
  const secret = randomBytes(BYTES).toString('base64url');
  await keys.put(placeOf(workspace), product, secret);
  return secret;
}

export function removeHookSecrets(keys: KeyStore, workspace: string): Promise<void> {
  return keys.remove(placeOf(workspace));
}
