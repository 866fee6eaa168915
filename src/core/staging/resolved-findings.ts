import { UNKNOWN_STATES } from '../model/states.ts';
import type { Db } from './database.ts';
import { lookedFor, type GoneFinding } from './looked-for.ts';
import { countOpenAfter } from './open-after.ts';

/**
 * Notes which findings of earlier runs a run resolved: open before it, not among its own, and looked for. The place where each was
 * last seen is kept, so that its values can be shown. @returns how many findings that ask for action are open after the run
 */
export function noteResolved(db: Db, seq: number): number {
  try {
    if (collectGone(db, seq) > 0) resolveGone(db, seq);
    return countOpenAfter(db, seq);
  } finally {
    for (const table of ['gone', 'same_record']) db.exec(`DROP TABLE IF EXISTS temp.${table}`);
  }
}

function resolveGone(db: Db, seq: number): void {
  findLastSeen(db, seq);
  noteSameRecords(db, seq);
  const isLookedFor = lookedFor(db, seq);
  const hidden = typesWithUnnamed(db, seq);
  const insert = db.prepare<unknown[]>(
    "INSERT INTO finding_event VALUES (?, ?, 'resolved', ?, ?, ?)",
  );
  for (const gone of goneFindings(db))
    if (
      gone.isUnknown === 0 &&
      !(gone.became === null && hidden.has(gone.recordType)) &&
      isLookedFor(gone)
    )
      insert.run([gone.finding, seq, gone.became, gone.seenSeq, gone.seenPosition]);
}

/** What was open before the run and isn't among its findings. @returns how many */
function collectGone(db: Db, seq: number): number {
  db.exec(`CREATE TABLE temp.gone (finding TEXT PRIMARY KEY, seen_seq INTEGER, seen_position INTEGER,
    record_type TEXT, state TEXT, raise_id TEXT, crm_id TEXT, day INTEGER) WITHOUT ROWID`);
  db.exec('CREATE TABLE temp.same_record (finding TEXT, state TEXT, position INTEGER, is_own)');
  const isFirst =
    db.prepare<unknown[]>('SELECT 1 FROM finding_event WHERE run_seq < ? LIMIT 1').get([seq]) ===
    undefined;
  if (isFirst) return 0;
  // SQLite gives the other columns of the row that has the greatest run_seq.
  return db
    .prepare<unknown[]>(
      `INSERT INTO temp.gone (finding)
      SELECT finding FROM (SELECT finding, max(run_seq), change FROM finding_event WHERE run_seq < :seq GROUP BY finding)
      WHERE change <> 'resolved'
      EXCEPT SELECT id FROM finding_grid WHERE run_seq = :seq`,
    )
    .run({ seq }).changes;
}

/** From the run before backwards; most were seen in the last one. */
function findLastSeen(db: Db, seq: number): void {
  const update = db.prepare<unknown[]>(
    `UPDATE temp.gone SET (seen_seq, seen_position, record_type, state, raise_id, crm_id, day) =
      (g.run_seq, g.position, k.record_type, k.state, g.raise_id, g.crm_id, g.day)
    FROM finding_grid g CROSS JOIN finding_kind k
    WHERE g.run_seq = ? AND k.run_seq = g.run_seq AND k.kind = g.kind AND gone.finding = g.id AND gone.seen_seq IS NULL`,
  );
  const left = db.prepare('SELECT count(*) FROM temp.gone WHERE seen_seq IS NULL').pluck();
  const before = db
    .prepare<unknown[]>(
      "SELECT seq FROM run WHERE state = 'finished' AND seq < ? ORDER BY seq DESC",
    )
    .pluck()
    .all([seq]);
  for (const earlier of before) {
    update.run([earlier]);
    if (left.get() === 0) return;
  }
}

/** What the run says now of the records that gone findings were about. */
function noteSameRecords(db: Db, seq: number): void {
  db.exec('CREATE INDEX temp.gone_by_raise ON gone (record_type, raise_id)');
  db.exec('CREATE INDEX temp.gone_by_crm ON gone (record_type, crm_id)');
  const of = (side: string, isOwn: string): string =>
    `INSERT INTO temp.same_record
    SELECT gone.finding, k.state, g.position, ${isOwn} FROM finding_grid g CROSS JOIN finding_kind k CROSS JOIN temp.gone
    WHERE g.run_seq = ? AND k.run_seq = g.run_seq AND k.kind = g.kind AND gone.record_type = k.record_type AND gone.${side} = g.${side}`;
  db.prepare<unknown[]>(of('raise_id', '1')).run([seq]);
  // Several Raise records may name one CRM+ record: it is the finding's own only where there is no Raise record.
  db.prepare<unknown[]>(
    of('crm_id', "gone.raise_id IS NULL OR gone.state = 'missing_in_raise'"),
  ).run([seq]);
  db.exec('CREATE INDEX temp.same_record_of ON same_record (finding)');
}

/** The record types of which a run met something unreadable that names no record: it may be any that was not found. */
function typesWithUnnamed(db: Db, seq: number): ReadonlySet<string> {
  const types = db
    .prepare<unknown[]>(
      `SELECT DISTINCT k.record_type FROM finding_kind k JOIN finding_grid g ON g.run_seq = k.run_seq AND g.kind = k.kind
      WHERE k.run_seq = ? AND k.state = 'unreadable' AND g.raise_id IS NULL AND g.crm_id IS NULL`,
    )
    .pluck();
  return new Set(types.all([seq]) as string[]);
}

interface GoneRow extends GoneFinding {
  readonly finding: string;
  readonly seenPosition: number;
  /** The state that the same record is in now. */
  readonly became: string | null;
  /** Whether something about the same record could not be read or understood. */
  readonly isUnknown: 0 | 1;
}

function* goneFindings(db: Db): Generator<GoneRow> {
  const block = db.prepare<unknown[]>(
    `SELECT finding, seen_seq AS seenSeq, seen_position AS seenPosition, record_type AS recordType, state, raise_id AS raiseId,
      crm_id AS crmId, day,
      (SELECT s.state FROM temp.same_record s WHERE s.finding = gone.finding AND s.is_own ORDER BY s.position LIMIT 1) AS became,
      EXISTS (SELECT 1 FROM temp.same_record s WHERE s.finding = gone.finding
        AND s.state IN (${UNKNOWN_STATES.map((state) => `'${state}'`).join(', ')})) AS isUnknown
    FROM temp.gone WHERE seen_seq IS NOT NULL AND finding > ? ORDER BY finding LIMIT ${BLOCK}`,
  );
  for (let last = ''; ;) {
    const rows = block.all([last]) as GoneRow[];
    yield* rows;
    if (rows.length < BLOCK) return;
    last = rows.at(-1)?.finding ?? last;
  }
}

const BLOCK = 2000;
