import { Failure } from '../model/failure.ts';
import type { Finding, NewFinding } from '../model/finding.ts';
import type { AuditPlan } from '../model/plan.ts';
import type { Product, RecordType } from '../model/record-type.ts';
import type { FindingFilter, RunFacts, SummaryRow } from '../model/report.ts';
import type { TieOutRow } from '../model/tie-out.ts';
import type { Paces, RunStop } from '../model/run-stop.ts';
import { spentOnCalls } from '../model/spent.ts';
import { asStorageFailure, inTransaction, type Db } from './database.ts';
import { clearGrid, GridWriter } from './finding-grid.ts';
import {
  completeLineage,
  endLineage,
  forgetLineageFrom,
  RunLineage,
  seqOf,
  type FindingPlace,
} from './lineage.ts';
import { refuseBeforeThinned, refuseThinned } from './keep/refuse-removed.ts';
import { noteNewResult } from './published.ts';
import { reopenFindings } from './reopen-findings.ts';

export type RunState = 'running' | 'interrupted' | 'finished';

/** A run as it is listed. `request` is what was asked for (JSON of the audit's own request). */
export interface StoredRun {
  readonly id: string;
  readonly state: RunState;
  readonly startedUtc: string;
  readonly finishedUtc: string | null;
  readonly asOfUtc: string;
  readonly request: string;
  /** What it was expected to cost; null if nobody planned it. */
  readonly plan: AuditPlan | null;
  /** Why it was last stopped; null if it goes on, is finished, or was killed. */
  readonly stop: RunStop | null;
  /** The paces of its products as they last changed. */
  readonly paces: Paces | null;
  /** Where it read; null if it doesn't say. */
  readonly origins: RunFacts['origins'] | null;
  readonly facts: RunFacts | null;
}

/** A new run, the last in order; its id must not be taken. */
export function addRun(
  db: Db,
  run: {
    id: string;
    startedUtc: string;
    asOfUtc: string;
    request: string;
    plan?: AuditPlan | null;
  },
): void {
  db.prepare(
    `INSERT INTO run (id, seq, state, started_utc, as_of_utc, request, plan)
    VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM run), 'running', ?, ?, ?, ?)`,
  ).run([run.id, run.startedUtc, run.asOfUtc, run.request, asText(run.plan ?? null)]);
}

/** How many runs a workspace has, whatever became of them. */
export function countRuns(db: Db): number {
  return Number(db.prepare('SELECT count(*) FROM run').pluck().get());
}

/** A run starts, or goes on. What it last waited for stays known until its pace changes. */
export function noteStart(db: Db, id: string): void {
  db.prepare("UPDATE run SET state = 'running', stop = NULL WHERE id = ?").run([id]);
}

/** The instant as of which a run judges, once it is known by the product's clock. */
export function noteAsOf(db: Db, id: string, asOfUtc: string): void {
  db.prepare('UPDATE run SET as_of_utc = ? WHERE id = ? AND as_of_utc <> ?').run([
    asOfUtc,
    id,
    asOfUtc,
  ]);
}

/** A run stands still, and why. */
export function noteStop(db: Db, id: string, stop: RunStop): void {
  db.prepare("UPDATE run SET state = 'interrupted', stop = ? WHERE id = ?").run([asText(stop), id]);
}

/** The paces of a run's products, for others to see. */
export function notePaces(db: Db, id: string, paces: Paces): void {
  db.prepare('UPDATE run SET paces = ? WHERE id = ?').run([asText(paces), id]);
}

/** @throws Failure storage for a file that is damaged: this is the first question to it */
export function listRuns(db: Db): StoredRun[] {
  try {
    return (db.prepare(`${SELECT_RUN} ORDER BY seq DESC`).all() as RawRun[]).map(asRun);
  } catch (error) {
    throw asStorageFailure(error, db.name);
  }
}

/** The newest run, or the newest that is finished; null if there is none. @throws Failure storage, as `listRuns` */
export function newestRun(db: Db, of: 'any' | 'finished'): StoredRun | null {
  const where = of === 'finished' ? "WHERE state = 'finished'" : '';
  try {
    const row = db.prepare(`${SELECT_RUN} ${where} ORDER BY seq DESC LIMIT 1`).get();
    return row === undefined ? null : asRun(row as RawRun);
  } catch (error) {
    throw asStorageFailure(error, db.name);
  }
}

/** The refusal of what only a finished run can give. */
export function notFinished(runId: string): Failure {
  return new Failure('usage', `Run ${runId} is not finished: go on with it by --resume.`);
}

/** @throws Failure usage if there is no such run */
export function getRun(db: Db, id: string): StoredRun {
  const row = db.prepare(`${SELECT_RUN} WHERE id = ?`).get([id]);
  if (row === undefined)
    throw new Failure(
      'usage',
      `There is no run ${id} in this workspace: "tieout runs" lists them.`,
    );
  return asRun(row as RawRun);
}

/** A record that a run looked at which looks at single ones. */
export interface LookedAt {
  readonly recordType: RecordType;
  readonly product: Product;
  readonly id: string;
}

/**
 * Replaces a run's whole result in one transaction, never half of it, and what it changed beside the runs before. Runs that were saved
 * after a later one, or anew, leave the same account as if all had been saved in their order. What persons decided and does not hold any
 * more is opened again.
 * @param lookedAt what it looked at, if that was single records only
 */
export function saveResult(
  db: Db,
  facts: RunFacts,
  summary: readonly SummaryRow[],
  tieOut: readonly TieOutRow[],
  findings: Iterable<NewFinding>,
  lookedAt: Iterable<LookedAt> = [],
): void {
  inTransaction(db, () => {
    refuseBeforeThinned(db, facts.id);
    completeLineage(db);
    const seq = seqOf(db, facts.id);
    forgetLineageFrom(db, seq);
    for (const table of ['finding', 'summary', 'tie_out'])
      db.prepare(`DELETE FROM ${table} WHERE run = ?`).run([facts.id]);
    const lineage = new RunLineage(db, seq);
    writeFindings(db, facts.id, findings, (id) => lineage.placeOf(id));
    saveLookedAt(db, seq, lookedAt);
    saveRows(db, 'summary', facts.id, summary);
    saveRows(db, 'tie_out', facts.id, tieOut);
    db.prepare("UPDATE run SET state = 'finished', finished_utc = ?, facts = ? WHERE id = ?").run([
      facts.finishedUtc,
      JSON.stringify(facts),
      facts.id,
    ]);
    endLineage(db, seq);
    completeLineage(db);
    noteNewResult(db, seq);
    reopenFindings(db, facts, new Date().toISOString());
  });
}

function saveLookedAt(db: Db, seq: number, records: Iterable<LookedAt>): void {
  db.prepare('DELETE FROM run_record WHERE run_seq = ?').run([seq]);
  const insert = db.prepare<unknown[]>('INSERT OR IGNORE INTO run_record VALUES (?, ?, ?, ?)');
  for (const { recordType, product, id } of records) insert.run([seq, recordType, product, id]);
}

/** Writes a run's findings in their order; what the run had must be gone. */
export function writeFindings(
  db: Db,
  run: string,
  findings: Iterable<NewFinding>,
  placeOf: (finding: string) => FindingPlace,
): void {
  const grid = new GridWriter(db, clearGrid(db, run));
  const insert = db.prepare<unknown[]>(
    'INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  let position = 0;
  for (const finding of findings) {
    const { change, firstSeenUtc } = placeOf(finding.id);
    const whole: Finding = { ...finding, firstSeenUtc };
    insert.run([
      run,
      position,
      whole.id,
      whole.recordType,
      whole.state,
      whole.cause,
      whole.actionable ? 1 : 0,
      whole.raiseId,
      whole.crmId,
      whole.amountMinor,
      whole.currency,
      whole.date,
      JSON.stringify(whole),
    ]);
    grid.add(position, whole, change);
    position += 1;
  }
  grid.finish();
}

/** Counts of a run by state and cause; empty until it has finished. */
export function summaryOf(db: Db, run: string): SummaryRow[] {
  return rowsOf(db, 'summary', run) as SummaryRow[];
}

/** The tie-out of a run by record type, month and currency; empty until it has finished. */
export function tieOutOf(db: Db, run: string): TieOutRow[] {
  return rowsOf(db, 'tie_out', run) as TieOutRow[];
}

/** A run's findings as it stored them, in their order, streamed; `decidedFindings` knows what persons made of them. */
export function* findingsOf(
  db: Db,
  run: string,
  filter: FindingFilter = {},
): IterableIterator<Finding> {
  refuseThinned(db, run);
  const where = ['run = ?'];
  const values: unknown[] = [run];
  const within = (column: string, of: readonly string[] | undefined): void => {
    if (of === undefined) return;
    where.push(`${column} IN (${of.map(() => '?').join(',')})`);
    values.push(...of);
  };
  within('state', filter.states);
  within('record_type', filter.recordTypes);
  if (filter.actionable !== undefined) {
    where.push('actionable = ?');
    values.push(filter.actionable ? 1 : 0);
  }
  // In blocks: while a statement is being iterated, nothing can be written through its connection, and an export takes long.
  const block = db.prepare<unknown[]>(
    `SELECT position, finding FROM finding WHERE ${where.join(' AND ')} AND position > ? ORDER BY position LIMIT ${BLOCK}`,
  );
  for (let last = -1; ;) {
    const rows = block.all([...values, last]) as { position: number; finding: string }[];
    for (const row of rows) yield JSON.parse(row.finding) as Finding;
    if (rows.length < BLOCK) return;
    last = rows.at(-1)?.position ?? last;
  }
}

const BLOCK = 500;

const SELECT_RUN = `SELECT id, state, started_utc AS startedUtc, finished_utc AS finishedUtc, as_of_utc AS asOfUtc, request, facts, plan, stop, paces FROM run`;

type Parsed = 'facts' | 'plan' | 'stop' | 'paces';
type RawRun = Omit<StoredRun, Parsed | 'origins'> & Record<Parsed, string | null>;

function asRun(row: RawRun): StoredRun {
  const request = JSON.parse(row.request) as { origins?: RunFacts['origins'] };
  return {
    ...row,
    origins: request.origins ?? null,
    facts: row.facts === null ? null : readFacts(row.facts),
    plan: parsed(row.plan) as AuditPlan | null,
    stop: parsed(row.stop) as RunStop | null,
    paces: parsed(row.paces) as Paces | null,
  };
}

/** Facts that an earlier Tieout wrote tell of calls only. */
function readFacts(text: string): RunFacts {
  const facts = JSON.parse(text) as Partial<RunFacts> & Pick<RunFacts, 'calls'>;
  return { plan: null, spent: spentOnCalls(facts.calls), ...facts } as RunFacts;
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

function asText(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function saveRows(db: Db, table: string, run: string, rows: readonly unknown[]): void {
  const insert = db.prepare<unknown[]>(`INSERT INTO ${table} VALUES (?, ?, ?)`);
  for (const [seq, row] of rows.entries()) insert.run([run, seq, JSON.stringify(row)]);
}

function rowsOf(db: Db, table: string, run: string): unknown[] {
  const texts = db
    .prepare(`SELECT row FROM ${table} WHERE run = ? ORDER BY seq`)
    .pluck()
    .all([run]) as string[];
  return texts.map((text) => JSON.parse(text) as unknown);
}
