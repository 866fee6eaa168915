import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');
const CACHE = join(ROOT, '.cache/e2e');
/** Everything that the page is made of. */
const SOURCES = [
  'src/renderer',
  'src/contract',
  'src/core/model',
  'docs/user-guide',
  'docs/states',
  'scripts/guide-chapters.mjs',
  'electron.vite.config.ts',
  'package-lock.json',
];
const DAY_MS = 86_400_000;

/** The folder of the page as it is built from the present sources; built once for each state of them. */
export async function builtPage(): Promise<string> {
  const folder = join(CACHE, `page-${digestOfSources()}`);
  if (!existsSync(folder)) await build(folder);
  return join(folder, 'renderer');
}

async function build(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  await removeOld();
  const fresh = `${folder}.${process.pid}`;
  await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'scripts/run.mjs'), 'electron-vite', 'build', '--outDir', fresh],
    { cwd: ROOT, maxBuffer: 1e8 },
  );
  // Another test file may have been faster: then its build is as good.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }));
}

async function removeOld(): Promise<void> {
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name);
    if (name.startsWith('page-') && statSync(path).mtimeMs < Date.now() - DAY_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesOf(join(ROOT, source))) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}
