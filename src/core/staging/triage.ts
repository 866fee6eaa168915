import { Failure } from '../model/failure.ts';
import type { Triage } from '../model/triage.ts';
import type { TriagePatch, TriageStep } from '../model/triage-step.ts';
import { patchWords } from '../model/triage-words.ts';
import { inTransaction, type Db } from './database.ts';
import { asArray, asTriage, fromArray } from './triage-columns.ts';
import { addReturn, addStep } from './triage-log.ts';
import { createTargets, dropWork, writeNext, type Basis } from './triage-next.ts';

export interface Decision {
  /** The run in which the findings were looked at: what is accepted is what it says of them. */
  readonly runId: string;
  readonly findings: Iterable<string>;
  readonly patch: TriagePatch;
  readonly who: string;
  readonly atUtc: string;
}

/**
 * One step of a person, over any number of findings: all of it or nothing. Findings that are so already are left alone.
 * @returns how many it changed; 0 writes no step
 * @throws Failure usage if a finding isn't in the run; storage
 */
export function decide(db: Db, decision: Decision): number {
  return inTransaction(db, () => {
    try {
      const run = runOf(db, decision.runId);
      createTargets(db);
      writeTargets(db, decision.findings);
      refuseStrangers(db, run.seq);
      writeNext(db, decision, basisIn(run));
      return writeStep(db, 'decided', decision.who, decision.atUtc, patchWords(decision.patch));
    } finally {
      dropWork(db);
    }
  });
}

/**
 * Writes what stands in temp.triage_next (a finding and the columns of `triage`), with its entry in the log. Who calls has a
 * transaction open. @returns how many findings it changed
 */
export function writeStep(
  db: Db,
  kind: 'decided' | 'reopened',
  who: string | null,
  atUtc: string,
  words: string,
): number {
  const findings = Number(db.prepare('SELECT count(*) FROM temp.triage_next').pluck().get());
  if (findings === 0) return 0;
  const step = addStep(db, { kind, who, atUtc, words, findings });
  db.prepare(
    `INSERT INTO triage_change SELECT ?, n.finding, ${asArray('t')}, ${asArray('n')}
    FROM temp.triage_next n LEFT JOIN triage t ON t.finding = n.finding ORDER BY n.finding`,
  ).run([step]);
  db.exec('INSERT OR REPLACE INTO triage SELECT * FROM temp.triage_next ORDER BY finding');
  return findings;
}

/**
 * Takes the newest step back, whoever did it, with all its findings. @returns what was undone; null if nothing can be
 * @throws Failure usage if another step is meant
 */
export function undo(db: Db, who: string, atUtc: string, meant?: number): TriageStep | null {
  return inTransaction(db, () => {
    const step = addReturn(db, { kind: 'undone', who, atUtc });
    refuseOther(step, meant);
    if (step !== null) restore(db, step.seq, 'before');
    return step;
  });
}

/** Does again what was last undone, if nothing was changed since. */
export function redo(db: Db, who: string, atUtc: string, meant?: number): TriageStep | null {
  return inTransaction(db, () => {
    const step = addReturn(db, { kind: 'redone', who, atUtc });
    refuseOther(step, meant);
    if (step !== null) restore(db, step.seq, 'after');
    return step;
  });
}

/** Whoever asks to take back what was told a while ago must not take back what came later. */
function refuseOther(step: TriageStep | null, meant: number | undefined): void {
  if (meant === undefined || step?.seq === meant) return;
  throw new Failure(
    'usage',
    'Something else was decided meanwhile. The log of decisions shows what; nothing was changed.',
  );
}

/** What was decided of a finding; null if nobody has touched it. */
export function triageOf(db: Db, finding: string): Triage | null {
  return triageIn(db)(finding);
}

/** What was decided of one finding after another: an export asks for every one of its rows. */
export function triageIn(db: Db): (finding: string) => Triage | null {
  const select = db.prepare(`SELECT ${asArray('t')} FROM triage t WHERE finding = ?`).pluck();
  return (finding) => {
    const row = select.get([finding]);
    return asTriage(typeof row === 'string' ? row : null);
  };
}

function runOf(db: Db, id: string): { id: string; seq: number; asOfUtc: string } {
  const run = db
    .prepare("SELECT id, seq, as_of_utc AS asOfUtc FROM run WHERE id = ? AND state = 'finished'")
    .get([id]) as ReturnType<typeof runOf> | undefined;
  if (run === undefined)
    throw new Failure('usage', `Run ${id} is not finished: decide when its findings are settled.`);
  return run;
}

/** Many at once: one statement for each would take longer than all that follows. */
function writeTargets(db: Db, findings: Iterable<string>): void {
  const insert = db.prepare<unknown[]>(
    'INSERT OR IGNORE INTO temp.triage_target (finding) SELECT value FROM json_each(?)',
  );
  let block: string[] = [];
  const write = (): void => {
    insert.run([JSON.stringify(block)]);
    block = [];
  };
  for (const finding of findings) if (block.push(finding) === BLOCK) write();
  write();
}

const BLOCK = 5000;

function refuseStrangers(db: Db, runSeq: number): void {
  const strangers = Number(
    db
      .prepare(
        `SELECT count(*) FROM temp.triage_target x WHERE NOT EXISTS
        (SELECT 1 FROM finding_place p WHERE p.run_seq = ? AND p.finding = x.finding)`,
      )
      .pluck()
      .get([runSeq]),
  );
  if (strangers > 0)
    throw new Failure(
      'usage',
      'This list is not up to date any more: load it again. Nothing was changed.',
    );
}

/** What a run says of a finding, as far as it makes an acceptance (model/reopening.ts). */
function basisIn({ id, seq, asOfUtc }: ReturnType<typeof runOf>): Basis {
  const lists = ['fields', 'relatedRaiseIds', 'relatedCrmIds'].map(
    (name) => `'${name}', f.finding -> '$.${name}'`,
  );
  return {
    said: {
      sql: `(SELECT json_object('cause', f.cause, 'amountMinor', f.amount_minor, 'currency', f.currency, ${lists.join(', ')})
      FROM finding_place p CROSS JOIN finding f WHERE p.run_seq = ? AND p.finding = x.finding AND f.run = ? AND f.position = p.position
      LIMIT 1)`,
      values: [seq, id],
    },
    asOf: { sql: '?', values: [asOfUtc] },
  };
}

function restore(db: Db, step: number, side: 'before' | 'after'): void {
  db.prepare(
    `DELETE FROM triage WHERE finding IN (SELECT finding FROM triage_change WHERE step = ? AND ${side} IS NULL)`,
  ).run([step]);
  db.prepare(
    `INSERT OR REPLACE INTO triage SELECT finding, ${fromArray(side)} FROM triage_change
    WHERE step = ? AND ${side} IS NOT NULL ORDER BY finding`,
  ).run([step]);
}
