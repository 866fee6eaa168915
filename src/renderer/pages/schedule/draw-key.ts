const BYTES = 32;

/** A key that nobody can guess, in letters that every receiver's settings take. */
export function drawKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
