import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Bytes encrypted with AES-256-GCM, as base64. */
export interface Sealed {
  /** 96 random bits, never used twice. */
  readonly iv: string;
  /** The encrypted bytes and, at the end, their tag of 128 bits. */
  readonly data: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** A new random key of 256 bits. */
export function makeKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/** Encrypts under `key`. The label is bound to the result: it opens only with the same label. */
export function seal(key: Uint8Array, bytes: Uint8Array, label: readonly string[]): Sealed {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(bytesOf(label));
  const data = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  return { iv: iv.toString('base64'), data: data.toString('base64') };
}

/** What was sealed, or null: another key, another label, or changed bytes. */
export function unseal(
  key: Uint8Array,
  sealed: Sealed,
  label: readonly string[],
): Uint8Array | null {
  const iv = Buffer.from(sealed.iv, 'base64');
  const data = Buffer.from(sealed.data, 'base64');
  if (iv.length !== IV_BYTES || data.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(bytesOf(label));
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  const start = decipher.update(data.subarray(0, -TAG_BYTES));
  try {
    return Buffer.concat([start, decipher.final()]);
  } catch {
    return null;
  }
}

/** As JSON, so that no two labels share their bytes wherever one part ends and the next begins. */
function bytesOf(label: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(['tieout', ...label]), 'utf8');
}
