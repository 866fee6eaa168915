// node scripts/run.mjs scripts/sbom.mjs [file]
//
// The software bill of materials of what reaches a user, as CycloneDX JSON: made by npm from package-lock.json, checked against
// that file, written to dist/sbom.cdx.json or to the file that is named.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rootFolder } from './find-node.mjs';
import { readLock, shippedPackages } from './licences.mjs';

/**
 * @typedef {{ 'bom-ref': string, type: string, name: string, version: string, purl: string, scope?: string, properties?: { name: string }[] }} Component
 * @typedef {{ bomFormat: string, specVersion: string, metadata: { component: Component }, components: Component[], dependencies: { ref: string, dependsOn?: string[] }[] }} Bom
 */

/**
 * As npm tells it, less what is for development alone. npm's own "--omit dev" will not do: it also leaves out what the product
 * and a tool share, zod for one. Electron stays: it is no dependency of the sources, but the program that a user gets.
 * @param {ReturnType<typeof shippedPackages>} shipped
 * @returns {Bom}
 */
export function makeBom(shipped) {
  const bom = askNpm();
  const root = bom.metadata.component;
  // npm names the root after its folder.
  root.name = 'tieout';
  const wanted = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  bom.components = bom.components
    .filter(({ name, version }) => wanted.has(`${name}@${version}`))
    .map(asShipped);
  const kept = new Set([...bom.components, root].map((one) => one['bom-ref']));
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((r) => kept.has(r)) }));
  return bom;
}

/**
 * npm marks what a tool uses too, and Electron, as for development; here nothing is.
 * @param {Component} component
 * @returns {Component}
 */
function asShipped(component) {
  const properties = component.properties ?? [];
  const others = properties.filter(({ name }) => name !== 'cdx:npm:package:development');
  if (others.length === properties.length) return component;
  return { ...component, properties: others, scope: 'required' };
}

/** @returns {Bom} */
function askNpm() {
  // Started by npm, it says where it is; else the one on the path. A .cmd of Windows can't be started without a shell.
  const npm = process.env['npm_execpath'];
  const words = 'sbom --sbom-format cyclonedx --sbom-type application --package-lock-only'.split(
    ' ',
  );
  const [program, args] = npm === undefined ? ['npm', words] : [process.execPath, [npm, ...words]];
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: rootFolder,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    shell: npm === undefined && process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm sbom ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * What is wrong with a bill, one sentence each: its form, a shipped package that is not in it, one that is shipped no more, and
 * references that lead nowhere.
 * @param {Bom} bom
 * @param {ReturnType<typeof shippedPackages>} shipped
 * @returns {string[]}
 */
export function bomProblems(bom, shipped) {
  if (bom.bomFormat !== 'CycloneDX' || !/^1\.[4-9]$/.test(bom.specVersion))
    return [`It is no CycloneDX that we know: ${bom.bomFormat} ${bom.specVersion}.`];
  const refs = bom.components.map((one) => one['bom-ref']);
  const known = new Set([...refs, bom.metadata.component['bom-ref']]);
  const listed = new Set(bom.components.map(({ name, version }) => `${name}@${version}`));
  const wanted = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const dangling = bom.dependencies.flatMap(({ ref, dependsOn = [] }) =>
    [ref, ...dependsOn].filter((each) => !known.has(each)),
  );
  return [
    ...[...wanted].filter((one) => !listed.has(one)).map((one) => `${one} is not in it.`),
    ...[...listed].filter((one) => !wanted.has(one)).map((one) => `${one} is not shipped.`),
    ...bom.components
      .filter(({ purl }) => !/^pkg:npm\/(?:%40[^/@]+\/)?[^/@]+@\d/.test(purl))
      .map((one) => `${one['bom-ref']} has no package URL.`),
    ...refs.filter((ref, at) => refs.indexOf(ref) !== at).map((ref) => `${ref} is in it twice.`),
    ...dangling.map((ref) => `${ref} is depended on and not in it.`),
  ];
}

if (process.argv[1] === import.meta.filename) {
  const shipped = shippedPackages(readLock());
  const bom = makeBom(shipped);
  const problems = bomProblems(bom, shipped);
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) {
    const file = resolve(process.argv[2] ?? join(rootFolder, 'dist', 'sbom.cdx.json'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
    console.log(`${bom.components.length} packages in ${file}`);
  }
  process.exitCode = problems.length === 0 ? 0 : 1;
}
