import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';
import {
  EXCUSED,
  isFree,
  licenceProblems,
  readLock,
  shippedPackages,
} from '../../scripts/licences.mjs';
import { bomProblems, makeBom } from '../../scripts/sbom.mjs';
import { tempFolder } from '../staging/temp-folder.ts';

const shipped = shippedPackages(readLock());
const named = (name: string) => shipped.filter((one) => one.name === name);

describe('what reaches a user', () => {
  test('holds every dependency of the product, those of its dependencies, and Electron', () => {
    const names = new Set(shipped.map(({ name }) => name));
    const { dependencies } = readLock().packages['']!;
    expect(Object.keys(dependencies ?? {}).filter((name) => !names.has(name))).toEqual([]);
    expect([named('archiver-utils').length, named('electron').length]).toEqual([2, 1]);
  });

  test('holds no tool', () => {
    expect(
      ['vitest', 'typescript', '@stryker-mutator/core', 'electron-builder'].flatMap(named),
    ).toEqual([]);
  });

  it('has no licence that nobody has looked at', () => {
    expect(licenceProblems(shipped)).toEqual([]);
  });
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['(MIT AND Zlib)', true],
  ['GPL-3.0-only', false],
  ['LGPL-2.1-or-later', false],
  ['MPL-2.0', false],
  ['AGPL-3.0-only', false],
  ['(MIT AND GPL-2.0-only)', false],
  ['GPL-2.0-only WITH Classpath-exception-2.0', false],
  ['(MIT OR (GPL-2.0-only AND Apache-2.0))', false],
  ['SEE LICENSE IN LICENSE.txt', false],
  ['UNLICENSED', false],
  ['none stated', false],
  ['', false],
])('the licence "%s" leaves our sources ours: %s', (licence, expected) => {
  expect(isFree(licence)).toBe(expected);
});

describe('the list fails', () => {
  const one = { name: 'left-pad', version: '1.0.0', licence: 'GPL-3.0-only' };
  test('on a licence that binds, on none, and on an excuse for another version or licence', () => {
    for (const licence of ['GPL-3.0-only', 'none stated', 'constructor'])
      expect(licenceProblems([{ ...one, licence }], {})).toEqual([
        expect.stringContaining('left-pad@1.0.0'),
      ]);
    const excuse = (key: string, licence: string) => ({ [key]: { licence, reason: 'looked at' } });
    expect(licenceProblems([one], excuse('left-pad@1.0.0', 'GPL-3.0-only'))).toEqual([]);
    expect(licenceProblems([one], excuse('left-pad@1.0.1', 'GPL-3.0-only'))).toHaveLength(2);
    expect(licenceProblems([one], excuse('left-pad@1.0.0', 'GPL-2.0-only'))).toHaveLength(2);
  });

  test('on an excuse that nobody needs', () => {
    expect(licenceProblems([], EXCUSED)).toHaveLength(Object.keys(EXCUSED).length);
  });
});

describe('the bill of materials', () => {
  const bom = makeBom(shipped);

  it('holds what is shipped and nothing else, with what npm leaves out', () => {
    expect(bomProblems(bom, shipped)).toEqual([]);
    expect(bom.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['zod', 'electron', 'glob']),
    );
    expect(JSON.stringify(bom)).not.toContain('package:development');
  });

  it('would be refused with a package too many, one too few, or a reference that leads nowhere', () => {
    const zod = bom.components.find(({ name }) => name === 'zod')!;
    const without = { ...bom, components: bom.components.filter((one) => one !== zod) };
    expect(bomProblems(without, shipped)).toEqual(
      expect.arrayContaining([
        `zod@${zod.version} is not in it.`,
        expect.stringMatching(/depended on/),
      ]),
    );
    expect(bomProblems(bom, shipped.slice(1))).toEqual([expect.stringContaining('is not shipped')]);
    const twice = { ...bom, components: [...bom.components, zod] };
    expect(bomProblems(twice, shipped)).toEqual([expect.stringContaining('twice')]);
    expect(bomProblems({ ...bom, specVersion: '0.9' }, shipped)).toHaveLength(1);
  });
});

test('the commands write the list and the file', () => {
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(rootFolder, 'scripts', 'run.mjs'), ...words], {
      encoding: 'utf8',
    });
  const list = run('scripts/licences.mjs');
  expect({ code: list.status, rows: list.stdout.trim().split('\n').length }).toEqual({
    code: 0,
    rows: shipped.length,
  });
  const file = join(tempFolder(), 'deep', 'sbom.json');
  expect(run('scripts/sbom.mjs', file)).toMatchObject({ status: 0 });
  expect(
    bomProblems(JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof makeBom>, shipped),
  ).toEqual([]);
});
