import { builtinModules } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './builder-tools.ts';

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What built programs import by name and nobody built in: neither Node nor Electron has it inside. */
export function importsOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((name) => /\.c?js$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const pattern = /(?:\bfrom|\bimport|\brequire(?:\.resolve)?)\s*\(?\s*["']([@\w][\w@./-]*)["']/g;
  const named = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  const isOurs = (name: string): boolean => name !== 'electron' && !builtinModules.includes(name);
  return [...new Set(named)].filter(isOurs).sort();
}

/** "@scope/name/part" is of the package "@scope/name". */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** The names of these packages and of all that they need, by the lockfile. */
export function withAllTheyNeed(names: readonly string[]): ReadonlySet<string> {
  const { packages } = readJson('package-lock.json') as { packages: Record<string, Locked> };
  const seen = new Set<string>();
  const visit = (from: string, name: string): void => {
    const path = placeOf(packages, from, name);
    if (path === null || seen.has(path)) return;
    seen.add(path);
    const { dependencies, optionalDependencies } = packages[path] ?? {};
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(path, next);
  };
  for (const name of names) visit('', name);
  return new Set([...seen].map((path) => path.split('node_modules/').at(-1) ?? ''));
}

/** Where Node would find a package, asked from another one's folder. */
function placeOf(packages: Record<string, Locked>, from: string, name: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (at === '') return null;
  }
}
