import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFuses, readJson } from './builder-tools.ts';
import { importsOf, packageOf, withAllTheyNeed } from './needed-packages.ts';
import { FUSES, pack, type Packed } from './pack.ts';

// Packing is the same everywhere but for each system's installer; one system is enough, and Linux can be had.
const canPack = process.platform === 'linux' && process.arch === 'x64';
/** It asks npm for the tree of packages and copies thousands of files. */
const PACK_LIMIT_MS = 240_000;

describe.runIf(canPack)('the packed application', () => {
  let folder = '';
  let packed: Packed;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tieout-packed-'));
    packed = await pack(folder);
  }, PACK_LIMIT_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const filesIn = (path: string): string[] =>
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(path, name)).isFile())
      .sort();
  const inPack = (code: string): string =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: packed.app,
      encoding: 'utf8',
    });

  test('has every package that main imports, and each can be loaded from there', () => {
    const imports = importsOf(packed.builtMain);
    expect(imports).toContain('better-sqlite3');
    expect(imports).toContain('exceljs');
    const code = imports.map((name) => `await import(${JSON.stringify(name)});`).join('\n');
    expect(inPack(`${code}\nconsole.log('all of them')`)).toBe('all of them\n');
  });

  test('names each of them among its dependencies', () => {
    const { dependencies } = readJson('package.json') as { dependencies: Record<string, string> };
    const named = importsOf(packed.builtMain).map(packageOf);
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(named));
  });

  test('has no package that main does not need', () => {
    const needed = withAllTheyNeed(importsOf(packed.builtMain).map(packageOf));
    const files = filesIn(join(packed.app, 'node_modules'));
    const held = new Set(files.map((name) => packageOf(name.split('node_modules/').at(-1) ?? '')));
    expect([...held].filter((name) => !needed.has(name))).toEqual([]);
  });

  test('opens a database with the one binary of its system', () => {
    expect(filesIn(packed.unpacked)).toEqual([
      'node_modules/@napi-rs/keyring-linux-x64-gnu/keyring.linux-x64-gnu.node',
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]);
    const code = `const { default: Database } = await import('better-sqlite3');
      console.log(new Database(':memory:').prepare('SELECT 40 + 2').pluck().get());`;
    expect(inPack(code)).toBe('42\n');
  });

  test('has the programs, the page and the pictures, and nothing of the checkout beside them', () => {
    const files = filesIn(packed.app);
    const own = files.filter((name) => !/^(node_modules|out\/(main|renderer))\//.test(name));
    expect(own).toEqual([
      'out/preload/index.cjs',
      'package.json',
      'resources/icon.png',
      'resources/tray.png',
      'resources/tray@2x.png',
      'resources/trayTemplate.png',
      'resources/trayTemplate@2x.png',
    ]);
    for (const program of ['main/index.js', 'main/engine-process.js', 'renderer/index.html'])
      expect(files).toContain(`out/${program}`);
    expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
    const { main } = JSON.parse(readFileSync(join(packed.app, 'package.json'), 'utf8')) as {
      main: string;
    };
    expect(files).toContain(main);
  });

  test('has its fuses set as decided', async () => {
    const wire = await readFuses(packed.program);
    const isOn = Object.fromEntries(FUSES.map((name, number) => [name, wire[number] === 49]));
    expect(isOn).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
