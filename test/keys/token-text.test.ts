import { expect, test } from 'vitest';
import { openKeyStore } from '../../src/keys/open-key-store.ts';
import { CANARY, keychainHost, keyFolder, plainStore, sentenceOfFailure } from './key-folder.ts';

test.each([
  ['', 'empty'],
  [' \n\t', 'empty'],
  [`${CANARY} ${CANARY}`, 'a space or a line break'],
  [`${CANARY}\n${CANARY}`, 'a space or a line break'],
  [`${CANARY}\u00a0x`, 'a space or a line break'],
  [`${CANARY}\u0000`, 'a character that no token can have'],
  [`${CANARY}\u200b`, 'a character that no token can have'],
  [`${CANARY}\u201d`, 'a character that no token can have'],
  [CANARY.repeat(210), '8,192 characters'],
])('a text that is no token is refused, and not repeated (%#)', async (text, words) => {
  const store = plainStore(keyFolder());
  await store.choose('memory');
  expect(await sentenceOfFailure(store.put('Main', 'crm', text), 'usage')).toContain(words);
  expect(await store.token('Main', 'crm')).toBeNull();
});

test.each([
  ['x'.repeat(8192), '••••xxxx'],
  ['twelve-chars', '••••hars'],
  ['eleven-char', '••••'],
])('a token is masked by its length (%#)', async (text, masked) => {
  const store = plainStore(keyFolder());
  await store.choose('memory');
  await store.put('Main', 'crm', `\ufeff${text}\r\n`);
  expect(await store.token('Main', 'crm')).toBe(text);
  expect((await store.masked('Main', 'crm')).text).toBe(masked);
});

test.each(['__proto__', 'constructor', '', 'Ünïcode 🎉', 'a","crm'])(
  'any name of a workspace keeps its own token (%j)',
  async (workspace) => {
    const options = { dataFolder: keyFolder(), keychain: keychainHost(), keyring: false };
    const store = openKeyStore(options);
    expect(await store.token(workspace, 'crm')).toBeNull();
    await store.put(workspace, 'crm', CANARY);
    expect(await store.token(workspace, 'crm')).toBe(CANARY);
    expect(await store.token(`${workspace}x`, 'crm')).toBeNull();
  },
);
