import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KeyBackend } from '../../src/keys/key-store.ts';
import { openKeyStore } from '../../src/keys/open-key-store.ts';
import type { KeyStoreOptions } from '../../src/keys/open-key-store.ts';
import {
  CANARY,
  expectNoTokenIn,
  keychainHost,
  keyFolder,
  PASSPHRASE,
  plainStore,
  readKeysFile,
  sentenceOfFailure,
} from './key-folder.ts';

const KEEPING: { backend: KeyBackend; passphrase?: string; options: Partial<KeyStoreOptions> }[] = [
  { backend: 'os_keychain', options: { keychain: keychainHost() } },
  { backend: 'passphrase', passphrase: PASSPHRASE, options: {} },
];

describe.each(KEEPING)('$backend', ({ backend, passphrase, options }) => {
  test('keeps tokens for the next start, in a file of mode 0600 that holds no piece of them', async () => {
    const dataFolder = keyFolder();
    const store = openKeyStore({ dataFolder, keyring: false, ...options });
    await store.choose(backend, passphrase);
    await store.put('Main', 'raise', ` ${CANARY}\n`);
    await store.put('Main', 'crm', 'short-token');
    expectNoTokenIn(dataFolder);
    expectNoTokenIn(dataFolder, 'short-token');
    if (process.platform !== 'win32') {
      expect(statSync(join(dataFolder, 'keys.json')).mode & 0o777).toBe(0o600);
      expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
    }

    const next = openKeyStore({ dataFolder, keyring: false, ...options });
    if (passphrase !== undefined) await next.unlock(passphrase);
    expect(await next.status()).toMatchObject({ backend, isLocked: false });
    expect(await next.token('Main', 'raise')).toBe(CANARY);
    expect(await next.masked('Main', 'raise')).toEqual({ state: 'kept', text: '••••1234' });
    expect(await next.masked('Main', 'crm')).toEqual({ state: 'kept', text: '••••' });
    expect(await next.masked('Other', 'crm')).toEqual({ state: 'absent', text: null });
    expect(await next.token('Other', 'crm')).toBeNull();
  });

  test('seals the same token differently each time, and replaces it', async () => {
    const dataFolder = keyFolder();
    const store = openKeyStore({ dataFolder, keyring: false, ...options });
    await store.choose(backend, passphrase);
    await store.put('Main', 'crm', CANARY);
    const [first] = readKeysFile(dataFolder).entries;
    await store.put('Main', 'crm', CANARY);
    const entries = readKeysFile(dataFolder).entries;
    expect(entries).toHaveLength(1);
    expect(entries[0]?.iv).not.toBe(first?.iv);
    expect(entries[0]?.data).not.toBe(first?.data);
  });

  test('removes a workspace', async () => {
    const dataFolder = keyFolder();
    const store = openKeyStore({ dataFolder, keyring: false, ...options });
    await store.choose(backend, passphrase);
    await store.put('Main', 'crm', CANARY);
    await store.put('Main', 'raise', 'raise-token-of-main');
    await store.put('Other', 'crm', 'crm-token-of-other');
    await store.remove('Main', 'crm');
    expect(await store.token('Main', 'crm')).toBeNull();
    expect(await store.token('Main', 'raise')).toBe('raise-token-of-main');
    await store.remove('Main');
    expect(readKeysFile(dataFolder).entries.map((entry) => entry.workspace)).toEqual(['Other']);
  });
});

describe('memory', () => {
  test('writes nothing, and ends with the store', async () => {
    const dataFolder = keyFolder();
    const store = plainStore(dataFolder);
    expect((await store.choose('memory')).words).toContain('forgotten when Tieout ends');
    await store.put('Main', 'crm', CANARY);
    store.lock();
    expect(await store.token('Main', 'crm')).toBe(CANARY);
    expect(await store.masked('Main', 'crm')).toEqual({ state: 'kept', text: '••••1234' });
    expect(existsSync(dataFolder)).toBe(false);
    expect(await plainStore(dataFolder).token('Main', 'crm')).toBeNull();
    await store.remove('Main');
    expect(await store.masked('Main', 'crm')).toEqual({ state: 'absent', text: null });
  });
});

describe('without a choice', () => {
  test('the first token goes to the key chain when there is one', async () => {
    const dataFolder = keyFolder();
    const store = openKeyStore({ dataFolder, keychain: keychainHost(), keyring: false });
    const before = await store.status();
    expect(before).toMatchObject({ backend: null, isLocked: false });
    expect(before.words).toContain('Test Keychain');
    await store.put('Main', 'crm', CANARY);
    expect(await store.status()).toMatchObject({ backend: 'os_keychain' });
  });

  test('it stays in memory when the key chain is refused, and the words say so', async () => {
    const dataFolder = keyFolder();
    const refusal = 'The basic text backend protects nothing.';
    const store = openKeyStore({ dataFolder, keychain: keychainHost(refusal), keyring: false });
    await store.put('Main', 'crm', CANARY);
    const status = await store.status();
    expect(status.backend).toBe('memory');
    expect(status.words).toMatch(/forgotten.*passphrase/);
    expect(status.choices.map((choice) => choice.refusal !== null)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(status.choices[0]).toMatchObject({ name: 'Test Keychain', refusal });
    expect(existsSync(dataFolder)).toBe(false);
    expect(await sentenceOfFailure(store.choose('os_keychain'), 'usage')).toBe(refusal);
    expect(await store.token('Main', 'crm')).toBe(CANARY);
  });
});

test('a host without the key chain says where the tokens can be read', async () => {
  const dataFolder = keyFolder();
  const keychain = keychainHost();
  await openKeyStore({ dataFolder, keychain, keyring: false }).put('Main', 'crm', CANARY);
  const elsewhere = plainStore(dataFolder);
  expect(await sentenceOfFailure(elsewhere.token('Main', 'crm'), 'usage')).toContain('window');
  expect(await elsewhere.masked('Main', 'crm')).toEqual({ state: 'locked', text: null });
  expect(await elsewhere.status()).toMatchObject({ backend: 'os_keychain', isLocked: true });
  const otherSystem = openKeyStore({ dataFolder, keychain: keychainHost(), keyring: false });
  await sentenceOfFailure(otherSystem.token('Main', 'crm'), 'storage');
});
