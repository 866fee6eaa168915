import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { auditChild } from '../support/audit-child.ts';

/** The child as one file, and where its compiled code is kept: hundreds of starts take three quarters of the time. */
export interface ChildProgram {
  readonly file: string;
  readonly compileCache: string;
  remove(): void;
}

const ROOT = join(import.meta.dirname, '../..');

/** Puts the sources together as they are; native and large packages are loaded from where they are. */
export async function buildChild(): Promise<ChildProgram> {
  const cache = join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  // Inside the checkout, so that packages are found from there.
  const folder = mkdtempSync(join(cache, 'kills-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    ssr: { noExternal: true, external: ['better-sqlite3', 'exceljs'] },
    build: {
      ssr: auditChild,
      outDir: folder,
      minify: false,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: 'audit-child.mjs' } },
    },
  });
  return {
    file: join(folder, 'audit-child.mjs'),
    compileCache: join(folder, 'compiled'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
