import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '../scripts/find-node.mjs';

type Manifest = Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies' | 'scripts',
  Record<string, string>
>;

const PARTS_OF_THE_PACK = ['certificate.md', 'method.md'];
/** What was asked for; it lies beside the checkout. */
const OF_THE_COMMISSION = ['product.md', 'reliability.md', 'architecture.md'];

const read = (path: string): string => readFileSync(join(rootFolder, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const direct = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
};

test('each direct dependency has its reason in docs/decisions/0001', () => {
  const reasons = read('docs/decisions/0001-direct-dependencies.md');
  const unnamed = Object.keys(direct).filter((name) => !reasons.includes(`\`${name}\``));
  expect(unnamed, 'add a line with the reason, or remove the dependency').toEqual([]);
});

test('0001 names no dependency that is gone', () => {
  const rows = read('docs/decisions/0001-direct-dependencies.md').matchAll(/^\| (`.*?) \|/gm);
  const named = [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)]);
  const gone = named.map(([, name = '']) => name).filter((name) => !(name in direct));
  expect(gone).toEqual([]);
});

test('each direct dependency is pinned exactly', () => {
  const loose = Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(loose).toEqual([]);
});

test('each npm script that the documents name exists', () => {
  for (const path of ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md']) {
    for (const [, name = ''] of read(path).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)) {
      expect(Object.keys(manifest.scripts), `"npm run ${name}" in ${path}`).toContain(name);
    }
  }
});

test('each document that a comment or another document names is here', () => {
  const paths = globSync(['*.md', 'docs/**/*.md', 'bench/*.md'], { cwd: rootFolder });
  const known = new Set([
    ...paths.map((path) => basename(path)),
    ...PARTS_OF_THE_PACK,
    ...OF_THE_COMMISSION,
  ]);
  const readers = globSync(['src/**/*.{ts,tsx,css}', 'docs/**/*.md', '*.md'], { cwd: rootFolder });
  const lost = readers.flatMap((reader) =>
    [...read(reader).matchAll(/[\w./-]+\.md\b/g)]
      .filter(([name]) => !known.has(basename(name)))
      .map(([name]) => `${reader}: ${name}`),
  );
  expect(lost).toEqual([]);
});

test('ARCHITECTURE.md names each folder, and no file that is gone', () => {
  const text = read('ARCHITECTURE.md');
  const folders = globSync(['src/*/', 'src/core/*/'], { cwd: rootFolder });
  expect(folders.length).toBeGreaterThan(15);
  const unnamed = folders.filter((path) => !text.includes(`${basename(path)}/`));
  expect(unnamed, 'say in a line what it is for').toEqual([]);
  const named = [...text.matchAll(/`([\w./-]+\.(?:tsx?|mjs))`/g)].map(([, path = '']) => path);
  const gone = named.filter((path) =>
    ['', 'src', 'src/core'].every((at) => !existsSync(join(rootFolder, at, path))),
  );
  expect(gone).toEqual([]);
});
