import type { FindingStep, TriageHead, TriageStep, TriageStepKind } from '../model/triage-step.ts';
import type { Db } from './database.ts';
import { asTriage } from './triage-columns.ts';

/** A new entry of the log; who is at work has a transaction open. @returns its number */
export function addStep(
  db: Db,
  step: Pick<TriageStep, 'atUtc' | 'who' | 'words' | 'findings'> & {
    readonly kind: TriageStepKind;
  },
): number {
  const { undoTop } = tops(db);
  // A new change: what was undone can't be done again any more.
  return insertStep(db, { ...step, of: null, beneath: undoTop, undoTop: 'itself', redoTop: null });
}

/** The entry that undoes the newest step, or does the newest undone one again. @returns that step, or null if there is none */
export function addReturn(
  db: Db,
  {
    kind,
    who,
    atUtc,
  }: { readonly kind: 'undone' | 'redone'; readonly who: string; readonly atUtc: string },
): TriageStep | null {
  const { undoTop, redoTop } = tops(db);
  const seq = kind === 'undone' ? undoTop : redoTop;
  if (seq === null) return null;
  const { beneath, ...step } = stepOf(db, seq);
  const { words, findings } = step;
  const entry = { atUtc, who, kind, words, findings, of: seq, beneath: null };
  insertStep(
    db,
    kind === 'undone'
      ? { ...entry, undoTop: beneath, redoTop: seq }
      : { ...entry, undoTop: seq, redoTop: undoneBefore(db, seq) },
  );
  return step;
}

/** The newest entries first, `limit` of them, from before an entry on. */
export function logOf(db: Db, before: number | null, limit: number): TriageStep[] {
  return db
    .prepare<unknown[]>(`${SELECT_STEP} WHERE seq < ? ORDER BY seq DESC LIMIT ?`)
    .all([before ?? Number.MAX_SAFE_INTEGER, limit]) as TriageStep[];
}

/** What was done to one finding, newest first. */
export function stepsOfFinding(db: Db, finding: string): FindingStep[] {
  const rows = db
    .prepare<unknown[]>(
      `SELECT s.seq, s.at_utc AS atUtc, s.who, s.kind, s.words, s.findings, s.of_step AS "of", c.before, c.after
      FROM triage_change c CROSS JOIN triage_step s WHERE c.finding = ? AND (s.seq = c.step OR s.of_step = c.step)
      ORDER BY s.seq DESC`,
    )
    .all([finding]) as (TriageStep & { before: string | null; after: string })[];
  return rows.map(({ before, after, ...step }) => {
    const [was, is] = step.kind === 'undone' ? [after, before] : [before, after];
    return { ...step, before: asTriage(was), after: asTriage(is) };
  });
}

/** The steps that undo and redo would take now, and the owners that are named. */
export function headOf(db: Db): TriageHead {
  const { seq, undoTop, redoTop } = tops(db);
  const owners = db
    .prepare('SELECT DISTINCT owner FROM triage WHERE owner IS NOT NULL ORDER BY owner')
    .pluck()
    .all() as string[];
  return { seq, undo: known(db, undoTop), redo: known(db, redoTop), owners };
}

const SELECT_STEP =
  'SELECT seq, at_utc AS atUtc, who, kind, words, findings, of_step AS "of" FROM triage_step';

interface Tops {
  readonly seq: number;
  /** The step that an undo would take back; null if none. */
  readonly undoTop: number | null;
  readonly redoTop: number | null;
}

/**
 * Each entry says which step could be undone and which done again after it, and each step which one lay beneath it: the log alone
 * tells how to go back and forth, whatever was started anew in between.
 */
function tops(db: Db): Tops {
  const row = db
    .prepare(
      'SELECT seq, undo_top AS undoTop, redo_top AS redoTop FROM triage_step ORDER BY seq DESC LIMIT 1',
    )
    .get() as Tops | undefined;
  return row ?? { seq: 0, undoTop: null, redoTop: null };
}

/** What could be done again before a step was last undone. */
function undoneBefore(db: Db, seq: number): number | null {
  const undo = `SELECT max(seq) FROM triage_step WHERE kind = 'undone' AND of_step = ?`;
  const top = db
    .prepare(`SELECT redo_top FROM triage_step WHERE seq = (${undo}) - 1`)
    .pluck()
    .get([seq]);
  return typeof top === 'number' ? top : null;
}

function insertStep(
  db: Db,
  step: Omit<TriageStep, 'seq'> & {
    readonly beneath: number | null;
    readonly undoTop: number | null | 'itself';
    readonly redoTop: number | null;
  },
): number {
  const seq = tops(db).seq + 1;
  db.prepare('INSERT INTO triage_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run([
    seq,
    step.atUtc,
    step.who,
    step.kind,
    step.words,
    step.findings,
    step.of,
    step.beneath,
    step.undoTop === 'itself' ? seq : step.undoTop,
    step.redoTop,
  ]);
  return seq;
}

function stepOf(db: Db, seq: number): TriageStep & { readonly beneath: number | null } {
  return db
    .prepare(`${SELECT_STEP.replace(' FROM', ', beneath FROM')} WHERE seq = ?`)
    .get([seq]) as TriageStep & { readonly beneath: number | null };
}

function known(db: Db, seq: number | null): TriageStep | null {
  if (seq === null) return null;
  const { beneath: _beneath, ...step } = stepOf(db, seq);
  return step;
}
