import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROW_TABLES } from '../../src/core/staging/capture-schema.ts';
import { buildChild, type ChildProgram } from './child-program.ts';
import { killResumeEverywhere, killRunEverywhere } from './everywhere.ts';
import { AT_FIRST, expectNone } from './expect-none.ts';
import { openLanes, type Lane } from './lane.ts';
import { SMALL } from './worlds.ts';

// Invariants 1 and 4 (reliability.md): a process that gets SIGKILL at any named step leaves a run that goes on to the end it would have
// had: the same digest, the same export, no page read twice, and the target of the export is there whole or as it was.
const LONG_MS = 20 * 60_000;
let program: ChildProgram;
let lanes: Lane[];

beforeAll(async () => {
  program = await buildChild();
  lanes = await openLanes(SMALL, program);
});
afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane.close()));
  program.remove();
});

// The rules run again, and runs of single records: `npm run test:long -- named-steps`. At each step's later times, too: `npm run torture`.
describe('killed at every named step', () => {
  it('names them all', () => {
    const named = new Set(lanes[0]?.whole.events.map((event) => event.replace(/#.*/, '')));
    expect(STEPS.filter((step) => !named.has(step))).toEqual([]);
  });

  it('a run comes to the same end', { timeout: LONG_MS }, async () => {
    expectNone(await killRunEverywhere(lanes, { which: 'first' }), 80);
  });

  it('a run that goes on comes to the same end', { timeout: LONG_MS }, async () => {
    const first = { name: 'capture-marker', count: 12, side: 'after' } as const;
    expectNone(await killResumeEverywhere(lanes, first, AT_FIRST), 40);
  });
});

/** Fetch, parse, begin, upsert, marker, commit, seal, classify, export: all must be among what is killed at. */
const STEPS = [
  ...['raise-query', 'raise-list', 'raise-one', 'crm-current', 'crm-query', 'crm-one'].flatMap(
    (call) => [`${call}-send`, `${call}-headers`, `${call}-body`],
  ),
  ...[
    'page',
    'fact',
    'stream',
    'direct_read',
    'link_form',
    'unreadable',
    'label',
    'explained_row',
  ].map((table) => `capture-insert-${table}`),
  ...Object.values(ROW_TABLES).map((table) => `capture-insert-${table}`),
  ...['connect', 'capture', 'match', 'classify', 'confirm', 'save'].map((is) => `phase-${is}`),
  ...['run', 'finding', 'summary', 'tie_out'].map((table) => `workspace-insert-${table}`),
  'parse',
  'capture-begin',
  'capture-insert-contact_reference',
  'capture-marker',
  'capture-commit',
  'capture-seal',
  'capture-drop-index',
  'capture-build-index',
  'workspace-begin',
  'workspace-commit',
  'export-write',
  'export-write-stream',
  'export-flush',
  'export-rename-json',
  'export-rename-xlsx',
];
