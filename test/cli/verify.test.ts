import { chmodSync, copyFileSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VerifiedWorkspace, VerifyProblem } from '../../src/core/model/verification.ts';
import {
  copyOf,
  makeAuditedFolder,
  stateOf,
  tamper,
  type AuditedFolder,
} from '../staging/verify/verified-folder.ts';
import { runCli, temporaryFolder, type CliResult } from './run-cli.ts';

interface Answer {
  readonly format: string;
  readonly workspaces: readonly VerifiedWorkspace[];
  readonly problems: readonly VerifyProblem[];
}

let audited: AuditedFolder;
beforeAll(async () => {
  audited = await makeAuditedFolder();
});
afterAll(() => audited.remove());

const verify = (data: string, ...more: readonly string[]): Promise<CliResult> =>
  runCli(['verify', '--data-dir', data, ...more]);

test('0: one line for each sound workspace; nothing is made or changed', async () => {
  const data = copyOf(audited);
  const before = stateOf(data);
  const result = await verify(data);
  expect(stateOf(data)).toEqual(before);
  expect([result.status, result.stderr]).toEqual([0, '']);
  expect(result.stdout).toMatch(
    /^✓ Faith: 1 run, 3 files, \d+ [kM]B, sound\n✓ Hope: 2 runs, 4 files, \d+ [kM]B, sound\n$/,
  );
  const one = await verify(data, '--workspace', 'Hope', '--json');
  expect(one.status).toBe(0);
  const answer = JSON.parse(one.stdout) as Answer;
  expect(answer).toMatchObject({
    format: 'tieout.verify/1',
    workspaces: [
      {
        name: 'Hope',
        sound: true,
        runs: 2,
        files: 4,
        problems: [],
        removed: { pages: 0, findings: 0 },
      },
    ],
    problems: [],
  });
  expect(Object.keys(answer.workspaces[0] ?? {}).sort()).toEqual(
    ['name', 'sound', 'runs', 'files', 'bytes', 'problems', 'removed'].sort(),
  );
});

test('3: each damage in a sentence with its file; warnings stand behind and change nothing of the status', async () => {
  const data = copyOf(audited);
  const hope = join(data, 'workspaces', 'Hope');
  const [newer = '', older = ''] = audited.runs;
  truncateSync(join(hope, 'runs', `${newer}.sqlite`), 5000);
  tamper(
    join(hope, 'workspace.sqlite'),
    `DELETE FROM finding WHERE run = '${older}' AND position = 0`,
  );
  writeFileSync(join(hope, 'runs', 'x.provisional.sqlite'), '', { mode: 0o600 });
  const result = await verify(data);
  expect([result.status, result.stderr]).toEqual([3, '']);
  const lines = result.stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^✓ Faith: .* sound$/);
  expect(lines[1]).toMatch(/^✗ Hope: 2 runs, 5 files, .*, 3 damages$/);
  const folder = join('workspaces', 'Hope');
  expect(lines.slice(2).map((line) => line.slice(0, line.indexOf(': ')))).toEqual([
    `  ✗ ${join(folder, 'workspace.sqlite')}`,
    `  ✗ ${join(folder, 'workspace.sqlite')}`,
    `  ✗ ${join(folder, 'runs', `${newer}.sqlite`)}`,
    `  ! ${join(folder, 'runs', 'x.provisional.sqlite')}`,
  ]);
  expect(lines[2]).toContain(`Run ${older}: `);
  const json = JSON.parse((await verify(data, '--json')).stdout) as Answer;
  expect(json.workspaces.map(({ name, sound }) => [name, sound])).toEqual([
    ['Faith', true],
    ['Hope', false],
  ]);
  expect(json.workspaces[1]?.problems.map(({ severity }) => severity)).toEqual([
    'damage',
    'damage',
    'damage',
    'warning',
  ]);
  expect((await verify(data, '--workspace', 'Faith')).status).toBe(0);
});

test('3: a file of tokens that is damaged, without a word of it', async () => {
  const data = copyOf(audited);
  writeFileSync(join(data, 'keys.json'), 'canary-of-a-token', { mode: 0o600 });
  const result = await verify(data);
  expect(result.status).toBe(3);
  expect(result.stdout).toContain('\n  ✗ keys.json: The file of the tokens is damaged');
  expect(result.stdout + result.stderr).not.toContain('canary');
  const json = await verify(data, '--json');
  expect(json.status).toBe(3);
  expect((JSON.parse(json.stdout) as Answer).problems).toMatchObject([{ file: 'keys.json' }]);
});

test.skipIf(process.platform === 'win32')('0: a warning alone', async () => {
  const data = copyOf(audited);
  chmodSync(join(data, 'workspaces', 'Hope', 'workspace.sqlite'), 0o644);
  const result = await verify(data);
  expect(result.status).toBe(0);
  expect(result.stdout).toMatch(
    /✓ Hope: .*, sound\n {2}! .*workspace\.sqlite: Others .* chmod 600 "/,
  );
});

test('2: a workspace or a folder that isn’t there; an empty folder is no fault', async () => {
  const data = copyOf(audited);
  const unknown = await verify(data, '--workspace', 'Charity');
  expect([unknown.status, unknown.stdout]).toEqual([2, '']);
  expect(unknown.stderr).toContain('There is no workspace "Charity"');
  expect(unknown.stderr).toContain('Known: Faith, Hope.');
  expect((await verify(data, '--workspace', '../other')).status).toBe(2);
  const folder = temporaryFolder();
  const none = await verify(join(folder, 'none'));
  expect([none.status, none.stderr]).toEqual([
    2,
    expect.stringContaining('There is no data folder'),
  ]);
  const empty = await verify(folder);
  expect([empty.status, empty.stdout]).toEqual([0, expect.stringContaining('no workspace')]);
  expect(JSON.parse((await verify(folder, '--json')).stdout)).toEqual({
    format: 'tieout.verify/1',
    workspaces: [],
    problems: [],
  });
});

test('a damaged workspace file among many hinders nobody', async () => {
  const data = copyOf(audited);
  mkdirSync(join(data, 'workspaces', 'Broken', 'runs'), { recursive: true, mode: 0o700 });
  writeFileSync(join(data, 'workspaces', 'Broken', 'workspace.sqlite'), 'x'.repeat(5000), {
    mode: 0o600,
  });
  copyFileSync(
    join(data, 'workspaces', 'Hope', 'workspace.sqlite'),
    join(data, 'workspaces', 'Hope', 'runs', 'z.sqlite'),
  );
  rmSync(join(data, 'workspaces', 'Faith', 'workspace.sqlite'));
  const result = await verify(data);
  expect(result.status).toBe(3);
  expect(result.stdout.match(/^[✓✗] \w+/gm)).toEqual(['✗ Broken', '✗ Faith', '✗ Hope']);
});
