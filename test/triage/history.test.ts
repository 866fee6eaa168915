import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Triage } from '../../src/core/model/triage.ts';
import type { Db } from '../../src/core/staging/database.ts';
import { addRun, saveResult } from '../../src/core/staging/runs.ts';
import { readArray } from '../../src/core/staging/triage-columns.ts';
import { headOf, logOf, stepsOfFinding } from '../../src/core/staging/triage-log.ts';
import { decide, redo, triageOf, undo } from '../../src/core/staging/triage.ts';
import { openWorkspaceFile } from '../../src/core/staging/workspace-file.ts';
import { tempFolder } from '../staging/temp-folder.ts';
import { makeFinding, makeParameters, makeRun } from '../support/report-factory.ts';
import { NaiveTriage, type NaiveRun } from './naive-triage.ts';
import { happenings, type Happening } from './steps.ts';

const IDS = Array.from({ length: 8 }, (_, at) => makeFinding({}, at + 1).id);
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-02-01T06:00:00.000Z');

const DECIDED_UNDONE_AND_NOTHING: Happening[] = [
  { does: 'decide', which: [0], patch: { owner: 'Bo' } },
  { does: 'undo' },
  { does: 'decide', which: [0], patch: {} },
];

describe('triage, whatever persons do and runs find', () => {
  it('is what a plain model says: undo restores exactly, the log only grows, and the state is its fold', () => {
    fc.assert(
      fc.property(happenings, (steps) => {
        const desk = new Desk();
        for (const step of steps) desk.take(step);
        desk.close();
      }),
      { numRuns: 150 },
    );
  });

  it('can be undone to the very beginning and done again to the very end', () => {
    fc.assert(
      fc.property(happenings, (steps) => {
        const desk = new Desk();
        for (const step of steps) desk.take(step);
        const end = rowsOf(desk.db);
        const [last] = logOf(desk.db, null, 1);
        while (headOf(desk.db).redo !== null) desk.take({ does: 'redo' });
        const newest = rowsOf(desk.db);
        let depth = 0;
        for (; headOf(desk.db).undo !== null; depth += 1) desk.take({ does: 'undo' });
        expect(rowsOf(desk.db)).toEqual([]);
        for (; depth > 0; depth -= 1) desk.take({ does: 'redo' });
        expect(rowsOf(desk.db)).toEqual(newest);
        // A decision leaves nothing to be done again; one that changes nothing is no step, and leaves what there was.
        if (last?.kind === 'decided') expect(newest).toEqual(end);
        desk.close();
      }),
      { numRuns: 60, examples: [[DECIDED_UNDONE_AND_NOTHING]] },
    );
  });
});

/** The real file and the plain model side by side, compared after every step. */
class Desk {
  readonly #path = join(tempFolder(), 'workspace.sqlite');
  readonly #model = new NaiveTriage();
  #run: NaiveRun & { readonly id: string } = { id: '', asOfUtc: '', findings: [] };
  #runs = 0;
  #atMs = START_MS;
  #log: unknown[] = [];
  db = opened(this.#path);

  constructor() {
    this.take({ does: 'save', dayAfter: 0, findings: IDS.map((_, at) => makeFinding({}, at + 1)) });
  }

  take(step: Happening): void {
    this.#atMs += 3_600_000;
    const atUtc = new Date(this.#atMs).toISOString();
    switch (step.does) {
      case 'decide': {
        const here = this.#run.findings.map(({ id }) => id);
        const ids = step.which
          .map((at) => here[at % Math.max(1, here.length)])
          .filter((id) => id !== undefined);
        this.#model.decide(this.#run, ids, step.patch, atUtc);
        decide(this.db, {
          runId: this.#run.id,
          findings: ids,
          patch: step.patch,
          who: 'Ana',
          atUtc,
        });
        break;
      }
      case 'save':
        this.#save(step.findings, new Date(this.#atMs + step.dayAfter * DAY_MS).toISOString());
        break;
      case 'undo':
        this.#model.undo();
        undo(this.db, 'Ana', atUtc);
        break;
      case 'redo':
        this.#model.redo();
        redo(this.db, 'Ana', atUtc);
        break;
      case 'reopen the file':
        this.db.close();
        this.db = opened(this.#path);
    }
    this.#compare();
  }

  close(): void {
    this.db.close();
  }

  #save(findings: NaiveRun['findings'], asOfUtc: string): void {
    this.#runs += 1;
    this.#run = { id: `run-${this.#runs}`, asOfUtc, findings };
    const { id } = this.#run;
    addRun(this.db, { id, startedUtc: asOfUtc, asOfUtc, request: '{}' });
    const facts = makeRun({ id, asOfUtc, parameters: makeParameters({ timeZone: 'UTC' }) });
    saveResult(this.db, facts, [], [], findings);
    // When Tieout did it is its own clock's: the model is told.
    const [newest] = logOf(this.db, null, 1);
    this.#model.save(this.#run, newest?.kind === 'reopened' ? newest.atUtc : asOfUtc);
  }

  #compare(): void {
    const states = IDS.map((id) => triageOf(this.db, id));
    expect(states).toEqual(IDS.map((id) => this.#model.state.get(id)?.triage ?? null));
    const log = logOf(this.db, null, 1_000).reverse();
    expect(log.slice(0, this.#log.length)).toEqual(this.#log);
    expect(log).toHaveLength(this.#model.entries);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
    this.#log = log;
    expect(fold(this.db)).toEqual(rowsOf(this.db));
    expect(IDS.map((id) => lastOf(this.db, id))).toEqual(states);
  }
}

/** Without waiting for the disk: that is proved elsewhere. */
function opened(path: string): Db {
  const db = openWorkspaceFile(path);
  db.pragma('synchronous = OFF');
  return db;
}

function rowsOf(db: Db): unknown[] {
  return db.prepare('SELECT * FROM triage ORDER BY finding').all();
}

/** The state as the log alone tells it. */
function fold(db: Db): unknown[] {
  const state = new Map<string, unknown>();
  const changes = db.prepare('SELECT finding, before, after FROM triage_change WHERE step = ?');
  for (const { seq, kind, of } of logOf(db, null, 1_000).reverse()) {
    const rows = changes.all([of ?? seq]) as {
      finding: string;
      before: string | null;
      after: string;
    }[];
    for (const { finding, before, after } of rows) {
      const text = kind === 'undone' ? before : after;
      if (text === null) state.delete(finding);
      else state.set(finding, { finding, ...readArray(text) });
    }
  }
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function lastOf(db: Db, id: string): Triage | null {
  return stepsOfFinding(db, id)[0]?.after ?? null;
}
