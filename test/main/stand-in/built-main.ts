import { execFile } from 'node:child_process';
import { cp, mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { rootFolder } from '../../../scripts/find-node.mjs';

export interface BuiltMain {
  /** As it is shipped. */
  readonly whole: string;
  /** The same main and preload with a page that only leaves the contract's client to the test. */
  readonly driven: string;
  remove(): Promise<void>;
}

/** Builds the window as the product does, into a folder of the checkout, where its packages are found. */
export async function buildMain(): Promise<BuiltMain> {
  const cache = join(rootFolder, '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'test-main-'));
  const [whole, driven] = [join(folder, 'whole'), join(folder, 'driven')];
  const run = join(rootFolder, 'scripts/run.mjs');
  await promisify(execFile)(process.execPath, [run, 'electron-vite', 'build', '--outDir', whole], {
    cwd: rootFolder,
    maxBuffer: 1e8,
  });
  await mkdir(driven);
  for (const part of ['main', 'preload'])
    await cp(join(whole, part), join(driven, part), { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'page'),
    build: { outDir: join(driven, 'renderer'), target: 'esnext', modulePreload: false },
  });
  return { whole, driven, remove: () => rm(folder, { recursive: true, force: true }) };
}
