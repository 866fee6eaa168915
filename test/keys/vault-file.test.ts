import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeyStore } from '../../src/keys/open-key-store.ts';
import {
  CANARY,
  editKeysFile,
  expectNoTokenIn,
  keychainHost,
  keyFolder,
  PASSPHRASE,
  plainStore,
  readKeysFile,
  sentenceOfFailure,
} from './key-folder.ts';

async function twoKept() {
  const dataFolder = keyFolder();
  const store = openKeyStore({ dataFolder, keychain: keychainHost(), keyring: false });
  await store.put('Main', 'crm', CANARY);
  await store.put('Other', 'crm', 'crm-token-of-other');
  return { dataFolder, store };
}

test('a token put in the place of another workspace or product is refused', async () => {
  const { dataFolder, store } = await twoKept();
  editKeysFile(dataFolder, ({ entries }) => {
    const [one, two] = entries;
    if (one && two) [one.workspace, two.workspace] = [two.workspace, one.workspace];
  });
  for (const workspace of ['Main', 'Other']) {
    const sentence = await sentenceOfFailure(store.token(workspace, 'crm'), 'storage');
    expect(sentence).toContain('not kept for it');
    await sentenceOfFailure(store.masked(workspace, 'crm'), 'storage');
  }
  editKeysFile(dataFolder, ({ entries }) => {
    for (const entry of entries) {
      entry.workspace = entry.workspace === 'Main' ? 'Other' : 'Main';
      entry.product = 'raise';
    }
  });
  await sentenceOfFailure(store.token('Main', 'raise'), 'storage');
});

test('a changed, shortened or foreign sealed token is refused', async () => {
  const { dataFolder, store } = await twoKept();
  const entry = readKeysFile(dataFolder).entries[0];
  if (!entry) throw new Error('no entry');
  const flipped = Buffer.from(entry.data, 'base64');
  flipped[3] = (flipped[3] ?? 0) ^ 1;
  const cut = Buffer.from(entry.data, 'base64').subarray(0, -4);
  for (const change of [
    { data: flipped.toString('base64') },
    { data: cut.toString('base64') },
    { data: '' },
    { iv: Buffer.alloc(12).toString('base64') },
    { iv: '' },
  ]) {
    editKeysFile(dataFolder, (vault) => {
      vault.entries[0] = { ...entry, ...change };
    });
    await sentenceOfFailure(store.token('Main', 'crm'), 'storage');
  }
});

test.each([
  ['no JSON', '{"version": 1, '],
  ['empty', ''],
  ['another shape', '{"version":1,"tokens":{}}'],
  ['null', 'null'],
])('a damaged file (%s) is left as it is', async (_, text) => {
  const dataFolder = keyFolder();
  mkdirSync(dataFolder);
  const path = join(dataFolder, 'keys.json');
  writeFileSync(path, text);
  const store = openKeyStore({ dataFolder, keychain: keychainHost(), keyring: false });
  for (const work of [
    () => store.status(),
    () => store.put('Main', 'crm', CANARY),
    () => store.token('Main', 'crm'),
    () => store.remove('Main'),
    () => store.choose('memory'),
    () => store.choose('passphrase', PASSPHRASE),
  ]) {
    expect(await sentenceOfFailure(work(), 'storage')).toContain('left as it is');
  }
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('the file of a newer Tieout is refused and left as it is', async () => {
  const { dataFolder, store } = await twoKept();
  editKeysFile(dataFolder, (vault) => {
    vault.version = 3;
  });
  const before = readKeysFile(dataFolder);
  const sentence = await sentenceOfFailure(store.put('Main', 'crm', CANARY), 'storage');
  expect(sentence).toContain('newer Tieout');
  expect(readKeysFile(dataFolder)).toEqual(before);
});

test('a kill between the temporary file and the rename leaves the old tokens', async () => {
  const dataFolder = keyFolder();
  const store = plainStore(dataFolder);
  await store.choose('passphrase', PASSPHRASE);
  await store.put('Main', 'crm', CANARY);
  const child = join(import.meta.dirname, 'crash-child.ts');
  const result = spawnSync(process.execPath, [child, dataFolder], { encoding: 'utf8' });
  expect(result.signal, result.stderr).toBe('SIGKILL');
  const left = readdirSync(dataFolder).filter((name) => name.endsWith('.part'));
  expect(left).toHaveLength(1);
  expectNoTokenIn(dataFolder);
  expect(await store.token('Main', 'crm')).toBe(CANARY);

  // Left alone while it may be another process's, and gone later.
  await store.put('Other', 'crm', 'crm-token-of-other');
  expect(readdirSync(dataFolder)).toContain(left[0]);
  const long = Date.now() / 1000 - 3600;
  utimesSync(join(dataFolder, left[0] ?? ''), long, long);
  await store.put('Other', 'crm', 'crm-token-of-other');
  expect(readdirSync(dataFolder)).toEqual(['keys.json']);
});

test.skipIf(process.platform === 'win32')(
  'a file that anybody could read is 0600 again',
  async () => {
    const { dataFolder, store } = await twoKept();
    const path = join(dataFolder, 'keys.json');
    chmodSync(path, 0o644);
    await store.put('Main', 'raise', CANARY);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  },
);

test('a folder that cannot be made is a storage failure', async () => {
  const parent = keyFolder();
  writeFileSync(parent, '');
  const dataFolder = join(parent, 'data');
  const store = openKeyStore({ dataFolder, keychain: keychainHost(), keyring: false });
  await sentenceOfFailure(store.put('Main', 'crm', CANARY), 'storage');
});
