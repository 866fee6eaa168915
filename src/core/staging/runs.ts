import { Failure } from '../model/failure.ts';
import type { Finding, NewFinding } from '../model/finding.ts';
import type { FindingFilter, RunFacts, SummaryRow, TieOutRow } from '../model/report.ts';
import { inTransaction, type Db } from './database.ts';
import { clearGrid, GridWriter } from './finding-grid.ts';

export type RunState = 'running' | 'interrupted' | 'finished';

/** A run as it is listed. `request` is what was asked for (JSON of the audit's own request). */
export interface StoredRun {
  readonly id: string;
  readonly state: RunState;
  readonly startedUtc: string;
  readonly finishedUtc: string | null;
  readonly asOfUtc: string;
  readonly request: string;
  /** Where it read; null if it doesn't say. */
  readonly origins: RunFacts['origins'] | null;
  readonly facts: RunFacts | null;
}

export function addRun(
  db: Db,
  run: { id: string; startedUtc: string; asOfUtc: string; request: string },
): void {
  db.prepare(
    `INSERT INTO run (id, seq, state, started_utc, as_of_utc, request)
    VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM run), 'running', ?, ?, ?)`,
  ).run([run.id, run.startedUtc, run.asOfUtc, run.request]);
}

export function setRunState(db: Db, id: string, state: RunState): void {
  db.prepare('UPDATE run SET state = ? WHERE id = ?').run([state, id]);
}

export function listRuns(db: Db): StoredRun[] {
  return (db.prepare(`${SELECT_RUN} ORDER BY seq DESC`).all() as RawRun[]).map(asRun);
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

/** Replaces a run's whole result in one transaction: never half of it. */
export function saveResult(
  db: Db,
  facts: RunFacts,
  summary: readonly SummaryRow[],
  tieOut: readonly TieOutRow[],
  findings: Iterable<NewFinding>,
): void {
  inTransaction(db, () => {
    for (const table of ['finding', 'summary', 'tie_out'])
      db.prepare(`DELETE FROM ${table} WHERE run = ?`).run([facts.id]);
    writeFindings(db, facts.id, facts.asOfUtc, findings);
    saveRows(db, 'summary', facts.id, summary);
    saveRows(db, 'tie_out', facts.id, tieOut);
    db.prepare("UPDATE run SET state = 'finished', finished_utc = ?, facts = ? WHERE id = ?").run([
      facts.finishedUtc,
      JSON.stringify(facts),
      facts.id,
    ]);
  });
}

/** Writes a run's findings in their order; what the run had must be gone. */
export function writeFindings(
  db: Db,
  run: string,
  asOfUtc: string,
  findings: Iterable<NewFinding>,
): void {
  const grid = new GridWriter(db, clearGrid(db, run));
  const seen = db.prepare<unknown[]>('INSERT INTO first_seen VALUES (?, ?) ON CONFLICT DO NOTHING');
  const seenAt = db.prepare<unknown[]>('SELECT at_utc FROM first_seen WHERE finding = ?').pluck();
  const insert = db.prepare<unknown[]>(
    'INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  let position = 0;
  for (const finding of findings) {
    seen.run([finding.id, asOfUtc]);
    const whole: Finding = { ...finding, firstSeenUtc: String(seenAt.get([finding.id])) };
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
    grid.add(position, whole);
    position += 1;
  }
  grid.finish();
}

export function summaryOf(db: Db, run: string): SummaryRow[] {
  return rowsOf(db, 'summary', run) as SummaryRow[];
}

export function tieOutOf(db: Db, run: string): TieOutRow[] {
  return rowsOf(db, 'tie_out', run) as TieOutRow[];
}

/** A run's findings in their order, streamed. */
export function* findingsOf(
  db: Db,
  run: string,
  filter: FindingFilter = {},
): IterableIterator<Finding> {
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

const SELECT_RUN = `SELECT id, state, started_utc AS startedUtc, finished_utc AS finishedUtc, as_of_utc AS asOfUtc, request, facts FROM run`;

type RawRun = Omit<StoredRun, 'facts' | 'origins'> & { facts: string | null };

function asRun(row: RawRun): StoredRun {
  const request = JSON.parse(row.request) as { origins?: RunFacts['origins'] };
  const facts = row.facts === null ? null : (JSON.parse(row.facts) as RunFacts);
  return { ...row, origins: request.origins ?? null, facts };
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
