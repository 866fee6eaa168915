import { isContractProcedure } from '@orpc/contract';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import { withHostileMember } from '../connectors/hostile-json.ts';
import { inputsFor, NAMED } from '../engine/every-command.ts';

/** Every command that takes an input, with a good one. */
const COMMANDS = Object.entries(contract).flatMap(([group, each]) =>
  Object.entries(each).flatMap(([name, command]) => {
    const path = `${group}.${name}`;
    const schema = isContractProcedure(command) ? command['~orpc'].inputSchema : undefined;
    return schema === undefined ? [] : [{ path, schema, good: inputsFor(NAMED)[path] }];
  }),
);

/** No input may hold the engine for longer, even on a machine that has other work. */
const MOST_MS = 2000;

/** Whatever comes as an input is refused with issues or taken as it is: never an error of ours, never another value than was sent. */
export async function fuzzInputs(numRuns: number): Promise<number> {
  for (const { path, schema, good } of COMMANDS) {
    const isObject = typeof good === 'object' && good !== null;
    const members = withHostileMember(isObject ? good : {}, [
      'workspace',
      'confirm',
      'patch',
      'query',
    ]);
    await fc.assert(
      fc.asyncProperty(members, async ({ text }) => {
        const sent = JSON.parse(text) as unknown;
        const begun = performance.now();
        const checked = await schema['~standard'].validate(sent);
        expect(performance.now() - begun, path).toBeLessThan(MOST_MS);
        if (checked.issues === undefined) expectAsSent(path, sent, checked.value);
        expect(({} as Record<string, unknown>)['isPolluted']).toBeUndefined();
      }),
      { numRuns, seed: 11 },
    );
  }
  return COMMANDS.length;
}

/** What was sent is in what was taken, to the depth of one member; usual values may stand beside it, and nothing of another name. */
function expectAsSent(path: string, sent: unknown, taken: unknown): void {
  if (typeof taken !== 'object' || taken === null || Array.isArray(taken))
    return expect(taken, path).toEqual(sent);
  expect(Object.getPrototypeOf(taken), path).toBe(Object.prototype);
  const was = sent as Record<string, unknown>;
  for (const [name, value] of Object.entries(taken)) {
    if (!Object.hasOwn(was, name)) continue;
    // White space around a text may go.
    const one = was[name];
    // Passed on as it is, to be looked at by the command.
    if (value === one) continue;
    const plain = typeof one === 'string' ? one.trim() : one;
    if (typeof value !== 'object' || value === null)
      expect([plain, one], `${path} ${name}`).toContainEqual(value);
    else expect(value, `${path} ${name}`).toMatchObject(plain as object);
  }
}
