import { expect, test } from 'vitest';
import {
  CANARY,
  editKeysFile,
  keyFolder,
  PASSPHRASE,
  plainStore,
  readKeysFile,
  sentenceOfFailure,
} from './key-folder.ts';

async function keptWithPassphrase() {
  const dataFolder = keyFolder();
  const store = plainStore(dataFolder);
  await store.choose('passphrase', PASSPHRASE);
  await store.put('Main', 'crm', CANARY);
  return { dataFolder, store };
}

test('locked: nothing can be read, kept or moved, and each says why', async () => {
  const { dataFolder, store } = await keptWithPassphrase();
  const before = readKeysFile(dataFolder);
  store.lock();
  const status = await store.status();
  expect(status).toMatchObject({ backend: 'passphrase', isLocked: true });
  expect(status.words).toContain('locked');
  expect(await store.masked('Main', 'crm')).toEqual({ state: 'locked', text: null });
  for (const work of [
    () => store.token('Main', 'crm'),
    () => store.put('Main', 'crm', 'another-token-1'),
    () => store.choose('memory'),
    () => store.choose('passphrase', 'another passphrase'),
  ]) {
    expect(await sentenceOfFailure(work(), 'usage')).toContain('passphrase');
  }
  expect(readKeysFile(dataFolder)).toEqual(before);
  expect(await store.unlock(PASSPHRASE)).toMatchObject({ isLocked: false });
  expect(await store.token('Main', 'crm')).toBe(CANARY);
});

test('a wrong passphrase is refused and changes nothing', async () => {
  const { dataFolder } = await keptWithPassphrase();
  const store = plainStore(dataFolder);
  const sentence = await sentenceOfFailure(store.unlock(`${PASSPHRASE}!`), 'usage');
  expect(sentence).toContain('not the passphrase');
  expect(sentence).not.toContain(PASSPHRASE);
  expect(await store.masked('Main', 'crm')).toEqual({ state: 'locked', text: null });
});

test('a short passphrase is refused with the least length', async () => {
  const store = plainStore(keyFolder());
  for (const short of [undefined, 'eleven char']) {
    const sentence = await sentenceOfFailure(store.choose('passphrase', short), 'usage');
    expect(sentence).toContain('12 characters');
  }
  expect((await store.status()).backend).toBeNull();
  expect(await sentenceOfFailure(store.unlock(PASSPHRASE), 'usage')).toContain('nothing to unlock');
});

test('the same passphrase opens it whatever code points a keyboard gives', async () => {
  const store = plainStore(keyFolder());
  await store.choose('passphrase', 'caf\u00e9 caf\u00e9 caf\u00e9');
  store.lock();
  expect(await store.unlock('cafe\u0301 cafe\u0301 cafe\u0301')).toMatchObject({ isLocked: false });
});

test('a changed passphrase closes the old one out, in a store that was unlocked too', async () => {
  const { dataFolder, store } = await keptWithPassphrase();
  const other = plainStore(dataFolder);
  await other.unlock(PASSPHRASE);
  await store.choose('passphrase', 'another passphrase');
  expect(await other.status()).toMatchObject({ isLocked: true });
  await sentenceOfFailure(other.token('Main', 'crm'), 'usage');
  await sentenceOfFailure(other.unlock(PASSPHRASE), 'usage');
  await other.unlock('another passphrase');
  expect(await other.token('Main', 'crm')).toBe(CANARY);
});

test('who forgot the passphrase removes the tokens and chooses again', async () => {
  const { dataFolder } = await keptWithPassphrase();
  const store = plainStore(dataFolder);
  await store.remove('Main');
  expect(await store.choose('passphrase', 'another passphrase')).toMatchObject({ isLocked: false });
  await store.put('Main', 'crm', CANARY);
  expect(await store.token('Main', 'crm')).toBe(CANARY);
});

test('the cost stands in the file, and a cost out of bounds is not tried', async () => {
  const { dataFolder } = await keptWithPassphrase();
  expect(readKeysFile(dataFolder).guard['scrypt']).toMatchObject({ N: 2 ** 17, r: 8, p: 1 });
  editKeysFile(dataFolder, (vault) => {
    vault.guard['scrypt'] = { ...(vault.guard['scrypt'] as object), N: 2 ** 30 };
  });
  const sentence = await sentenceOfFailure(plainStore(dataFolder).unlock(PASSPHRASE), 'storage');
  expect(sentence).toContain('damaged');
});
