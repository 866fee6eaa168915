import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KeyStore } from '../../src/keys/key-store.ts';
import { openKeyStore } from '../../src/keys/open-key-store.ts';
import {
  CANARY,
  editKeysFile,
  expectNoTokenIn,
  keychainHost,
  keyFolder,
  PASSPHRASE,
  readKeysFile,
  sentenceOfFailure,
} from './key-folder.ts';

async function expectBoth(store: KeyStore): Promise<void> {
  expect(await store.token('Main', 'crm')).toBe(CANARY);
  expect(await store.token('Other', 'raise')).toBe('raise-token-of-other');
}

test('tokens move from backend to backend, under a new key each time', async () => {
  const dataFolder = keyFolder();
  const store = openKeyStore({ dataFolder, keychain: keychainHost(), keyring: false });
  await store.choose('memory');
  await store.put('Main', 'crm', CANARY);
  await store.put('Other', 'raise', 'raise-token-of-other');
  const keyIds = new Set<string>();
  for (const backend of ['os_keychain', 'passphrase', 'passphrase', 'os_keychain'] as const) {
    const passphrase = backend === 'passphrase' ? PASSPHRASE : undefined;
    expect(await store.choose(backend, passphrase)).toMatchObject({ backend, isLocked: false });
    await expectBoth(store);
    expectNoTokenIn(dataFolder);
    keyIds.add(readKeysFile(dataFolder).keyId);
  }
  expect(keyIds.size).toBe(4);
  expect(await store.choose('memory')).toMatchObject({ backend: 'memory' });
  await expectBoth(store);
  expect(existsSync(join(dataFolder, 'keys.json'))).toBe(false);
});

test('a move that fails leaves all as it was', async () => {
  const dataFolder = keyFolder();
  const keychain = keychainHost();
  const broken = { ...keychain, wrap: () => Promise.reject(new Error(`no, ${CANARY}`)) };
  const store = openKeyStore({ dataFolder, keychain: broken, keyring: false });
  await store.choose('passphrase', PASSPHRASE);
  await store.put('Main', 'crm', CANARY);
  const before = readKeysFile(dataFolder);
  await sentenceOfFailure(store.choose('os_keychain'), 'storage');
  await sentenceOfFailure(store.choose('os_keyring'), 'usage');
  await sentenceOfFailure(store.choose('passphrase', 'short'), 'usage');
  expect(readKeysFile(dataFolder)).toEqual(before);
  expect(await store.token('Main', 'crm')).toBe(CANARY);
});

test('one damaged token stops a move, which would lose it', async () => {
  const dataFolder = keyFolder();
  const store = openKeyStore({ dataFolder, keychain: keychainHost(), keyring: false });
  await store.put('Main', 'crm', CANARY);
  await store.put('Other', 'raise', 'raise-token-of-other');
  editKeysFile(dataFolder, ({ entries }) => {
    if (entries[0]) entries[0].data = Buffer.alloc(40).toString('base64');
  });
  const before = readKeysFile(dataFolder);
  expect(await sentenceOfFailure(store.choose('memory'), 'storage')).toContain('"Main"');
  await sentenceOfFailure(store.choose('passphrase', PASSPHRASE), 'storage');
  expect(readKeysFile(dataFolder)).toEqual(before);
  expect(await store.token('Other', 'raise')).toBe('raise-token-of-other');
});

test('tokens in memory join those that another process has kept meanwhile', async () => {
  const dataFolder = keyFolder();
  const keychain = keychainHost();
  const inMemory = openKeyStore({ dataFolder, keychain, keyring: false });
  await inMemory.choose('memory');
  await inMemory.put('Main', 'crm', CANARY);
  const keeping = openKeyStore({ dataFolder, keychain, keyring: false });
  await keeping.put('Other', 'raise', 'raise-token-of-other');
  await keeping.put('Main', 'crm', 'an older token'.replaceAll(' ', '-'));
  await inMemory.choose('os_keychain');
  await expectBoth(inMemory);
  await expectBoth(keeping);
});

test('two stores that write at once lose no entry, and the last one wins for the same', async () => {
  const dataFolder = keyFolder();
  const keychain = keychainHost();
  const stores = [1, 2, 3].map(() => openKeyStore({ dataFolder, keychain, keyring: false }));
  const numbers = Array.from({ length: 12 }, (_, index) => index);
  await Promise.all(
    stores.flatMap((store, index) =>
      numbers.map((n) => store.put(`w${n}`, index === 0 ? 'crm' : 'raise', `token-${n}-of-store`)),
    ),
  );
  const reader = openKeyStore({ dataFolder, keychain, keyring: false });
  for (const n of numbers) {
    expect(await reader.token(`w${n}`, 'crm')).toBe(`token-${n}-of-store`);
    expect(await reader.token(`w${n}`, 'raise')).toBe(`token-${n}-of-store`);
  }
});
