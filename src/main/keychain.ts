import { safeStorage } from 'electron';

export interface Keychain {
  readonly name: string;
  /** Why tokens can't be guarded by it here; null if they can. */
  readonly refusal: string | null;
}

/** The first question may make the system ask the person; the engine's start can't wait for ever. */
const ANSWER_MS = 20_000;

/** The system's own encryption, and whether it really is one. */
export async function keychain(): Promise<Keychain> {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null;
  const name = nameOf(process.platform, backend);
  // "basic_text" encrypts with a password that stands in Chromium's sources: whoever reads the file reads the tokens.
  if (backend === 'basic_text' || backend === 'unknown') {
    return {
      name,
      refusal:
        'This desktop has no key ring (GNOME Keyring or KWallet) that Tieout could use: choose a passphrase instead.',
    };
  }
  const isAvailable = await withinLimit(safeStorage.isAsyncEncryptionAvailable());
  const refusal = isAvailable
    ? null
    : `${name} does not answer: unlock it and start Tieout again, or choose a passphrase instead.`;
  return { name, refusal };
}

/** @param key base64; @returns base64. @throws Error when the system refuses */
export async function wrapKey(key: string): Promise<string> {
  await refuseUnsafe();
  return (await safeStorage.encryptStringAsync(key)).toString('base64');
}

/** @throws Error when the system refuses, or it was wrapped by another person or machine */
export async function unwrapKey(wrapped: string): Promise<string> {
  await refuseUnsafe();
  return (await safeStorage.decryptStringAsync(Buffer.from(wrapped, 'base64'))).result;
}

async function refuseUnsafe(): Promise<void> {
  const { refusal } = await keychain();
  if (refusal !== null) throw new Error(refusal);
}

/** What a person calls it. */
export function nameOf(platform: NodeJS.Platform, backend: string | null): string {
  if (platform === 'darwin') return 'macOS Keychain';
  if (platform === 'win32') return 'Windows data protection (DPAPI)';
  if (backend === 'gnome_libsecret') return 'GNOME Keyring';
  return backend?.startsWith('kwallet') === true ? 'KWallet' : 'The key ring of this desktop';
}

async function withinLimit(asked: Promise<boolean>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ANSWER_MS);
  try {
    return await Promise.race([asked, promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
