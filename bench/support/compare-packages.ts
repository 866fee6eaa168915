import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../compare');

/**
 * A package that a bench compares with (bench/compare/package.json): none of the product's, and too large for everybody's
 * `npm ci`, so all of them are installed when one is first asked for.
 */
export function comparePackage(name: string): unknown {
  install();
  return createRequire(join(FOLDER, 'package.json'))(name);
}

function install(): void {
  if (existsSync(join(FOLDER, 'node_modules'))) return;
  console.error('Installing what the benches compare with, some 100 MB: npm ci in bench/compare …');
  // Standard output belongs to the figures.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci in bench/compare failed: see above.');
}
