import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { isFailure } from '../../src/core/model/failure.ts';
import type { FailureKind } from '../../src/core/model/failure.ts';
import type { KeychainHost } from '../../src/keys/key-store.ts';
import { openKeyStore } from '../../src/keys/open-key-store.ts';
import { CANARY, PASSPHRASE } from './canary.ts';

export { CANARY, PASSPHRASE };

/** A data folder that does not exist yet, gone when the test ends. */
export function keyFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'tieout-keys-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'data');
}

/** What Electron's main process gives, on a key that is random for each host. */
export function keychainHost(refusal: string | null = null): KeychainHost {
  const secret = randomBytes(32);
  return {
    name: 'Test Keychain',
    refusal,
    wrap: (key) => {
      const cipher = createCipheriv('aes-256-gcm', secret, Buffer.alloc(12));
      return Promise.resolve(
        Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]),
      );
    },
    unwrap: (wrapped) => {
      const decipher = createDecipheriv('aes-256-gcm', secret, Buffer.alloc(12));
      decipher.setAuthTag(wrapped.subarray(-16));
      const start = decipher.update(wrapped.subarray(0, -16));
      return Promise.resolve().then(() => Buffer.concat([start, decipher.final()]));
    },
  };
}

/** A store that neither has a key chain nor asks the key ring. */
export function plainStore(dataFolder: string) {
  return openKeyStore({ dataFolder, keyring: false });
}

/** The parts of keys.json that tests change. */
export interface VaultText {
  version: number;
  keyId: string;
  guard: Record<string, unknown>;
  entries: { workspace: string; product: string; iv: string; data: string }[];
}

export function readKeysFile(dataFolder: string): VaultText {
  return JSON.parse(readFileSync(join(dataFolder, 'keys.json'), 'utf8')) as VaultText;
}

export function editKeysFile(dataFolder: string, edit: (vault: VaultText) => void): void {
  const vault = readKeysFile(dataFolder);
  edit(vault);
  writeFileSync(join(dataFolder, 'keys.json'), JSON.stringify(vault));
}

/** Fails when any file of the folder holds 8 characters in a row of the token, as it is or as base64 or hex. */
export function expectNoTokenIn(folder: string, token = CANARY): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    expectNoPieceOf(token, readFileSync(join(folder, name), 'latin1'), name);
  }
}

export function expectNoPieceOf(token: string, text: string, where: string): void {
  const bytes = Buffer.from(token);
  const shifted = [0, 1, 2].map((start) => bytes.subarray(start).toString('base64'));
  for (const form of [token, bytes.toString('hex'), ...shifted]) {
    for (let start = 0; start + 8 <= form.length; start += 1) {
      expect(text.includes(form.slice(start, start + 8)), `${where} holds the token`).toBe(false);
    }
  }
}

/** The sentence of the failure that must come; it never holds the canary. */
export async function sentenceOfFailure(
  work: Promise<unknown>,
  kind: FailureKind,
): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!isFailure(error)) throw new Error('A failure was expected.', { cause: error });
  expect(error.kind).toBe(kind);
  expectNoPieceOf(CANARY, `${error.message} ${error.stack} ${String(error.cause)}`, 'the failure');
  return error.message;
}
