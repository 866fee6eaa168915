import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { rootFolder } from '../../scripts/find-node.mjs';

// electron-builder's own parts, found from where it is: they are not packages of ours.
const builder = createRequire(join(rootFolder, 'node_modules/electron-builder/package.json'));
const library = createRequire(builder.resolve('app-builder-lib/package.json'));

/** What the tests read of electron-builder.yml; its own schema judges the rest. */
export interface BuilderConfig {
  readonly appId: string;
  readonly electronVersion: string;
  readonly files: readonly string[];
  readonly directories: { readonly output: string; readonly buildResources: string };
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly [name: string]: unknown;
}

/** A file of YAML as electron-builder reads it. */
export function readYaml(path: string): unknown {
  const yaml = library('js-yaml') as { load(text: string): unknown };
  return yaml.load(readFileSync(join(rootFolder, path), 'utf8'));
}

export const builderConfig = (): BuilderConfig => readYaml('electron-builder.yml') as BuilderConfig;

/** @throws Error with what electron-builder would say of it */
export async function validateConfig(config: unknown): Promise<void> {
  const { validateConfiguration } = library('app-builder-lib/out/util/config/config') as {
    validateConfiguration: (config: unknown, log: { isEnabled: boolean }) => Promise<void>;
  };
  await validateConfiguration(config, { isEnabled: false });
}

/** The fuses of an Electron program by their numbers; 48 is off, 49 on. */
export async function readFuses(program: string): Promise<Readonly<Record<string, unknown>>> {
  const { getCurrentFuseWire } = library('@electron/fuses') as {
    getCurrentFuseWire: (program: string) => Promise<Record<string, unknown>>;
  };
  return getCurrentFuseWire(program);
}

/** Lays out an archive as files; what is unpacked beside it comes along. */
export function extractAsar(archive: string, folder: string): void {
  const asar = library('@electron/asar') as { extractAll(archive: string, folder: string): void };
  asar.extractAll(archive, folder);
}

export const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(join(rootFolder, path), 'utf8'));
