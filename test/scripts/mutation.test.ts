import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';
import { PARTS } from '../../scripts/mutation.mjs';

// The command itself takes minutes; what it names can be gone in a second.
test('each part names files that are there, and tests that are', () => {
  const patterns = Object.values(PARTS).flatMap(({ change, tests }) => [...change, ...tests]);
  const gone = patterns.filter((pattern) => globSync(pattern, { cwd: rootFolder }).length === 0);
  expect(gone).toEqual([]);
  expect(Object.keys(PARTS).toSorted()).toEqual(['checkpoint', 'checks', 'matching', 'money']);
});

test('a part that nobody knows is refused with the known ones', () => {
  const args = [join(rootFolder, 'scripts', 'run.mjs'), 'scripts/mutation.mjs', 'everything'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, expect.stringContaining('money, matching, checks')]);
});
