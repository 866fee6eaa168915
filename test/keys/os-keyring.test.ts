import { createServer } from 'node:net';
import { join, dirname } from 'node:path';
import { mkdirSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { openKeyStore } from '../../src/keys/open-key-store.ts';
import { askKeyring } from '../../src/keys/os-keyring.ts';
import {
  CANARY,
  expectNoTokenIn,
  keyFolder,
  readKeysFile,
  sentenceOfFailure,
} from './key-folder.ts';

afterEach(() => vi.unstubAllEnvs());

test('the real key ring keeps the key where there is one; elsewhere a sentence says why not', async () => {
  const dataFolder = keyFolder();
  const store = openKeyStore({ dataFolder });
  const { choices } = await store.status();
  const refusal = choices.find(({ backend }) => backend === 'os_keyring')?.refusal;
  await store.put('Main', 'crm', CANARY);
  expect(await store.token('Main', 'crm')).toBe(CANARY);
  expectNoTokenIn(dataFolder);
  if (refusal !== null) {
    expect(refusal).toMatch(/^.+ cannot be used here \(.+\)\.$/);
    expect((await store.status()).backend).toBe('memory');
    expect(await sentenceOfFailure(store.choose('os_keyring'), 'storage')).toMatch(
      /cannot be used/,
    );
    expect(await store.token('Main', 'crm')).toBe(CANARY);
    return;
  }
  expect((await store.status()).backend).toBe('os_keyring');
  const account = String(readKeysFile(dataFolder).guard['account']);
  expect(account).toMatch(/^data-key:/);
  expect(await askKeyring({ action: 'read', account })).not.toBeNull();
  expect(await openKeyStore({ dataFolder }).token('Main', 'crm')).toBe(CANARY);
  await store.choose('os_keyring');
  expect(await askKeyring({ action: 'read', account })).toBeNull();
  const next = String(readKeysFile(dataFolder).guard['account']);
  await store.choose('memory');
  expect(await askKeyring({ action: 'read', account: next })).toBeNull();
  expect(await store.token('Main', 'crm')).toBe(CANARY);
});

test.skipIf(process.platform !== 'linux')(
  'no bus: refused at once, and the kernel is not used instead',
  async () => {
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nonexistent/bus');
    vi.stubEnv('XDG_RUNTIME_DIR', '/nonexistent');
    const answer = askKeyring({ action: 'write', account: 'test', secret: CANARY });
    expect(await sentenceOfFailure(answer, 'storage')).toContain('cannot be used here');
  },
);

test.skipIf(process.platform !== 'linux')(
  'a bus that never answers: refused after three seconds, while this process goes on',
  async () => {
    const dataFolder = keyFolder();
    mkdirSync(dirname(dataFolder), { recursive: true });
    const socketPath = join(dirname(dataFolder), 'bus');
    const server = createServer((socket) => socket.resume().on('error', () => {}));
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${socketPath}`);
    let ticks = 0;
    const clock = setInterval(() => (ticks += 1), 100);
    const startedAt = Date.now();
    const store = openKeyStore({ dataFolder });
    await store.put('Main', 'crm', CANARY);
    expect(Date.now() - startedAt).toBeLessThan(6000);
    expect(ticks).toBeGreaterThan(10);
    clearInterval(clock);
    server.close();
    const status = await store.status();
    expect(status.backend).toBe('memory');
  },
);
