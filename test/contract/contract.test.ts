import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../src/contract/contract.ts';
import { settingsPatch, workspaceSettings } from '../../src/contract/settings.ts';
import { FACETS } from '../../src/core/model/finding-query.ts';
import { findingQuery } from '../../src/contract/query.ts';
import { inputsFor, NAMED } from '../engine/every-command.ts';

const commands = Object.entries(contract).flatMap(([group, each]) =>
  Object.entries(each).map(([name, command]) => [`${group}.${name}`, command] as const),
);
/** Of no customer: the application’s own, what is of all customers, and files that were given an id nobody can guess. */
const OF_NO_WORKSPACE =
  /^(app|keys)\.|^workspaces\.(list|overview|create|openDemo)$|^metrics\.text$|^runs\.watchAll$|^exports\.(writeSummary|take|reveal)$/;

describe.each(commands)('%s', (path, command) => {
  if (!isContractProcedure(command)) throw new Error(`${path} is no command.`);
  const { errorMap, inputSchema, outputSchema } = command['~orpc'];

  test('fails with the one typed error and says what it answers', () => {
    expect(Object.keys(errorMap)).toEqual(['FAILURE']);
    expect(outputSchema).toBeDefined();
  });

  test('takes the input that the tests send, and names its workspace unless it has none', async () => {
    const input = inputsFor(NAMED)[path];
    const checked = await inputSchema?.['~standard'].validate(input);
    expect(checked?.issues).toBeUndefined();
    const isNamed = typeof input === 'object' && input !== null && 'workspace' in input;
    expect(isNamed).toBe(!OF_NO_WORKSPACE.test(path));
  });
});

test('a filter or a sort that the store does not know is refused, not ignored', () => {
  expect(findingQuery.safeParse({ sates: [] }).success).toBe(false);
  expect(findingQuery.safeParse({ amountFromMinor: 1.5 }).success).toBe(false);
  expect(findingQuery.safeParse({ fromDay: '1.1.2026' }).success).toBe(false);
  // A facet's value must be a filter's value, or a click on it could not be asked.
  const known = Object.keys(findingQuery.shape);
  expect(FACETS.filter((facet) => !known.includes(facet))).toEqual([]);
});

test('every setting has its usual value, and a page can’t make a workspace the demo', () => {
  expect(workspaceSettings.safeParse({}).success).toBe(true);
  expect(settingsPatch.safeParse({ lagHours: 1 }).success).toBe(true);
  for (const patch of [{ isDemo: true }, { isDemo: false, lagHours: 1 }, [], null, 'lagHours'])
    expect(settingsPatch.safeParse(patch).success).toBe(false);
});

test('nothing in an input may be endless', () => {
  const endless = commands.filter(([, command]) => {
    if (!isContractProcedure(command)) return true;
    const schema = command['~orpc'].inputSchema;
    return schema instanceof z.ZodType && hasEndlessText(z.toJSONSchema(schema, LENIENT));
  });
  expect(endless.map(([path]) => path)).toEqual([]);
});

const LENIENT = { unrepresentable: 'any', io: 'input' } as const;

/** A text or a list without a longest length or a pattern that has one. */
function hasEndlessText(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { type, maxLength, maxItems, pattern, enum: values, const: only } = schema as Schema;
  if (type === 'string' && [maxLength, pattern, values, only].every((each) => each === undefined))
    return true;
  if (type === 'array' && maxItems === undefined) return true;
  return Object.values(schema).some(hasEndlessText);
}

interface Schema {
  readonly type?: unknown;
  readonly maxLength?: unknown;
  readonly maxItems?: unknown;
  readonly pattern?: unknown;
  readonly enum?: unknown;
  readonly const?: unknown;
}

// Nothing crosses workspaces in SQL either: a database sees no other one, but the copy of a run's own rows.
test('no statement attaches a database but the copies of a run’s rows', () => {
  const src = join(import.meta.dirname, '../../src');
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const holding = (pattern: RegExp): string[] =>
    sources.filter((name) => pattern.test(readFileSync(join(src, name), 'utf8'))).toSorted();
  expect(holding(/\bATTACH\b/)).toEqual([
    'core/staging/copy-rows.ts',
    'core/staging/planted-copy.ts',
  ]);
  expect(holding(/new Database\(/)).toEqual([
    'core/staging/database.ts',
    'core/staging/verify/open-unchanged.ts', // reads one file, whatever it is
    'core/staging/writer-lock.ts', // a file of one row, beside the workspace's
  ]);
  const opening = holding(/\bopen(Database|WorkspaceFile)\(|CaptureFile\.open\(/);
  expect(opening).toEqual([
    'core/audit/power/power-test.ts',
    'core/audit/provisional.ts',
    'core/audit/quick-check.ts', // in a folder of its own, gone with its answer
    'core/audit/rerun.ts',
    'core/audit/run-audit.ts',
    'core/facade/results.ts',
    'core/staging/capture-file.ts',
    'core/staging/copy-rows.ts',
    'core/staging/database.ts',
    'core/staging/live/live-file.ts', // what webhooks brought, beside the workspace's
    'core/staging/planted-copy.ts',
    'core/staging/records-of-finding.ts',
    'core/staging/tie-out-rows.ts', // of a run whose id the workspace knows
    'core/staging/workspace-file.ts',
    'core/staging/workspaces.ts',
  ]);
});
