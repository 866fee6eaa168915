import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { tempFolder } from './temp-folder.ts';

function refusal(folder: string, name: string, create: boolean): unknown {
  try {
    openWorkspace(folder, name, { create }).db.close();
    return null;
  } catch (error) {
    return error;
  }
}

test.each([
  '',
  '.',
  '..',
  '../x',
  'a/b',
  'a\\b',
  '/etc',
  'C:x',
  'a\0b',
  'a\nb',
  '-x',
  ' x',
  'x.',
  '__proto__/x',
  'CON',
  'nul',
  'com1',
  'LPT9',
  'aux.donors',
  'Hope ',
  'x'.repeat(64),
  '\u202ex',
  'a*',
  'a?',
  'a|b',
  'a<b',
])('%j is no name that a workspace can get, and nothing is made', (name) => {
  const folder = tempFolder();
  expect(isFailure(refusal(folder, name, true), 'usage')).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  'Hope',
  'Nürnberger Hilfe e.V',
  'Console',
  'Com',
  'communitas',
  '4H',
  '希望',
  '__proto__x'.slice(2),
])('%j is one', (name) => {
  const folder = tempFolder();
  expect([refusal(folder, name, true), refusal(folder, name, false)]).toEqual([null, null]);
});

test('a workspace that has such a name already stays one', () => {
  const folder = tempFolder();
  expect(refusal(folder, 'Hope', true)).toBeNull();
  cpSync(join(folder, 'workspaces', 'Hope'), join(folder, 'workspaces', 'Aux'), {
    recursive: true,
  });
  expect([refusal(folder, 'Aux', false), refusal(folder, 'Aux', true)]).toEqual([null, null]);
});
