import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rootFolder } from '../../scripts/find-node.mjs';
import { builderConfig, extractAsar } from './builder-tools.ts';

const run = promisify(execFile);

export interface Packed {
  /** The built main, before it was packed. */
  readonly builtMain: string;
  readonly program: string;
  /** What lies beside the archive, because a system loads it itself. */
  readonly unpacked: string;
  /** The archive laid out as files, away from the checkout's packages. */
  readonly app: string;
}

/**
 * Builds the present sources and packs them for Linux with electron-builder.yml, around a stand-in for Electron's
 * program: packing only copies it and flips its fuses, and this one has the fuses of a real one.
 */
export async function pack(folder: string): Promise<Packed> {
  const built = join(folder, 'out');
  await tool('electron-vite', 'build', '--logLevel', 'error', '--outDir', built);
  const config = builderConfig();
  const ours = {
    ...config,
    files: [
      { from: built, to: 'out', filter: ['**/*', '!**/*.map'] },
      ...config.files.filter((pattern) => !/^!?out\//.test(pattern)),
    ],
    directories: { ...config.directories, output: join(folder, 'dist') },
    electronDist: standIn(join(folder, 'electron')),
  };
  const file = join(folder, 'electron-builder.json');
  writeFileSync(file, JSON.stringify(ours));
  await tool('electron-builder', '--linux', 'dir', '--x64', '--publish', 'never', '--config', file);
  const resources = join(folder, 'dist/linux-unpacked/resources');
  const app = join(folder, 'app');
  extractAsar(join(resources, 'app.asar'), app);
  return {
    builtMain: join(built, 'main'),
    program: join(folder, 'dist/linux-unpacked/tieout'),
    unpacked: join(resources, 'app.asar.unpacked'),
    app,
  };
}

/** @throws Error with all that the tool said */
async function tool(...words: readonly string[]): Promise<void> {
  const args = [join(rootFolder, 'scripts/run.mjs'), ...words];
  const said = await run(process.execPath, args, { cwd: rootFolder, maxBuffer: 1e8 }).catch(
    (error: Error & { readonly stdout?: string }) => new Error(`${error.message}\n${error.stdout}`),
  );
  if (said instanceof Error) throw said;
}

/** A folder like Electron's, with a program that is nothing but its eight fuses, all set the wrong way round. */
function standIn(folder: string): string {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const { electronFuses } = builderConfig();
  const wrong = FUSES.map((name) => (electronFuses[name] === true ? '0' : '1')).join('');
  const program = join(folder, 'electron');
  writeFileSync(program, `${FUSE_SENTINEL}${String.fromCodePoint(1, FUSES.length)}${wrong}`);
  chmodSync(program, 0o755);
  for (const name of ['version', 'LICENSE', 'chrome-sandbox'])
    writeFileSync(join(folder, name), '');
  return folder;
}

/** By this a program's fuses are found; as in @electron/fuses. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** In the order of their numbers. */
export const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;
