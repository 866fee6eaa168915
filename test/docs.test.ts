import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '../scripts/find-node.mjs';

type Manifest = Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
>;

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
