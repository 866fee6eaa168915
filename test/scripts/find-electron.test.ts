import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchElectron, findElectron, hasDisplay } from '../../scripts/find-electron.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tieout-electron-'));
  mkdirSync(join(folder, 'dist'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string): void => writeFileSync(join(folder, name), content);

test('a package whose program was never fetched has none', () => {
  expect(findElectron(folder, {})).toBeNull();
});

test('a download that stopped half-way does not count', () => {
  put('path.txt', 'electron');
  expect(findElectron(folder, {})).toBeNull();
  put('dist/version', '45.4.1');
  expect(findElectron(folder, {})).toBeNull();
});

test('a whole one is found', () => {
  put('path.txt', 'electron');
  put('dist/version', '45.4.1');
  put('dist/electron', '');
  expect(findElectron(folder, {})).toBe(join(folder, 'dist', 'electron'));
});

test('a folder of the user goes first', () => {
  put('path.txt', 'program');
  put('program', '');
  expect(findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(
    join(folder, 'program'),
  );
});

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: '' }, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['darwin', {}, true],
  ['win32', {}, true],
])('a display on %s with %j: %s', (platform, env, expected) =>
  expect(hasDisplay(env, platform)).toBe(expected),
);

/** What a download of this installer came to. */
function fetchBy(installer: string, limitMs = 30_000): Promise<string | null> {
  put('install.js', installer);
  return fetchElectron(process.execPath, limitMs, folder);
}

test('a download that worked has no reason to tell', async () => {
  const done = join(folder, 'done');
  expect(await fetchBy(`require('fs').writeFileSync(${JSON.stringify(done)}, '')`)).toBeNull();
  expect(existsSync(done)).toBe(true);
});

test('a download that failed tells the line that names the fault', async () => {
  expect(await fetchBy(`console.error('at first\\nError: ENOTFOUND x'); process.exit(1)`)).toBe(
    'its download failed: Error: ENOTFOUND x',
  );
  expect(await fetchBy('process.exit(3)')).toBe('its download failed: exit code 3');
});

test('a download that hangs is ended, and leaves no listener behind', async () => {
  const before = process.listenerCount('SIGINT') + process.listenerCount('exit');
  expect(await fetchBy('setInterval(() => {}, 1000)', 300)).toBe(
    'its download did not end within 0.3 s',
  );
  expect(process.listenerCount('SIGINT') + process.listenerCount('exit')).toBe(before);
});

test('a package that is not installed says what to run', async () => {
  expect(await fetchElectron(process.execPath, 1000, join(folder, 'none'))).toContain('npm ci');
});
