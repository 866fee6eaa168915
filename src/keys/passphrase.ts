import { randomBytes, scrypt } from 'node:crypto';
import { Failure } from '../core/model/failure.ts';
import { KEY_BYTES, seal, unseal } from './sealed.ts';
import type { Sealed } from './sealed.ts';

/** A data key under a passphrase. The cost stands beside it, so that it can rise without making old files unreadable. */
export interface PassphraseGuard {
  readonly backend: 'passphrase';
  readonly scrypt: ScryptCost & { readonly salt: string };
  readonly wrapped: Sealed;
}

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MB and about half a second for every guess. */
const COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };
const SALT_BYTES = 16;
const SHORTEST = 12;

/** @throws Failure usage for a passphrase that is too short */
export async function wrapWithPassphrase(
  key: Uint8Array,
  keyId: string,
  passphrase: string | undefined,
): Promise<PassphraseGuard> {
  const normal = normalForm(passphrase ?? '');
  if (Array.from(normal).length < SHORTEST) {
    throw new Failure('usage', `A passphrase needs at least ${SHORTEST} characters.`);
  }
  const salt = randomBytes(SALT_BYTES);
  const wrapping = await deriveKey(normal, salt, COST);
  return {
    backend: 'passphrase',
    scrypt: { ...COST, salt: salt.toString('base64') },
    wrapped: seal(wrapping, key, labelOf(keyId)),
  };
}

/** @throws Failure usage for another passphrase; a changed guard can't be told from that */
export async function unwrapWithPassphrase(
  guard: PassphraseGuard,
  keyId: string,
  passphrase: string,
): Promise<Uint8Array> {
  const salt = Buffer.from(guard.scrypt.salt, 'base64');
  const wrapping = await deriveKey(normalForm(passphrase), salt, guard.scrypt);
  const key = unseal(wrapping, guard.wrapped, labelOf(keyId));
  if (key !== null) return key;
  throw new Failure(
    'usage',
    'This is not the passphrase that the tokens were kept with: try again, or remove the tokens and enter them anew.',
  );
}

function labelOf(keyId: string): readonly string[] {
  return ['data-key', keyId];
}

/** The same text typed on another keyboard or system may come in other code points. */
function normalForm(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

function deriveKey(passphrase: string, salt: Uint8Array, { N, r, p }: ScryptCost): Promise<Buffer> {
  // scrypt needs 128 × N × r bytes; Node refuses more than 32 MB unless it is told.
  const maxmem = 128 * N * r + 128 * r * p + 2 ** 20;
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, KEY_BYTES, { N, r, p, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
