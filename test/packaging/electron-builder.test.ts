import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';
import { builderConfig, readJson, validateConfig } from './builder-tools.ts';

const config = builderConfig();
const manifest = readJson('package.json') as {
  readonly main: string;
  readonly devDependencies: Readonly<Record<string, string>>;
};

describe('electron-builder.yml', () => {
  test('is what electron-builder accepts', async () => {
    await validateConfig(config);
    await expect(validateConfig({ ...config, nonsense: 1 })).rejects.toThrow('nonsense');
  });

  test('packs the Electron that the window is checked against', () => {
    expect(config.electronVersion).toBe(manifest.devDependencies['electron']);
    const installed = readJson('node_modules/electron/package.json') as { version: string };
    expect(config.electronVersion).toBe(installed.version);
  });

  test('has the name by which the window makes itself known', () => {
    const main = readFileSync(join(rootFolder, 'src/main/index.ts'), 'utf8');
    expect(main).toContain(`setAppUserModelId('${config.appId}')`);
  });

  test('packs the entry that package.json names', () => {
    expect(manifest.main).toMatch(/^out\//);
    expect(config.files).toContain('out/**');
  });

  test.each([
    ['win', 'win32', ['x64']],
    ['mac', 'darwin', ['x64', 'arm64']],
    ['linux', 'linux', ['x64']],
  ])('keeps the SQLite binary of %s: %s', (system, platform, archs) => {
    const { files } = config[system] as { files: readonly [{ filter: string }] };
    expect(files).toHaveLength(1);
    expect(files[0].filter).toContain(`/${platform}-\${arch}.node`);
    for (const arch of archs) {
      const binary = join(rootFolder, files[0].filter.replace('${arch}', arch));
      expect(existsSync(binary), binary).toBe(true);
    }
  });

  test('names only files that are there', () => {
    const text = readFileSync(join(rootFolder, 'electron-builder.yml'), 'utf8');
    const named = text.match(/resources\/[\w./-]+\.(?:icns|ico|plist|png)/g) ?? [];
    expect(named.length).toBeGreaterThan(3);
    for (const path of named) expect(existsSync(join(rootFolder, path)), path).toBe(true);
  });
});
