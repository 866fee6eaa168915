import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron } from '../../scripts/find-electron.mjs';

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
